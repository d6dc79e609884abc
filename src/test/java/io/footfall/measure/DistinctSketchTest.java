package io.footfall.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctSketchTest {

    private static final int TRIES = 200;

    private static DistinctSketch of(SplittableRandom random, int values) {
        DistinctSketch sketch = new DistinctSketch();
        for (int i = 0; i < values; i++) {
            sketch.add(random.nextLong());
        }
        return sketch;
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 500, 700, 2_000, 30_000})
    void estimate_manyTries_withinSevenPercentTwoTimesInThree(int values) {
        SplittableRandom random = new SplittableRandom(values);
        double close = 0;
        double sum = 0;
        for (int i = 0; i < TRIES; i++) {
            long estimate = of(random, values).estimate();
            close += Math.abs(estimate - values) <= 0.07 * values ? 1 : 0;
            sum += estimate;
        }
        assertThat(close / TRIES).isGreaterThan(0.63);
        assertThat(sum / TRIES).isCloseTo(values, Percentage.withPercentage(3));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 10})
    void estimate_few_almostExact(int values) {
        SplittableRandom random = new SplittableRandom(values);
        for (int i = 0; i < TRIES; i++) {
            assertThat(of(random, values).estimate()).isBetween(values - 3L, values + 1L);
        }
    }

    @Test
    void add_aSketchTwice_asOneThatMetAll() {
        DistinctSketch all = of(new SplittableRandom(1), 1_000);
        DistinctSketch first = of(new SplittableRandom(1), 600);
        DistinctSketch rest = new DistinctSketch();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            long hash = random.nextLong();
            if (i >= 400) {
                rest.add(hash);
            }
        }
        DistinctSketch sum = DistinctSketch.of(first.bytes());
        sum.add(rest);
        sum.add(rest);

        assertThat(sum.bytes()).isEqualTo(all.bytes()).hasSize(DistinctSketch.REGISTERS);
    }
}
