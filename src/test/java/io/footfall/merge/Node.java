package io.footfall.merge;

import io.footfall.count.Counter;
import io.footfall.count.CounterRing;
import io.footfall.count.CounterSize;
import io.footfall.count.Truth;
import io.footfall.measure.Frequent;
import io.footfall.measure.Observation;
import io.footfall.site.Site;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A node: its loops count in the calling thread; what has been counted is in {@link #truth}. */
final class Node {

    static final CounterSize SIZE = new CounterSize(1 << 12, 1 << 11);
    static final long ORDER_KEY = 77;
    static final Secrets SECRETS = new Secrets(ORDER_KEY, new Sealing(new byte[32], new SecureRandom()));

    private final Vertx vertx;
    private final Path folder;
    private final CrowdRule rule;
    private final List<Counter> counters = new ArrayList<>();
    private final List<CountingLoop> loops = new ArrayList<>();
    private Truth truth;

    private Node(Vertx vertx, Path folder, CrowdRule rule, Truth truth) {
        this.vertx = vertx;
        this.folder = folder;
        this.rule = rule;
        this.truth = truth;
    }

    static Node open(Vertx vertx, Path folder, int loops, CrowdRule rule) {
        return new Node(vertx, folder, rule, new Truth()).opened(loops);
    }

    private Node opened(int count) {
        try {
            for (int i = 0; i < count; i++) {
                Path path = folder.resolve("loop-" + i);
                CounterRing ring = CounterRing.open(path, SIZE, new Random());
                Counter counter = new Counter(ring, Frequent.EVERYTHING);
                counters.add(counter);
                // As an event loop of the server does it, and there.
                Context loop = vertx.getOrCreateContext();
                loops.add(new CountingLoop(
                        path,
                        ring,
                        alsoEmpty -> on(loop, counter, () -> {
                            counter.seal(alsoEmpty);
                            return null;
                        }),
                        () -> on(loop, counter, counter::totals)));
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T extends @Nullable Object> Future<T> on(Context loop, Counter counter, Supplier<T> work) {
        Promise<T> done = Promise.promise();
        loop.runOnContext(v -> {
            T result;
            synchronized (counter) {
                result = work.get();
            }
            done.complete(result);
        });
        return done.future();
    }

    /** The same node after a restart: files are opened anew, nothing else is remembered. */
    Node restarted() {
        return new Node(vertx, folder, rule, truth).opened(loops.size());
    }

    /** Forgets what has been counted and merged, in the tables too. */
    void forget(Pool pool) {
        Tables.empty(pool);
        truth = new Truth();
    }

    /** Another node on a copy of the files as they are now. */
    Node copied(Path to) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(folder.relativize(file).toString()));
            }
        }
        return new Node(vertx, to, rule, truth).opened(loops.size());
    }

    void count(int loop, Observation observation) {
        Counter counter = counters.get(loop);
        synchronized (counter) {
            if (!counter.count(observation)) {
                throw new IllegalStateException("every file waits");
            }
        }
        truth.add(observation);
    }

    Path folder(int loop) {
        return loops.get(loop).folder();
    }

    /** What has been counted, as it lies at rest. */
    Truth truth() {
        return truth.atRest();
    }

    CounterRing ring(int loop) {
        return loops.get(loop).ring();
    }

    Merger merger(Pool pool) {
        return new Merger(vertx, pool, loops, rule, SECRETS, Site::bucketOf);
    }

    /** Merges; waits for it. */
    Node merge(Pool pool) {
        Tables.await(merger(pool).mergeNow());
        return this;
    }
}
