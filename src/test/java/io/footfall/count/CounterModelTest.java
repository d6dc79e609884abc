package io.footfall.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.measure.Frequent;
import io.footfall.measure.Observations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

class CounterModelTest {

    /** What is done to a ring, and to the plain map beside it. */
    interface Step {
        void on(Model model) throws IOException;
    }

    @Property(tries = 40)
    @Label(
            "whatever is counted, sealed, merged and restarted in whatever order: files hold the same sums as a plain map")
    void countAndDrain_anyOrder_sameAsPlainMap(
            @ForAll("sizes") CounterSize size, @ForAll("steps") List<Step> steps, @ForAll long seed)
            throws IOException {
        Path folder = Files.createTempDirectory("footfall-ring-");
        try {
            Model model = new Model(folder, size, new Random(seed));
            for (Step step : steps) {
                step.on(model);
            }
            model.finish();
            Statistics.label("every file waited").collect(model.refused > 0);
            Statistics.label("rolled over").collect(model.generations > 1);
        } finally {
            delete(folder);
        }
    }

    @Provide
    Arbitrary<CounterSize> sizes() {
        return Arbitraries.of(new CounterSize(2048, 512), new CounterSize(4096, 256), new CounterSize(1024, 2048));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Arbitraries.frequencyOf(
                        Tuple.of(20, Arbitraries.longs().map(seed -> (Step) model -> model.count(seed))),
                        Tuple.of(2, Arbitraries.integers().between(1, 5).map(r -> model -> model.refuse(r))),
                        Tuple.of(2, Arbitraries.of(true, false).map(empty -> model -> model.seal(empty))),
                        Tuple.of(1, Arbitraries.just(Model::drain)),
                        Tuple.of(1, Arbitraries.just(Model::restart)))
                .list()
                .ofMinSize(20)
                .ofMaxSize(120);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Model {
        private final Path folder;
        private final CounterSize size;
        private final Random random;
        private final Truth expected = new Truth();
        private final Truth drained = new Truth();
        private CounterRing ring;
        private Counter counter;
        private int refused;
        private long generations;

        Model(Path folder, CounterSize size, Random random) throws IOException {
            this.folder = folder;
            this.size = size;
            this.random = random;
            this.ring = CounterRing.open(folder, size, random);
            this.counter = new Counter(ring, Frequent.EVERYTHING);
        }

        void count(long seed) {
            account(counter.count(Observations.of(seed)), new Truth().add(Observations.of(seed)));
        }

        void refuse(int reason) {
            account(
                    counter.refuse(7, Observations.FIRST_DAY, reason),
                    new Truth().addRefusal(7, Observations.FIRST_DAY, reason));
        }

        private void account(boolean counted, Truth addition) {
            if (counted) {
                expected.addAll(addition);
            } else {
                refused++;
                assertThat(ring.sealed())
                        .as("refused only when every file waits")
                        .hasSize(3);
            }
        }

        void seal(boolean alsoEmpty) {
            boolean waits = !ring.sealed().isEmpty();
            int before = ring.sealed().size();
            counter.seal(alsoEmpty);
            assertThat(ring.sealed().size()).isBetween(before, waits ? before : before + 1);
        }

        void drain() {
            List<SealedCounters> sealed = ring.sealed();
            if (!sealed.isEmpty()) {
                SealedCounters oldest = sealed.get(0);
                assertThat(oldest.generation())
                        .as("never the same generation twice")
                        .isGreaterThan(generations);
                generations = oldest.generation();
                oldest.forEach(drained::add);
                oldest.release();
            }
        }

        void restart() throws IOException {
            var writer = ring.writer();
            ring = CounterRing.open(folder, size, random);
            counter = new Counter(ring, Frequent.EVERYTHING);
            assertThat(ring.setAside()).isEmpty();
            assertThat(ring.writer()).isEqualTo(writer);
        }

        void finish() {
            for (int i = 0; i < 4; i++) {
                drain();
            }
            counter.seal(false);
            drain();
            assertThat(ring.sealed()).isEmpty();
            assertThat(drained.sums()).isEqualTo(expected.sums());
        }
    }
}
