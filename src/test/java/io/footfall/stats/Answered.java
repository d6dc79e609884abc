package io.footfall.stats;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;

/** Waits for a future in a test. */
public final class Answered {

    private Answered() {}

    /** The result, within half a minute. */
    public static <T> T by(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
