package io.footfall.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.measure.Dimension;
import io.footfall.measure.DistinctSketch;
import io.footfall.measure.Fact;
import io.footfall.measure.Family;
import io.footfall.measure.Frequent;
import io.footfall.measure.Observation;
import io.footfall.measure.Observations;
import io.footfall.measure.Value;
import io.footfall.measure.Visit;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetTest {

    private static final int SITE = 7;
    private static final int DAY = 20_000;
    private static final int LIMIT = 5;

    private final Known known = new Known();
    private final Budget budget = new Budget(known, LIMIT);

    /** What is admitted, as a test says. */
    private static final class Known implements Admitted {

        private final Map<Integer, ValueHashes> days = new HashMap<>();
        private final Map<Family, DistinctSketch> folded = new HashMap<>();

        void admit(int day, Family family, String text) {
            days.computeIfAbsent(day, d -> new ValueHashes()).add(family.hash(key(), "", text));
        }

        @Override
        public @Nullable ValueHashes of(int site, int day) {
            return days.get(day);
        }

        @Override
        public DistinctSketch folded(int site, int day, Family family) {
            return folded.computeIfAbsent(family, f -> new DistinctSketch());
        }

        @Override
        public long key() {
            return 42;
        }
    }

    private int passing(Family family, String prefix, int count) {
        int passing = 0;
        for (int i = 0; i < count; i++) {
            passing += budget.passes(family, Value.of(prefix + i)) ? 1 : 0;
        }
        return passing;
    }

    @Test
    void passes_moreThanTheLimit_theFirstOnesAndThemAgain() {
        budget.begin(SITE, DAY);
        assertThat(passing(Family.PAGE, "/p/", 20)).isEqualTo(LIMIT);
        assertThat(passing(Family.PAGE, "/p/", 20)).isEqualTo(LIMIT);
        assertThat(passing(Family.EVENT, "e", 20)).as("another family").isEqualTo(LIMIT);
        assertThat(known.folded(SITE, DAY, Family.PAGE).estimate()).isBetween(13L, 17L);

        budget.begin(SITE + 1, DAY);
        assertThat(passing(Family.PAGE, "/p/", 20)).as("another site").isEqualTo(LIMIT);
        budget.begin(SITE, DAY);
        assertThat(passing(Family.PAGE, "/q/", 20)).as("the first site again").isZero();
        budget.begin(SITE, DAY + 1);
        assertThat(passing(Family.PAGE, "/q/", 20)).as("another day").isEqualTo(LIMIT);
    }

    @Test
    void passes_admittedOrReserved_always() {
        for (int i = 0; i < 50; i++) {
            known.admit(DAY, Family.PAGE, "/known/" + i);
        }
        budget.begin(SITE, DAY);
        assertThat(passing(Family.PAGE, "/new/", 20)).isEqualTo(LIMIT);
        assertThat(passing(Family.PAGE, "/known/", 50)).isEqualTo(50);
        for (Value value : Value.RESERVED) {
            assertThat(budget.passes(Family.PAGE, value)).isTrue();
        }

        budget.begin(SITE, DAY + 1);
        assertThat(passing(Family.PAGE, "/known/", 50))
                .as("as of the day before, until more is known")
                .isEqualTo(50);
    }

    @Test
    void passes_pendingOnesAreAdmittedMeanwhile_roomForAsManyMore() {
        known.admit(DAY, Family.PAGE, "/");
        budget.begin(SITE, DAY);
        assertThat(passing(Family.PAGE, "/p/", 20)).isEqualTo(LIMIT);
        for (int i = 0; i < LIMIT; i++) {
            known.admit(DAY, Family.PAGE, "/p/" + i);
        }
        assertThat(passing(Family.PAGE, "/q/", 20)).isEqualTo(LIMIT);
        assertThat(passing(Family.PAGE, "/p/", 20)).isEqualTo(LIMIT);
    }

    @Test
    void passes_manySitesFlooded_noMoreThanInAll() {
        Budget all = new Budget(known);
        int passing = 0;
        for (int site = 1; site <= 600; site++) {
            all.begin(site, DAY);
            for (int i = 0; i < Budget.LIMIT; i++) {
                passing += all.passes(Family.PAGE, Value.of("/flood/" + i)) ? 1 : 0;
            }
        }
        assertThat(passing).isEqualTo(1_000_000);
        all.begin(700, DAY);
        assertThat(all.passes(Family.PAGE, Value.of("/another"))).isFalse();
        all.begin(700, DAY + 2);
        assertThat(all.passes(Family.PAGE, Value.of("/another")))
                .as("what is of days before is forgotten")
                .isTrue();
    }

    private static Observation seen(String text) {
        Value[] values = new Value[Dimension.values().length];
        Arrays.fill(values, Value.of("v" + text));
        Value page = Value.of("/" + text);
        Fact.PageFacts about = new Fact.PageFacts(page, page, Value.of("group"), Value.of("left"));
        return new Observation(
                SITE,
                DAY,
                0,
                0,
                new Visit(DAY, List.of(values)),
                null,
                null,
                null,
                List.of(
                        new Fact.Pageview(page, 2, page, page, true, about),
                        new Fact.Engagement(page, 3, Value.of("group"), List.of(25), List.of(10)),
                        new Fact.Named(
                                page,
                                true,
                                List.of(new Fact.Property(page, page)),
                                new Fact.Revenue(Value.of("EUR"), 5)),
                        new Fact.Automatic(Fact.Automatic.Kind.SEARCH, page, true),
                        new Fact.Vitals(page, List.of()),
                        new Fact.Step(page, 2)));
    }

    @Test
    void of_withinTheBudget_theSameObject() {
        Bounded bounded = new Bounded(budget);
        for (int i = 0; i < LIMIT; i++) {
            Observation seen = seen("a" + i);
            assertThat(bounded.of(seen)).isSameAs(seen);
            assertThat(bounded.of(seen)).isSameAs(seen);
        }
    }

    @Test
    void of_beyondTheBudget_otherWhereverAnybodyCanWriteAnything_andNothingElseChanges() {
        Bounded bounded = new Bounded(budget);
        for (int i = 0; i < LIMIT; i++) {
            bounded.of(seen("a" + i));
        }
        Value other = Value.OTHER;
        Fact.PageFacts about = new Fact.PageFacts(other, other, Value.of("group"), Value.of("left"));

        Observation folded = bounded.of(seen("b"));

        assertThat(folded.facts())
                .containsExactly(
                        new Fact.Pageview(other, 2, other, other, true, about),
                        new Fact.Engagement(other, 3, Value.of("group"), List.of(25), List.of(10)),
                        new Fact.Named(
                                other,
                                true,
                                List.of(new Fact.Property(other, other)),
                                new Fact.Revenue(Value.of("EUR"), 5)),
                        new Fact.Automatic(Fact.Automatic.Kind.SEARCH, other, true),
                        new Fact.Vitals(other, List.of()),
                        new Fact.Step(other, 2));
        for (Dimension dimension : Dimension.values()) {
            boolean closed = List.of(
                            "channel", "country", "device", "browser", "os", "screen", "returning", "entry_group")
                    .contains(dimension.key());
            assertThat(folded.visit().values().get(dimension.index()))
                    .as(dimension.key())
                    .isEqualTo(closed ? Value.of("vb") : other);
        }
    }

    @Test
    void count_withinTheBudget_asWithoutOne(@TempDir Path folder) throws Exception {
        CounterRing ring = CounterRing.open(folder, new CounterSize(1 << 15, 1 << 10), new Random(1));
        Counter counter = new Counter(ring, Frequent.EVERYTHING, known);
        Truth expected = new Truth();
        for (long seed = 0; seed < 60; seed++) {
            assertThat(counter.count(Observations.of(seed))).isTrue();
            expected.add(Observations.of(seed));
        }
        assertThat(RingFolder.drain(ring).sums()).isEqualTo(expected.sums());
    }
}
