package io.footfall;

import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.sqlclient.Pool;

/** What must work for the server to be ready, by part. */
final class Readiness {

    private static final long PATIENCE_MILLIS = 2_000;

    private Readiness() {}

    static HealthChecks of(Vertx vertx, Pool pool, PublicPort port) {
        return HealthChecks.create(vertx)
                .register(
                        "database",
                        PATIENCE_MILLIS,
                        promise -> pool.query("select 1")
                                .execute()
                                .map(Status.OK())
                                .onComplete(promise))
                .register("counting", promise -> promise.complete(port.countsNow() ? Status.OK() : Status.KO()));
    }
}
