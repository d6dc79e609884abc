package io.footfall.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.account.OpenedSession;
import io.footfall.stats.Answered;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PermissionsTest {

    private enum Caller {
        NOBODY,
        WRONG_TOKEN,
        WRONG_COOKIE,
        SESSION_WITHOUT_CSRF,
        SESSION,
        OPERATOR
    }

    /** What the check in front of an operation can say; anything else means that the operation was reached. */
    private static final Set<String> REFUSALS = Set.of("log-in-needed", "session-needed", "csrf-token");

    private static final Map<String, JsonObject> BODIES = Map.of(
            "logIn", new JsonObject().put("email", "nobody@example.com").put("password", "x"),
            "setUp",
                    new JsonObject()
                            .put("token", "x")
                            .put("email", "b@example.com")
                            .put("password", "x"),
            "createSite", new JsonObject().put("domain", "not a domain"),
            "changeSite", new JsonObject());

    private static TestApi api;

    static List<ApiOperation> operations() {
        return Contract.load().operations().stream()
                .filter(operation -> !operation.collection())
                .toList();
    }

    @BeforeAll
    static void start() {
        api = new TestApi();
        api.logIn();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @DisplayName("nobody reaches an operation without its permission")
    @ParameterizedTest
    @MethodSource("operations")
    void everyOperation_everyCaller(ApiOperation operation) {
        for (Caller caller : Caller.values()) {
            assertThat(refusal(operation, caller))
                    .as(operation.id() + " called by " + caller)
                    .isEqualTo(expected(operation, caller));
        }
    }

    private static String expected(ApiOperation operation, Caller caller) {
        if (operation.permission() == Permission.PUBLIC) {
            return "";
        }
        return switch (caller) {
            case NOBODY, WRONG_TOKEN, WRONG_COOKIE -> "log-in-needed";
            case SESSION_WITHOUT_CSRF -> operation.method().equals("GET") ? "" : "csrf-token";
            case SESSION -> "";
            case OPERATOR -> operation.permission() == Permission.SESSION ? "session-needed" : "";
        };
    }

    private static String refusal(ApiOperation operation, Caller caller) {
        HttpRequest<Buffer> request = api.request(
                HttpMethod.valueOf(operation.method()),
                operation.path().replace("{site}", "example.com").replace("{kid}", "none"));
        OpenedSession session = api.logIn();
        switch (caller) {
            case NOBODY -> {}
            case WRONG_TOKEN -> request.bearerTokenAuthentication("wrong").putHeader("Cookie", cookie(session.token()));
            case WRONG_COOKIE -> request.putHeader("Cookie", cookie("wrong"));
            case SESSION_WITHOUT_CSRF ->
                request.putHeader("Cookie", cookie(session.token())).putHeader("X-CSRF-Token", "wrong");
            case SESSION ->
                request.putHeader("Cookie", cookie(session.token()))
                        .putHeader("X-CSRF-Token", session.session().csrf());
            case OPERATOR -> request.bearerTokenAuthentication(TestApi.TOKEN);
        }
        JsonObject body = BODIES.get(operation.id());
        HttpResponse<Buffer> response = Answered.by(body == null ? request.send() : request.sendJsonObject(body));
        if (response.statusCode() != 401 && response.statusCode() != 403) {
            return "";
        }
        String type = response.bodyAsJsonObject().getString("type");
        return REFUSALS.contains(type) ? type : "";
    }

    private static String cookie(String token) {
        return "footfall_session=" + token;
    }

    @Test
    void routes_allOfThem_areOperationsOfTheContract() {
        List<String> routes = new ArrayList<>();
        for (Route route : api.routes.api().getRoutes()) {
            route.methods().forEach(method -> routes.add(method + " " + route.getName()));
        }
        assertThat(routes)
                .containsExactlyInAnyOrderElementsOf(operations().stream()
                        .map(operation ->
                                operation.method() + " " + operation.path().replaceAll("\\{(\\w+)}", ":$1"))
                        .toList());
    }

    @Test
    void contract_anOperationWithoutPermission_isRefused() {
        String text = Contract.load().text();
        String without = text.replaceFirst("x-footfall-permission: administrator", "x-nothing: administrator");
        assertThatThrownBy(() -> Contract.of(without)).hasMessageContaining("has no known x-footfall-permission");
        String unknown = text.replaceFirst("x-footfall-permission: administrator", "x-footfall-permission: anyone");
        assertThatThrownBy(() -> Contract.of(unknown)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void permissionsPage_comparedWithTheContract_isUpToDate() throws IOException {
        String page = PermissionTable.of(Contract.load());
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target", "permissions.md"), page);
        assertThat(Path.of("docs", "permissions.md"))
                .as("copy target/permissions.md to docs/")
                .hasContent(page);
    }
}
