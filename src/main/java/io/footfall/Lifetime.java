package io.footfall;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what has been started, last things first, once: on a signal, or when the start fails. */
final class Lifetime {

    private static final Logger LOG = LoggerFactory.getLogger(Lifetime.class);

    private final Deque<AutoCloseable> owned = new ArrayDeque<>(); // guarded by this
    private final CountDownLatch ended = new CountDownLatch(1);

    Lifetime() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
    }

    /** Takes charge of a part; gives it back. */
    synchronized <T extends AutoCloseable> T owns(T part) {
        owned.push(part);
        return part;
    }

    /** Waits for a signal. */
    int awaitEnd() {
        try {
            ended.await();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** Ends what was started before the failure. */
    int failed() {
        end();
        return 1;
    }

    private synchronized void end() {
        while (!owned.isEmpty()) {
            AutoCloseable part = owned.pop();
            try {
                part.close();
            } catch (Exception e) {
                // The others have to end all the same.
                LOG.warn(
                        "{} did not end well: {}",
                        part.getClass().getSimpleName(),
                        e.getClass().getName());
            }
        }
        ended.countDown();
    }
}
