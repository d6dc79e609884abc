package io.footfall.count;

import io.footfall.measure.Frequent;
import io.footfall.measure.Observations;
import java.io.IOException;
import java.nio.file.Path;

/** The process that is stepped through: counts, seals, releases, and counts again. */
final class SteppedCounting {

    /** What has been counted before the stepping begins. */
    static final long BEFORE = 11;

    /** What is counted step by step; it shares texts and cells with the one before, and has new ones. */
    static final long STEPPED = 12;

    private SteppedCounting() {}

    public static void main(String[] arguments) throws IOException {
        CounterRing ring = new RingFolder(Path.of(arguments[0])).open();
        Counter counter = new Counter(ring, Frequent.EVERYTHING);
        counter.count(Observations.of(BEFORE, 1));
        start(ring, counter);
    }

    private static void start(CounterRing ring, Counter counter) {
        counter.count(Observations.of(STEPPED, 1));
        counted();
        counter.seal(false);
        sealed();
        ring.sealed().get(0).release();
        released();
        ring.active();
        end();
    }

    static void counted() {
        mark();
    }

    static void sealed() {
        mark();
    }

    static void released() {
        mark();
    }

    static void end() {
        mark();
    }

    private static void mark() {
        // a place to stand at
    }
}
