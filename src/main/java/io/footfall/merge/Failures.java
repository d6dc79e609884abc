package io.footfall.merge;

import io.vertx.pgclient.PgException;

/** How a failure is named in a log: never by its message, which can quote a value. */
final class Failures {

    private Failures() {}

    static String name(Throwable failure) {
        return failure instanceof PgException postgres
                ? "PostgreSQL error " + postgres.getSqlState()
                : failure.getClass().getSimpleName();
    }
}
