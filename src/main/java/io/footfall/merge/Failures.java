package io.footfall.merge;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.function.Supplier;

/** Failures of PostgreSQL: which pass by themselves, and how one is named in a log. */
final class Failures {

    private static final int MOST_TRIES = 10;

    /** Deadlock, and failed serialisation: PostgreSQL asks for another try. */
    private static final Set<String> PASSING = Set.of("40P01", "40001");

    private Failures() {}

    /** Does some work again when another transaction was in its way. */
    static <T> Future<T> retrying(Supplier<Future<T>> work) {
        return retrying(work, MOST_TRIES);
    }

    private static <T> Future<T> retrying(Supplier<Future<T>> work, int tries) {
        return work.get().recover(failure -> {
            boolean passing = failure instanceof PgException postgres && PASSING.contains(postgres.getSqlState());
            return passing && tries > 1 ? retrying(work, tries - 1) : Future.failedFuture(failure);
        });
    }

    /** Never its message, which can quote a value; but for the operating system's own words, such as of a full disk. */
    static String name(Throwable failure) {
        if (failure instanceof PgException postgres) {
            return "PostgreSQL error " + postgres.getSqlState();
        }
        return failure.getClass() == IOException.class
                ? String.valueOf(failure.getMessage())
                : failure.getClass().getSimpleName();
    }
}
