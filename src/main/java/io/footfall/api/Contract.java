package io.footfall.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The published contract, {@code openapi.yaml}: the source of the routes and of who may call them. */
final class Contract {

    private static final String PERMISSION = "x-footfall-permission";
    private static final String SERVED_BY = "x-footfall-served-by";
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch", "head", "options");

    /** Requests are checked, responses are not; the router knows few media types of them. */
    private static final JsonObject ANY_RESPONSE =
            new JsonObject().put("default", new JsonObject().put("description", "any"));

    private final String text;
    private final JsonObject document;
    private final List<ApiOperation> operations;

    private Contract(String text) {
        this.text = text;
        this.document = parse(text);
        this.operations = List.copyOf(operations(document));
    }

    /** Reads the contract from the class path. */
    static Contract load() {
        try (InputStream in = Contract.class.getResourceAsStream("/openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("openapi.yaml is not on the class path");
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalStateException if an operation has no permission or no id */
    static Contract of(String text) {
        return new Contract(text);
    }

    /** As it is published. */
    String text() {
        return text;
    }

    /** All operations, in the order of the document. */
    List<ApiOperation> operations() {
        return operations;
    }

    /** The part that the API itself serves, for building routes and checking requests; {@link Access} is the security. */
    Future<OpenAPIContract> served(Vertx vertx) {
        JsonObject served = document.copy();
        JsonObject paths = served.getJsonObject("paths");
        served.remove("security");
        for (ApiOperation operation : operations) {
            if (operation.collection()) {
                paths.remove(operation.path());
            } else {
                JsonObject described = paths.getJsonObject(operation.path())
                        .getJsonObject(operation.method().toLowerCase(Locale.ROOT));
                described.remove("security");
                described.put("responses", ANY_RESPONSE.copy());
            }
        }
        return OpenAPIContract.from(vertx, served);
    }

    private static JsonObject parse(String text) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        Map<String, Object> map = new Yaml(new SafeConstructor(strict)).load(text);
        return new JsonObject(new JsonObject(map).encode());
    }

    private static List<ApiOperation> operations(JsonObject document) {
        List<ApiOperation> operations = new ArrayList<>();
        JsonObject paths = document.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject item = paths.getJsonObject(path);
            for (String method : item.fieldNames()) {
                if (METHODS.contains(method)) {
                    operations.add(operation(method, path, item.getJsonObject(method)));
                }
            }
        }
        return operations;
    }

    private static ApiOperation operation(String method, String path, JsonObject operation) {
        String name = method.toUpperCase(Locale.ROOT) + " " + path;
        Permission permission = Permission.byKey(operation.getString(PERMISSION, ""))
                .orElseThrow(() -> new IllegalStateException(name + " has no known " + PERMISSION));
        String id = operation.getString("operationId");
        if (id == null) {
            throw new IllegalStateException(name + " has no operationId");
        }
        return new ApiOperation(
                id,
                method.toUpperCase(Locale.ROOT),
                path,
                permission,
                operation.getString(SERVED_BY, "").equals("collection"),
                operation.getString("summary", ""));
    }
}
