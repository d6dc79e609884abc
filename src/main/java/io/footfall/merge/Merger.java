package io.footfall.merge;

import io.footfall.count.Cell;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
    private final CarefulStore store;
    private final AdmittedValues admitted;
    private final CrowdRule rule;
    private final IntUnaryOperator bucketOf;
    private final List<CountingLoop> loops;
    private final OwnThread thread;
    private final AtomicLong mergedNanos = new AtomicLong(System.nanoTime());
    private final AtomicLong failures = new AtomicLong();
    private Future<Void> running = Future.succeededFuture(); // guarded by this
    private volatile Rhythm rhythm = new Rhythm(Duration.ZERO);
    private volatile boolean failing;
    private volatile Supplier<Future<Void>> guard = Future::succeededFuture;
    private boolean stopped; // guarded by this
    private long timer = -1; // guarded by this
    private long breakdownsNanos; // guarded by this

    /**
     * A merger of a node on whose loops nothing is known of what is admitted.
     *
     * @param bucketOf a site's number to its bucket
     */
    public Merger(
            Vertx vertx,
            Pool pool,
            List<CountingLoop> loops,
            CrowdRule rule,
            Secrets secrets,
            IntUnaryOperator bucketOf) {
        this(vertx, pool, loops, rule, new AdmittedValues(vertx, pool, secrets, bucketOf));
    }

    /** @param admitted which values have their own rows: decided here, asked for by loops */
    public Merger(Vertx vertx, Pool pool, List<CountingLoop> loops, CrowdRule rule, AdmittedValues admitted) {
        Secrets secrets = admitted.secrets();
        ValueStore values = new ValueStore(new SecureRandom(), secrets.order());
        this.vertx = vertx;
        this.store = new CarefulStore(new CellStore(pool, values, secrets));
        this.admitted = admitted;
        this.rule = rule;
        this.bucketOf = admitted.bucketOf();
        this.loops = List.copyOf(loops);
        this.thread = new OwnThread(vertx, "merge");
    }

    /** Something that has to succeed before each merge. Before the first one. */
    public void guardedBy(Supplier<Future<Void>> first) {
        guard = first;
    }

    /** Merges totals every {@code interval} and breakdowns every minute, both less often where that takes long. */
    public synchronized void start(Duration interval) {
        rhythm = new Rhythm(interval);
        breakdownsNanos = System.nanoTime();
        next(Duration.ZERO);
    }

    /** @param took what of the interval has passed */
    private synchronized void next(Duration took) {
        if (!stopped) {
            long wait = rhythm.interval().minus(took).toMillis();
            timer = vertx.setTimer(Math.max(1, wait), id -> inRhythm());
        }
    }

    private void inRhythm() {
        long start = System.nanoTime();
        (breakdownsAreDue(start) ? mergeNow() : mergeTotals()).onComplete(done -> {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            if (done.succeeded()) {
                rhythm.took(took);
            }
            next(took);
        });
    }

    private synchronized boolean breakdownsAreDue(long now) {
        boolean due = now - breakdownsNanos >= rhythm.breakdowns().toNanos();
        if (due) {
            breakdownsNanos = now;
        }
        return due;
    }

    /** Stops the rhythm, and merges once more. */
    public Future<Void> stop() {
        synchronized (this) {
            stopped = true;
            vertx.cancelTimer(timer);
        }
        return mergeNow();
    }

    /** Time between two merges, as it is now. */
    public Duration interval() {
        return rhythm.interval();
    }

    /** Everything that was counted longer ago than this is in the tables, but for breakdowns that wait for a crowd. */
    public Duration lag() {
        return Duration.ofNanos(System.nanoTime() - mergedNanos.get());
    }

    /** How many files with cells that cannot be merged the operator has not deleted. */
    public long quarantined() {
        return files(name -> name.startsWith("quarantine-"));
    }

    /** How many damaged files have been set aside and not been deleted. */
    public long damaged() {
        return files(name -> name.endsWith(".damaged"));
    }

    private long files(Predicate<String> which) {
        long count = 0;
        for (CountingLoop loop : loops) {
            try (Stream<Path> files = Files.list(loop.folder())) {
                count += files.filter(file -> which.test(file.getFileName().toString()))
                        .count();
            } catch (IOException unreadable) {
                LOG.warn("cannot look into a folder of counter files: {}", Failures.name(unreadable));
            }
        }
        return count;
    }

    /** How many runs have failed. */
    public long failures() {
        return failures.get();
    }

    /**
     * Merges everything that has been counted and may leave. A run that is under way is waited for first, so what was counted
     * before the call is in the tables when the future completes. It fails when PostgreSQL does; what could not be merged
     * waits for the next run.
     */
    public Future<Void> mergeNow() {
        return merge(true);
    }

    /** Merges totals, and breakdowns of files that are full. */
    Future<Void> mergeTotals() {
        return merge(false);
    }

    private synchronized Future<Void> merge(boolean breakdowns) {
        Future<Void> previous = running;
        running = thread.run(() -> previous.transform(any -> timed(breakdowns)));
        return running;
    }

    private Future<Void> timed(boolean breakdowns) {
        long start = System.nanoTime();
        return guard.get()
                .compose(v -> run(breakdowns))
                .onSuccess(v -> mergedNanos.set(start))
                .onComplete(this::report);
    }

    private void report(AsyncResult<Void> result) {
        if (result.failed()) {
            failures.incrementAndGet();
        }
        if (result.failed() && !failing) {
            LOG.warn("cannot merge for now, counting goes on: {}", Failures.name(result.cause()));
        } else if (result.succeeded() && failing) {
            LOG.info("merging again");
        }
        failing = result.failed();
    }

    private Future<Void> run(boolean breakdowns) {
        // What has been decided goes first: a loop seals only when nothing waits.
        return inSequence(loops, this::endStep)
                .compose(v -> here(() -> MergeUnit.decided(loops, rule)))
                .compose(this::addAll)
                .compose(v -> breakdowns ? everything() : totals())
                .compose(v -> admitted.tellFolded());
    }

    private Future<Void> everything() {
        return isWaiting() ? round().compose(v -> round()) : round();
    }

    /** Totals leave the active files, breakdowns those that are full. */
    private Future<Void> totals() {
        return (isWaiting() ? unload() : Future.<Void>succeededFuture()).compose(v -> inSequence(loops, this::step));
    }

    private boolean isWaiting() {
        return loops.stream().anyMatch(loop -> !loop.ring().sealed().isEmpty());
    }

    private Future<Void> unload() {
        return here(() -> MergeUnit.all(loops, Crowds.of(loops, rule))).compose(this::addAll);
    }

    private Future<Void> endStep(CountingLoop loop) {
        return here(() -> new EarlyTotals(loop.folder()).underWay()).compose(step -> add(loop, step));
    }

    private Future<Void> step(CountingLoop loop) {
        return OwnThread.comingBack(loop.totals().get())
                .compose(counted -> here(() -> counted.isEmpty()
                        ? Optional.<EarlyTotals.Decided>empty()
                        : new EarlyTotals(loop.folder()).decide(counted.get())))
                .compose(step -> add(loop, step));
    }

    private Future<Void> add(CountingLoop loop, Optional<EarlyTotals.Decided> decided) {
        if (decided.isEmpty()) {
            return Future.succeededFuture();
        }
        EarlyTotals.Step step = decided.get().step();
        CarefulStore.Source source = CarefulStore.Source.early(loop, step);
        return add(MergeUnit.buckets(decided.get().adds(), Set.of(), this::bucket), source)
                .compose(v -> here(() -> {
                    new EarlyTotals(loop.folder()).end(step);
                    return null;
                }));
    }

    /** Ends what has been counted, decides for all loops together what leaves, and adds it. */
    private Future<Void> round() {
        return inSequence(loops, loop -> sealed(loop, false))
                .compose(v -> here(() -> Crowds.of(loops, rule)))
                .compose(crowds -> inSequence(loops, loop -> sealFreed(loop, crowds))
                        .compose(v -> here(() -> MergeUnit.all(loops, crowds))))
                .compose(this::addAll);
    }

    /** A loop without new visits ends its empty file when its carried cells have become part of a crowd elsewhere. */
    private Future<Void> sealFreed(CountingLoop loop, Crowds crowds) {
        return loop.ring().sealed().isEmpty()
                ? here(() -> crowds.frees(loop)).compose(frees -> frees ? sealed(loop, true) : Future.succeededFuture())
                : Future.succeededFuture();
    }

    /** The loop does it, and this thread goes on. */
    private static Future<Void> sealed(CountingLoop loop, boolean alsoEmpty) {
        return OwnThread.comingBack(loop.seal().apply(alsoEmpty));
    }

    private Future<Void> addAll(List<MergeUnit> units) {
        return inSequence(units, this::add);
    }

    private Future<Void> add(MergeUnit unit) {
        return add(unit.buckets(this::bucket), unit.source())
                .compose(v -> here(() -> {
                    unit.finish();
                    return null;
                }));
    }

    private Future<Void> add(Map<Integer, Leaving> buckets, CarefulStore.Source source) {
        return inSequence(
                List.copyOf(buckets.entrySet()),
                cells -> admitted.decide(cells.getKey().shortValue(), cells.getValue())
                        .compose(leaving -> store.add(cells.getKey().shortValue(), source, leaving)));
    }

    private int bucket(Cell cell) {
        return bucketOf.applyAsInt(cell.site());
    }

    /** Work with files: this thread is for it. */
    private static <T extends @Nullable Object> Future<T> here(Callable<T> work) {
        try {
            return Future.succeededFuture(work.call());
        } catch (Exception failure) {
            return Future.failedFuture(failure);
        }
    }

    private static <T> Future<Void> inSequence(List<T> items, Function<T, Future<Void>> step) {
        Future<Void> done = Future.succeededFuture();
        for (T item : items) {
            done = done.compose(v -> step.apply(item));
        }
        return done;
    }
}
