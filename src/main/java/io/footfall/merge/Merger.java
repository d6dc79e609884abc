package io.footfall.merge;

import io.footfall.count.Cell;
import io.footfall.count.SealedCounters;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings counter files into PostgreSQL, exactly once, in an even rhythm or on demand; one run at a time. While PostgreSQL is
 * away it keeps trying, and nothing is lost: what is sealed stays sealed.
 */
public final class Merger {

    private static final Logger LOG = LoggerFactory.getLogger(Merger.class);

    private final Vertx vertx;
    private final CellStore store;
    private final CrowdRule rule;
    private final IntUnaryOperator bucketOf;
    private final List<CountingLoop> loops;
    private volatile Future<Void> running = Future.succeededFuture();
    private boolean failing;
    private long timer = -1;

    /**
     * @param bucketOf a site's number to its bucket
     */
    public Merger(
            Vertx vertx,
            Pool pool,
            List<CountingLoop> loops,
            CrowdRule rule,
            Secrets secrets,
            IntUnaryOperator bucketOf) {
        SecureRandom random = new SecureRandom();
        ValueStore values = new ValueStore(() -> 1 + random.nextInt(Integer.MAX_VALUE - 1), secrets.order());
        this.vertx = vertx;
        this.store = new CellStore(pool, values, secrets);
        this.rule = rule;
        this.bucketOf = bucketOf;
        this.loops = List.copyOf(loops);
    }

    /** Merges every {@code interval}. */
    public void start(Duration interval) {
        timer = vertx.setPeriodic(interval.toMillis(), id -> {
            if (running.isComplete()) {
                mergeNow();
            }
        });
    }

    /** Stops the rhythm, and merges once more. */
    public Future<Void> stop() {
        vertx.cancelTimer(timer);
        return mergeNow();
    }

    /**
     * Merges everything that has been counted and may leave. A run that is under way is waited for first, so what was counted
     * before the call is in the tables when the future completes. It fails when PostgreSQL does; what could not be merged
     * waits for the next run.
     */
    public synchronized Future<Void> mergeNow() {
        Promise<Void> done = Promise.promise();
        Future<Void> previous = running;
        running = done.future();
        previous.onComplete(any -> run().onComplete(done));
        return done.future().onComplete(this::report);
    }

    private void report(AsyncResult<Void> result) {
        if (result.failed() && !failing) {
            LOG.warn("cannot merge for now, counting goes on: {}", Failures.name(result.cause()));
        } else if (result.succeeded() && failing) {
            LOG.info("merging again");
        }
        failing = result.failed();
    }

    private Future<Void> run() {
        // What has been decided goes first: a loop seals only when nothing waits.
        return blocking(() -> MergeUnit.decided(loops, rule))
                .compose(this::addAll)
                .compose(v -> {
                    boolean waiting = loops.stream()
                            .anyMatch(loop -> !loop.ring().sealed().isEmpty());
                    return waiting ? round().compose(w -> round()) : round();
                });
    }

    /** Ends what has been counted, decides for all loops together what leaves, and adds it. */
    private Future<Void> round() {
        return inSequence(loops, loop -> loop.seal().apply(false))
                .compose(v -> blocking(() -> Crowds.of(loops, rule)))
                .compose(crowds -> inSequence(loops, loop -> sealFreed(loop, crowds))
                        .compose(v -> blocking(() -> MergeUnit.all(loops, crowds))))
                .compose(this::addAll);
    }

    /** A loop without new visits ends its empty file when its carried cells have become part of a crowd elsewhere. */
    private Future<Void> sealFreed(CountingLoop loop, Crowds crowds) {
        return loop.ring().sealed().isEmpty()
                ? blocking(() -> crowds.frees(loop))
                        .compose(frees -> frees ? loop.seal().apply(true) : Future.succeededFuture())
                : Future.succeededFuture();
    }

    private Future<Void> addAll(List<MergeUnit> units) {
        return inSequence(units, this::add);
    }

    private Future<Void> add(MergeUnit unit) {
        return inSequence(List.copyOf(unit.buckets(this::bucket).entrySet()), cells -> add(unit.file(), cells))
                .compose(v -> blocking(() -> {
                    unit.finish();
                    return null;
                }));
    }

    private Future<Void> add(SealedCounters file, Map.Entry<Integer, Leaving> cells) {
        short bucket = cells.getKey().shortValue();
        return store.add(bucket, file.writer(), file.generation(), cells.getValue())
                .mapEmpty();
    }

    private int bucket(Cell cell) {
        return bucketOf.applyAsInt(cell.site());
    }

    private <T extends @Nullable Object> Future<T> blocking(Callable<T> work) {
        return vertx.executeBlocking(work);
    }

    private static <T> Future<Void> inSequence(List<T> items, Function<T, Future<Void>> step) {
        Future<Void> done = Future.succeededFuture();
        for (T item : items) {
            done = done.compose(v -> step.apply(item));
        }
        return done;
    }
}
