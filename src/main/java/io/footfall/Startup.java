package io.footfall;

import io.vertx.core.Future;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting, on the main thread, while the server starts and ends. */
final class Startup {

    private static final int PATIENCE_SECONDS = 60;

    private Startup() {}

    /** The result of a step. */
    static <T> T await(Future<T> future) {
        try {
            return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("a step took more than " + PATIENCE_SECONDS + " s", e);
        }
    }

    /** What the operator is told about a failure. */
    static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
    }
}
