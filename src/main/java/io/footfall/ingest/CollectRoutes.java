package io.footfall.ingest;

import io.footfall.count.Counter;
import io.footfall.event.Report;
import io.footfall.web.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/**
 * The routes that browsers of visitors use: collection, the script, the public keys. Every answer of collection, errors included,
 * may be read by the page that asked, and is stored nowhere.
 */
public final class CollectRoutes {

    static final String LARGEST = "a request has at most " + Report.MAX_BYTES + " bytes";

    /** Global Privacy Control is honoured, and since when it has been honoured like this. */
    private static final String GPC = "{\"gpc\":true,\"lastUpdate\":\"2026-11-24\"}";

    private static final int TOO_LARGE = 413;
    private static final CharSequence EXPOSED = HttpHeaders.createOptimized("Footfall-Day, Footfall-Visit");
    private static final CharSequence BY_ORIGIN = HttpHeaders.createOptimized("Origin");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

    private CollectRoutes() {}

    /** Mounts the routes of one event loop on its router, but for the one of {@link CollectEvents}. */
    public static void mount(Router router, CollectionParts parts, Counter counter, ScriptFiles scripts) {
        CollectConsent consent = new CollectConsent(parts, counter);
        router.route("/collect/*").handler(context -> {
            share(context.request());
            context.next();
        });
        router.options("/collect/*").handler(CollectRoutes::preflight);
        router.post("/collect/consent").handler(body()).handler(consent).failureHandler(context -> {
            if (context.statusCode() == TOO_LARGE) {
                consent.refuseLarge(context);
            } else {
                context.next();
            }
        });
        // Failure handlers are asked in the order of the routes: the general one comes last.
        router.route("/collect/*").handler(CollectRoutes::notThis).failureHandler(CollectRoutes::fail);
        scripts.mount(router);
        router.get("/.well-known/jwks.json")
                .handler(context -> context.response()
                        .putHeader("Content-Type", "application/jwk-set+json")
                        .putHeader("Access-Control-Allow-Origin", "*")
                        .putHeader("Cache-Control", "public, max-age=300")
                        .end(parts.receipts().jwks()));
        router.get("/.well-known/gpc.json")
                .handler(context -> context.response()
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Access-Control-Allow-Origin", "*")
                        .putHeader("Cache-Control", "public, max-age=86400")
                        .end(GPC));
    }

    /** The bytes of a body; none where there was no body. */
    static byte[] bytes(RoutingContext context) {
        Buffer body = context.body().buffer();
        return body == null ? new byte[0] : body.getBytes();
    }

    private static BodyHandler body() {
        return BodyHandler.create(false).setBodyLimit(Report.MAX_BYTES);
    }

    /** Lets the page that asks read the answer, and nobody store it. */
    static void share(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        request.response()
                .headers()
                .add(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin == null ? "*" : origin)
                .add(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED)
                .add(HttpHeaders.VARY, BY_ORIGIN)
                .add(HttpHeaders.CACHE_CONTROL, NO_STORE);
    }

    private static void preflight(RoutingContext context) {
        context.response()
                .putHeader("Access-Control-Allow-Methods", "POST")
                .putHeader("Access-Control-Allow-Headers", "Content-Type")
                .putHeader("Access-Control-Max-Age", "86400")
                .setStatusCode(204)
                .end();
    }

    private static void notThis(RoutingContext context) {
        boolean known = context.normalizedPath().equals("/collect/events")
                || context.normalizedPath().equals("/collect/consent");
        if (known && !context.request().method().equals(HttpMethod.POST)) {
            context.response().putHeader("Allow", "POST, OPTIONS");
            new Problem(405, "method", "This method is not for this address", "use POST").send(context.response());
        } else {
            new Problem(404, "not-found", "There is nothing here", "use /collect/events or /collect/consent")
                    .send(context.response());
        }
    }

    /** The failure itself may hold raw facts: it is not told. */
    private static void fail(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        int status = context.statusCode() >= 400 && context.statusCode() < 500 ? context.statusCode() : 500;
        String title = status == 500 ? "The server failed" : "The request cannot be read";
        new Problem(status, status == 500 ? "failed" : "malformed", title, "send it as the contract says")
                .send(response);
    }
}
