package io.footfall.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The management port, for the operator's machines only: {@code /health/live} (the process answers), {@code /health/ready}
 * (each part can do its work; 503 when one cannot) and {@code /metrics} (Prometheus).
 */
public final class Management {

    private static final Logger LOG = LoggerFactory.getLogger(Management.class);
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final int FAILED = 500;

    private final Vertx vertx;
    private final PrometheusMeterRegistry registry;
    private final HealthChecks readiness;

    private Management(Vertx vertx, PrometheusMeterRegistry registry, HealthChecks readiness) {
        this.vertx = vertx;
        this.registry = registry;
        this.readiness = readiness;
    }

    /**
     * Listens.
     *
     * @param host address to listen on
     * @param port 0 for any free one: ask the returned server for it
     * @param readiness a check for each part, with a time limit; its name is shown, its message is not
     */
    public static Future<HttpServer> listen(
            Vertx vertx, String host, int port, Telemetry telemetry, HealthChecks readiness) {
        var management = new Management(vertx, telemetry.registry(), readiness);
        // An upgrade to HTTP/2 that meets an answer given off the loop can lose it; nobody needs it here.
        HttpServerOptions options =
                new HttpServerOptions().setHost(host).setPort(port).setHttp2ClearTextEnabled(false);
        return vertx.createHttpServer(options)
                .requestHandler(management.router())
                .listen();
    }

    private Router router() {
        var router = Router.router(vertx);
        router.get("/health/live").handler(context -> answer(context, true, new JsonObject()));
        router.get("/health/ready").handler(this::ready);
        router.get("/metrics").handler(this::metrics);
        return router;
    }

    private void ready(RoutingContext context) {
        readiness
                .checkStatus()
                .onSuccess(result -> answer(context, CheckResult.isUp(result), parts(result)))
                .onFailure(failure -> {
                    LOG.warn("The health checks failed", failure);
                    answer(context, false, new JsonObject());
                });
    }

    private static JsonObject parts(CheckResult result) {
        var parts = new JsonObject();
        Optional.ofNullable(result.getChecks())
                .orElse(List.of())
                .forEach(part -> parts.put(part.getId(), status(CheckResult.isUp(part))));
        return parts;
    }

    private static void answer(RoutingContext context, boolean up, JsonObject parts) {
        context.response().setStatusCode(up ? OK : UNAVAILABLE);
        context.json(new JsonObject().put("status", status(up)).put("parts", parts));
    }

    private static String status(boolean up) {
        return up ? "up" : "down";
    }

    /** Off the event loop: some gauges ask the operating system. */
    private void metrics(RoutingContext context) {
        vertx.executeBlocking(() -> registry.scrape(PROMETHEUS_TEXT), false)
                .onSuccess(text -> context.response()
                        .putHeader("Content-Type", PROMETHEUS_TEXT)
                        .end(text))
                .onFailure(failure -> context.fail(FAILED, failure));
    }
}
