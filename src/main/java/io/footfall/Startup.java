package io.footfall;

import io.footfall.config.InvalidSettings;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.Optional;
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

    /**
     * Waits for a port to open.
     *
     * @param setting names the port in the settings
     * @throws InvalidSettings when it cannot be opened, as it is in use
     */
    static void awaitListening(Future<?> opening, String setting, String host, int port) {
        Throwable failure = opening.transform(Future::succeededFuture)
                .map(outcome -> outcome.succeeded() ? Optional.<Throwable>empty() : Optional.of(outcome.cause()))
                .await()
                .orElse(null);
        if (failure instanceof IOException) {
            throw new InvalidSettings(setting + ": cannot listen at " + host + ":" + port + " (" + reason(failure)
                    + "); end what uses that port, or set another one");
        } else if (failure != null) {
            throw new IllegalStateException(reason(failure), failure);
        }
    }

    /** What the operator is told about a failure. */
    static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
    }
}
