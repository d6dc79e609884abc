package io.footfall.merge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is done once in the cluster, in an even rhythm or on demand, one run at a time: by whichever node holds the duty. What
 * fails is tried again by the next run.
 */
public final class Duties {

    private static final Logger LOG = LoggerFactory.getLogger(Duties.class);

    private static final String NAME = "at-rest";
    private static final int LEASE_SECONDS = 180;

    private final Vertx vertx;
    private final Pool pool;
    private final UUID holder;
    private final List<Work> works;
    private Future<Void> running = Future.succeededFuture(); // guarded by this
    private boolean failing; // guarded by this
    private long timer = -1;

    /** A piece of work: one transaction or several, each of which holds the duty first. */
    interface Work {
        Future<Void> run(Duty duty);
    }

    /**
     * @param holder random, of this process
     * @param works in their order
     */
    Duties(Vertx vertx, Pool pool, UUID holder, List<Work> works) {
        this.vertx = vertx;
        this.pool = pool;
        this.holder = holder;
        this.works = List.copyOf(works);
    }

    /** Works now, and again every {@code interval}. */
    public void start(Duration interval) {
        runNow();
        timer = vertx.setPeriodic(interval.toMillis(), id -> {
            if (idle()) {
                runNow();
            }
        });
    }

    /** Stops the rhythm; completes when a run that is under way has ended and the duty is free. */
    public synchronized Future<Void> stop() {
        vertx.cancelTimer(timer);
        return running.otherwiseEmpty()
                .compose(v -> Duty.take(pool, NAME, holder, LEASE_SECONDS))
                .compose(duty -> duty.isEmpty()
                        ? Future.<Void>succeededFuture()
                        : duty.get().release(pool))
                .otherwiseEmpty();
    }

    private synchronized boolean idle() {
        return running.isComplete();
    }

    /** Does what is to be done, after a run that is under way; nothing where another node has the duty. */
    public synchronized Future<Void> runNow() {
        running = running.transform(before -> run()).onComplete(done -> report(done.cause()));
        return running;
    }

    private Future<Void> run() {
        Future<Void> done = Future.succeededFuture();
        for (Work work : works) {
            done = done.compose(v -> Duty.take(pool, NAME, holder, LEASE_SECONDS))
                    .compose(duty -> run(work, duty));
        }
        return done;
    }

    private static Future<Void> run(Work work, Optional<Duty> duty) {
        return duty.isEmpty() ? Future.succeededFuture() : work.run(duty.get());
    }

    private synchronized void report(@org.jspecify.annotations.Nullable Throwable failure) {
        if (failure != null && !failing) {
            LOG.warn("days and months cannot be closed for now: {}", Failures.name(failure));
        }
        failing = failure != null;
    }
}
