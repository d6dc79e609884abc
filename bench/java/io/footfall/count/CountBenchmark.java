package io.footfall.count;

import io.footfall.measure.Frequent;
import io.footfall.measure.Observation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Counting one event of the mix, all cells and the redo slot included, with so many cells present; every value is frequent. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CountBenchmark {

    private static final int BLOCK = 500;

    @Param({"100000", "1000000"})
    public int cells;

    private final List<Observation> any = new ArrayList<>();
    private final List<Observation> starts = new ArrayList<>();
    private final List<Observation> goOn = new ArrayList<>();
    private Path folder;
    private Counter counter;
    private int next;

    /** Counts observations until so many cells are there; they are what is then counted again and again. */
    @Setup
    public void fill() throws IOException {
        folder = Files.createTempDirectory("footfall-bench-");
        int slots = Integer.highestOneBit(cells * 4 / 3) * 2;
        CounterRing ring = CounterRing.open(folder, new CounterSize(slots, 1 << 17), new Random(1));
        AllAdmitted admitted = new AllAdmitted();
        counter = new Counter(ring, Frequent.EVERYTHING, admitted);
        Mix mix = new Mix();
        int present = 0;
        while (present < cells) {
            for (int i = 0; i < BLOCK; i++) {
                Observation seen = mix.any();
                any.add(seen);
                admitted.add(seen);
                (seen.visitor() == null ? goOn : starts).add(seen);
                count(seen);
            }
            int[] found = {0};
            new SealedCounters(ring.active().orElseThrow()).forEach((cell, measures) -> found[0]++);
            present = found[0];
        }
    }

    @TearDown
    public void remove() {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean count(Observation seen) {
        if (!counter.count(seen)) {
            throw new IllegalStateException("the file is full");
        }
        return true;
    }

    private Observation one(List<Observation> all) {
        next = next + 1 < all.size() ? next + 1 : 0;
        return all.get(next);
    }

    @Benchmark
    public boolean mix() {
        return count(one(any));
    }

    @Benchmark
    public boolean visitStart() {
        return count(one(starts));
    }

    @Benchmark
    public boolean laterPage() {
        return count(one(goOn));
    }
}
