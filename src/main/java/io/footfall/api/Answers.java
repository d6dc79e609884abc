package io.footfall.api;

import io.footfall.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Ends requests. */
final class Answers {

    private Answers() {}

    static Future<Void> json(RoutingContext context, int status, JsonObject body) {
        return context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.toBuffer());
    }

    static Future<Void> empty(RoutingContext context) {
        return context.response().setStatusCode(204).end();
    }

    static Future<Void> problem(RoutingContext context, Problem problem) {
        return problem.send(context.response());
    }

    static Future<Void> problem(RoutingContext context, int status, JsonObject document) {
        return context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", Problem.CONTENT_TYPE)
                .end(document.toBuffer());
    }
}
