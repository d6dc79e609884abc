package io.footfall.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.MediaType;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The published contract with every object closed: a property that it does not describe is refused too. What the validator cannot
 * read, such as CSV and what browsers call, is left out; a problem document counts as JSON.
 */
final class ClosedContract {

    private static final String PROBLEM = "application/problem+json";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final JsonObject document;

    private ClosedContract(JsonObject document) {
        this.document = document;
    }

    static JsonObject load() {
        Map<String, Object> map = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Contract.load().text());
        ClosedContract contract = new ClosedContract(new JsonObject(new JsonObject(map).encode()));
        contract.close();
        return contract.document;
    }

    private void close() {
        JsonObject responses = document.getJsonObject("components").getJsonObject("responses");
        responses.fieldNames().forEach(name -> contents(responses.getJsonObject(name)));
        JsonObject paths = document.getJsonObject("paths");
        paths.fieldNames().removeIf(path -> !path.startsWith("/api/v1/"));
        for (String path : paths.fieldNames()) {
            JsonObject item = paths.getJsonObject(path);
            item.fieldNames().stream()
                    .filter(METHODS::contains)
                    .toList()
                    .forEach(method -> operation(item.getJsonObject(method)));
        }
    }

    private void operation(JsonObject operation) {
        operation.remove("security");
        JsonObject body = operation.getJsonObject("requestBody");
        if (body != null && !body.getJsonObject("content").containsKey(MediaType.APPLICATION_JSON)) {
            operation.remove("requestBody");
        }
        JsonObject responses = operation.getJsonObject("responses");
        responses.fieldNames().forEach(status -> contents(responses.getJsonObject(status)));
    }

    private void contents(JsonObject response) {
        JsonObject content = response.getJsonObject("content");
        if (content == null) {
            return;
        }
        JsonObject json = content.getJsonObject(MediaType.APPLICATION_JSON, content.getJsonObject(PROBLEM));
        content.clear();
        if (json == null) {
            response.remove("content");
        } else {
            content.put(MediaType.APPLICATION_JSON, json.put("schema", closed(json.getJsonObject("schema"))));
        }
    }

    private JsonObject closed(JsonObject schema) {
        JsonObject flat = flat(schema);
        JsonObject properties = flat.getJsonObject("properties", new JsonObject());
        properties.fieldNames().forEach(name -> properties.put(name, closed(properties.getJsonObject(name))));
        if (flat.containsKey("items")) {
            flat.put("items", closed(flat.getJsonObject("items")));
        }
        return properties.isEmpty() || flat.containsKey("additionalProperties")
                ? flat
                : flat.put("additionalProperties", false);
    }

    /** A schema without references and with all its parts in one. */
    private JsonObject flat(JsonObject schema) {
        if (schema.containsKey("$ref")) {
            String name = schema.getString("$ref").replaceFirst(".*/", "");
            return flat(document.getJsonObject("components")
                    .getJsonObject("schemas")
                    .getJsonObject(name));
        }
        JsonObject flat = schema.copy();
        for (Object part : schema.getJsonArray("allOf", new JsonArray())) {
            JsonObject more = flat((JsonObject) part);
            JsonArray required = flat.getJsonArray("required", new JsonArray()).copy();
            required.addAll(more.getJsonArray("required", new JsonArray()));
            flat.mergeIn(more, true).put("required", required);
        }
        flat.remove("allOf");
        return flat;
    }
}
