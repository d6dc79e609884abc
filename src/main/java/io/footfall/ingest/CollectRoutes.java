package io.footfall.ingest;

import io.footfall.count.Counter;
import io.footfall.event.Report;
import io.footfall.web.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/**
 * The routes that browsers of visitors use: collection, the script, the public keys. Every answer of collection, errors included,
 * may be read by the page that asked, and is stored nowhere.
 */
public final class CollectRoutes {

    private static final int TOO_LARGE = 413;

    private CollectRoutes() {}

    /** Mounts the routes of one event loop on its router. */
    public static void mount(Router router, CollectionParts parts, Counter counter, ScriptFiles scripts) {
        CollectEvents events = new CollectEvents(parts, counter);
        CollectConsent consent = new CollectConsent(parts, counter);
        router.route("/collect/*").handler(CollectRoutes::share);
        router.options("/collect/*").handler(CollectRoutes::preflight);
        router.post("/collect/events").handler(body()).handler(events).failureHandler(context -> {
            if (context.statusCode() == TOO_LARGE) {
                events.refuseUnread(context, Refusal.TOO_LARGE, largest());
            } else {
                context.next();
            }
        });
        router.post("/collect/consent").handler(body()).handler(consent).failureHandler(context -> {
            if (context.statusCode() == TOO_LARGE) {
                Refusal.TOO_LARGE.because(largest()).problem().send(context.response());
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
    }

    /** The bytes of a body; none where there was no body. */
    static byte[] bytes(RoutingContext context) {
        Buffer body = context.body().buffer();
        return body == null ? new byte[0] : body.getBytes();
    }

    private static BodyHandler body() {
        return BodyHandler.create(false).setBodyLimit(Report.MAX_BYTES);
    }

    private static String largest() {
        return "a request has at most " + Report.MAX_BYTES + " bytes";
    }

    private static void share(RoutingContext context) {
        String origin = context.request().getHeader("Origin");
        context.response()
                .putHeader("Access-Control-Allow-Origin", origin == null ? "*" : origin)
                .putHeader("Access-Control-Expose-Headers", "Footfall-Day, Footfall-Visit")
                .putHeader("Vary", "Origin")
                .putHeader("Cache-Control", "no-store");
        context.next();
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
