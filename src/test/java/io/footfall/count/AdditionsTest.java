package io.footfall.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.measure.Booking;
import io.footfall.measure.Cube;
import io.footfall.measure.CubeDefinition.Addition;
import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import io.footfall.measure.Fact;
import io.footfall.measure.Fact.Automatic;
import io.footfall.measure.Fact.Engagement;
import io.footfall.measure.Fact.Named;
import io.footfall.measure.Fact.Pageview;
import io.footfall.measure.Fact.Vitals;
import io.footfall.measure.Frequent;
import io.footfall.measure.Measure;
import io.footfall.measure.Milestones;
import io.footfall.measure.Observation;
import io.footfall.measure.Observations;
import io.footfall.measure.Occasion;
import io.footfall.measure.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the counting to {@code cubes.yaml}: what each measure of each cube adds up, and on which day. */
class AdditionsTest {

    private static final int SEEDS = 3000;

    /** Counted by a call of their own. */
    private static final Set<Cube> NOT_OBSERVED = Set.of(Cubes.REFUSAL);

    @TempDir
    Path folder;

    /** Remembers sums by cube, day and measure, whatever the keys. */
    private static final class Recorded implements Additions.Sink {
        private final Map<String, Long> sums = new TreeMap<>();
        private final List<int[]> cells = new ArrayList<>();

        @Override
        public int text(Value value) {
            return 1 + Math.floorMod(value.hashCode(), 1_000_000);
        }

        @Override
        public int cell(int site, int day, int cube, int a, int b) {
            cells.add(new int[] {day, cube});
            return cells.size() - 1;
        }

        @Override
        public void add(int cell, int column, long delta) {
            Cube cube = Cubes.byId(cells.get(cell)[1]).orElseThrow();
            String key = key(cube, cells.get(cell)[0], cube.measures().get(column));
            sums.merge(key, delta, Long::sum);
        }

        @Override
        public void addOnce(int cell, int column, long delta) {
            add(cell, column, delta);
        }
    }

    private static String key(Cube cube, int day, Measure measure) {
        return cube.id() + " " + cube.name() + ", day " + day + ": " + measure;
    }

    @Test
    void of_anyObservation_addsWhatTheListOfCubesSays() {
        Set<String> seen = new HashSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            Observation observation = Observations.of(seed);
            Recorded recorded = new Recorded();
            new Additions(Frequent.EVERYTHING, recorded).of(observation);

            assertThat(recorded.sums).as("seed %d", seed).isEqualTo(listed(observation));
            recorded.sums.keySet().forEach(key -> seen.add(key.replaceAll(", day \\d+", "")));
        }
        for (Cube cube : Cubes.ALL) {
            for (Measure measure : NOT_OBSERVED.contains(cube) ? List.<Measure>of() : cube.measures()) {
                assertThat(seen).contains(cube.id() + " " + cube.name() + ": " + measure);
            }
        }
    }

    private static Map<String, Long> listed(Observation seen) {
        Map<String, Long> sums = new TreeMap<>();
        for (Cube cube : Cubes.ALL) {
            for (Addition addition : cube.definition().additions()) {
                long times = Set.of(Cubes.SEGMENT, Cubes.SEGMENT_RETURN).contains(cube)
                        ? seen.visit().segments().size()
                        : 1;
                long amount = times * amount(seen, cube, addition.occasion());
                if (amount != 0) {
                    sums.merge(key(cube, day(seen, addition.booking()), addition.measure()), amount, Long::sum);
                }
            }
        }
        return sums;
    }

    private static int day(Observation seen, Booking booking) {
        return switch (booking) {
            case HOME -> seen.visit().day();
            case ACTIVITY -> seen.day();
            case WEEK -> Objects.requireNonNull(seen.week()).week();
        };
    }

    private static long amount(Observation seen, Cube cube, Occasion occasion) {
        return switch (occasion) {
            case PAGEVIEW -> views(seen, view -> 1);
            case VISIT -> views(seen, view -> when(view.number() == 1));
            case SECOND_PAGE -> views(seen, view -> when(view.number() == 2));
            case FIRST_VIEW -> views(seen, view -> when(view.firstView()));
            case DEPARTURE -> views(seen, view -> when(view.exitBefore() != null));
            case MOVE -> views(seen, view -> when(view.from() != null));
            case VIEW_WITH_TITLE -> views(seen, view -> when(view.about().title() != null));
            case VIEW_WITH_HOST -> views(seen, view -> when(view.about().host() != null));
            case VISIT_WITH_HOST -> views(seen, view -> when(view.about().host() != null && view.number() == 1));
            case VIEW_IN_GROUP -> views(seen, view -> when(view.about().group() != null));
            case DEPARTURE_FROM_GROUP -> views(seen, view -> when(view.about().groupLeft() != null));
            case PAGES_REACHED -> views(seen, view -> when(Milestones.PAGES.contains(view.number())));
            case ENGAGED_SECOND -> times(seen, Engagement::seconds);
            case ENGAGED_SECOND_IN_GROUP -> times(seen, time -> time.group() == null ? 0 : time.seconds());
            case SCROLL_REACHED -> times(seen, time -> time.scroll().size());
            case SECONDS_REACHED -> times(seen, time -> time.visitSeconds().size());
            case EVENT -> events(seen, event -> 1);
            case FIRST_EVENT -> events(seen, event -> when(event.first()));
            case PROPERTY -> events(seen, event -> event.properties().size());
            case ORDER -> events(seen, event -> when(revenue(event) > 0));
            case AMOUNT -> events(seen, event -> Math.max(0, revenue(event)));
            case REFUND -> events(seen, event -> Math.max(0, -revenue(event)));
            case AUTOMATIC_EVENT -> automatic(seen, cube, event -> 1);
            case FIRST_AUTOMATIC_EVENT -> automatic(seen, cube, event -> when(event.first()));
            case VITAL -> vitals(seen, cube);
            case STEP -> facts(seen, Fact.Step.class).count();
            case VISITOR_OF_A_DAY -> when(seen.visitor() != null);
            case VISITOR_OF_A_WEEK -> when(seen.week() != null);
            case SIGN_OF_LIFE -> when(seen.minutesAway() != null);
            case DECISION -> when(seen.decision() != null);
            case REFUSAL -> 0;
        };
    }

    private static long when(boolean so) {
        return so ? 1 : 0;
    }

    private static <T extends Fact> Stream<T> facts(Observation seen, Class<T> type) {
        return seen.facts().stream().filter(type::isInstance).map(type::cast);
    }

    private static long views(Observation seen, ToLongFunction<Pageview> amount) {
        return facts(seen, Pageview.class).mapToLong(amount).sum();
    }

    private static long times(Observation seen, ToLongFunction<Engagement> amount) {
        return facts(seen, Engagement.class).mapToLong(amount).sum();
    }

    private static long events(Observation seen, ToLongFunction<Named> amount) {
        return facts(seen, Named.class).mapToLong(amount).sum();
    }

    private static long revenue(Named event) {
        return event.revenue() == null ? 0 : event.revenue().amount();
    }

    private static long automatic(Observation seen, Cube cube, ToLongFunction<Automatic> amount) {
        return facts(seen, Automatic.class)
                .filter(event -> event.kind().name().toLowerCase(Locale.ROOT).equals(cube.name()))
                .mapToLong(amount)
                .sum();
    }

    private static long vitals(Observation seen, Cube cube) {
        return facts(seen, Vitals.class)
                .flatMap(vitals -> vitals.buckets().stream())
                .filter(bucket -> bucket.vital().name().equals(cube.name()))
                .count();
    }

    @Test
    void columns_ofEverythingThatHoldsTheTotals_areThoseOfTheDay() {
        Stream<Cube> cubes = Stream.of(Dimension.values()).map(Cubes::by);
        Stream<Cube> pairs = Cubes.ALL.stream().filter(cube -> cube.id() >= 300 && cube.id() < 315);

        assertThat(Stream.of(cubes, pairs, Stream.of(Cubes.SEGMENT)).flatMap(all -> all))
                .hasSize(Dimension.values().length + 16)
                .allSatisfy(cube -> assertThat(cube.measures()).isEqualTo(Cubes.DAY.measures()));
    }

    @Test
    @DisplayName(
            "pairs hold values only that enough visits have; what few have is together in (few), and single values stay")
    void of_valuesThatAreNotFrequent_areFewInPairs() throws Exception {
        Frequent some = (site, single, value) -> (value.hashCode() ^ single.id()) % 2 == 0;
        CounterRing ring = CounterRing.open(folder, new CounterSize(1 << 15, 1 << 10), new Random(1));
        Counter counter = new Counter(ring, some);
        Truth expected = new Truth(some);
        for (long seed = 0; seed < 50; seed++) {
            assertThat(counter.count(Observations.of(seed))).isTrue();
            expected.add(Observations.of(seed));
        }

        Truth found = RingFolder.drain(ring);

        assertThat(found.sums()).isEqualTo(expected.sums());
        assertThat(found.sums().keySet())
                .anyMatch(key -> key.contains(" source x country [(few)] [/p/"))
                .anyMatch(key -> key.contains(" source x country [(few)] [(few)]"))
                .anyMatch(key -> key.contains(" page x source [(few)] [/p/"))
                .noneMatch(key -> key.matches("site \\d+ day \\d+ (page|event|source|country) \\[\\(few\\)].*"));
    }
}
