package io.footfall.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ManagementTest {

    private final Telemetry telemetry = new Telemetry();
    private final Vertx vertx = telemetry.vertx(new VertxOptions(), uri -> uri.startsWith("/unmetered"));
    private final HealthChecks readiness = HealthChecks.create(vertx);
    private final Vertx visitor = Vertx.vertx();
    private final WebClient client = WebClient.create(visitor);
    private int port;

    @BeforeEach
    void listen() {
        port = await(Management.listen(vertx, "127.0.0.1", 0, telemetry, readiness))
                .actualPort();
    }

    @AfterEach
    void close() {
        await(visitor.close());
        await(vertx.close());
        telemetry.close();
    }

    @Test
    void live_isUp_evenWhenAPartIsDown() {
        readiness.register("database", promise -> promise.fail("secret words"));

        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void ready_allPartsUp_is200AndNamesThem() {
        readiness.register("database", promise -> promise.complete(Status.OK()));

        var answer = get("/health/ready");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.bodyAsJsonObject())
                .isEqualTo(new JsonObject("{\"status\":\"up\",\"parts\":{\"database\":\"up\"}}"));
    }

    @Test
    void ready_onePartDown_is503AndNamesItWithoutItsMessage() {
        readiness.register("database", promise -> promise.complete(Status.OK()));
        readiness.register("merge", promise -> promise.fail("secret words"));

        var answer = get("/health/ready");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.bodyAsJsonObject())
                .isEqualTo(new JsonObject("{\"status\":\"down\",\"parts\":{\"database\":\"up\",\"merge\":\"down\"}}"));
    }

    @Test
    void ready_aPartThatNeverAnswers_is503() {
        readiness.register("database", 50, (Promise<Status> promise) -> {});

        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void metrics_showTheRuntimeVertxAndWhatPartsRegister() {
        telemetry.registry().counter("footfall.things").increment();
        get("/health/live");

        assertThat(get("/metrics").bodyAsString())
                .contains("footfall_things_total 1.0", "jvm_memory_used_bytes", "vertx_http_server");
    }

    @Test
    void metrics_afterUnmeteredRequests_countTheOthersOnly() {
        for (int i = 0; i < 3; i++) {
            assertThat(get("/unmetered").statusCode()).isEqualTo(404);
        }
        get("/health/live");

        assertThat(get("/metrics").bodyAsString())
                .contains("vertx_http_server_requests_total{code=\"200\"} 1.0")
                .doesNotContain("vertx_http_server_requests_total{code=\"404\"}");
    }

    @Test
    @DisplayName("Nothing that a visitor sends becomes part of a metric: no path, no address, no made-up method")
    void metrics_afterARequest_holdNothingOfIt() {
        await(client.request(HttpMethod.valueOf("MARKER1"), port, "127.0.0.1", "/marker2?marker3=1")
                .putHeader("User-Agent", "marker4")
                .send());

        assertThat(get("/metrics").bodyAsString())
                .doesNotContainIgnoringCase("marker")
                .doesNotContain("127.0.0.1");
    }

    private HttpResponse<Buffer> get(String path) {
        return await(client.get(port, "127.0.0.1", path).send());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
