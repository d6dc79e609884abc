package io.footfall.count;

import io.footfall.measure.Frequent;
import io.footfall.measure.Observations;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/** The process that is killed: counts the observations of rising seeds, and tells each on its output once it is counted. */
final class KilledCounting {

    static final CounterSize SIZE = CounterSize.DEFAULT;

    private KilledCounting() {}

    public static void main(String[] arguments) throws IOException {
        CounterRing ring = CounterRing.open(Path.of(arguments[0]), SIZE, new Random());
        Counter counter = new Counter(ring, Frequent.EVERYTHING);
        DataOutputStream told = new DataOutputStream(System.out);
        for (long seed = Long.parseLong(arguments[1]); counter.count(Observations.of(seed)); seed++) {
            told.writeLong(seed);
            told.flush();
        }
        throw new IllegalStateException("every file waits");
    }
}
