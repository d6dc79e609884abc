package io.footfall.merge;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.count.Counter;
import io.footfall.count.CounterRing;
import io.footfall.count.CounterSize;
import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import io.footfall.measure.DistinctSketch;
import io.footfall.measure.Fact;
import io.footfall.measure.Fact.Automatic;
import io.footfall.measure.Family;
import io.footfall.measure.Frequent;
import io.footfall.measure.Observation;
import io.footfall.measure.Value;
import io.footfall.measure.Visit;
import io.footfall.measure.VisitorStep;
import io.footfall.site.Site;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A flood of random values against counter, merge, PostgreSQL and day close; nothing of it is new but the values. */
@Tag("full")
class FloodTest extends OnDatabase {

    private static final int SITE = 1;
    private static final int DAY = 20_000;
    private static final int HONEST = 100;
    private static final int HONEST_VISITS = 4;
    private static final int FLOOD = 128_000;
    private static final int MERGES = 2;

    /** Of four standard errors of the sketch. */
    private static final Percentage CLOSE = Percentage.withPercentage(26);

    private final SplittableRandom random = new SplittableRandom(7);
    private AdmittedValues admitted;
    private Counter counter;
    private Merger merger;

    @BeforeEach
    void open() throws IOException {
        admitted = new AdmittedValues(vertx, database.pool(), Node.SECRETS, Site::bucketOf);
        CounterRing ring = CounterRing.open(folder, new CounterSize(1 << 17, 1 << 16), new Random());
        counter = new Counter(ring, Frequent.NOTHING, admitted);
        CountingLoop loop = new CountingLoop(
                folder,
                ring,
                alsoEmpty -> {
                    counter.seal(alsoEmpty);
                    return Future.succeededFuture();
                },
                () -> Future.succeededFuture(counter.totals()));
        merger = new Merger(vertx, database.pool(), List.of(loop), (site, day, visits) -> visits >= 10, admitted);
    }

    private void count(int day, String page, String source) {
        Value[] values = new Value[Dimension.values().length];
        Arrays.fill(values, Value.NONE);
        values[Dimension.SOURCE.index()] = Value.of(source);
        values[Dimension.UTM_CAMPAIGN.index()] = Value.of("campaign " + source);
        values[Dimension.ENTRY_PAGE.index()] = Value.of(page);
        Fact.PageFacts about = new Fact.PageFacts(null, Value.of("Title of " + page), null, null);
        List<Fact> facts = List.of(
                new Fact.Pageview(Value.of(page), 1, null, null, true, about),
                new Fact.Named(
                        Value.of("Event " + page),
                        true,
                        List.of(new Fact.Property(Value.of("Buy › color"), Value.of("color " + page))),
                        null),
                new Automatic(Automatic.Kind.OUTBOUND, Value.of("example.org" + page), true));
        Visit visit = new Visit(day, List.of(values));
        int hour = day * 24 * 60;
        assertThat(counter.count(new Observation(
                        SITE, day, hour, hour, visit, new VisitorStep(day, Cube.NEVER), null, null, facts)))
                .isTrue();
    }

    private void honest(int day, int i) {
        count(day, "/honest/" + i % HONEST, "honest-" + i % HONEST + ".example");
    }

    private void flood(int day) {
        for (int i = 0; i < FLOOD; i++) {
            String text = Long.toString(random.nextLong(), 36);
            count(day, "/flood/" + text, text);
            if (i % (FLOOD / (HONEST * HONEST_VISITS)) == 0) {
                honest(day, i / (FLOOD / (HONEST * HONEST_VISITS)));
            }
            if (i % (FLOOD / MERGES) == 0) {
                Tables.await(merger.mergeNow());
            }
        }
        Tables.await(merger.mergeNow());
    }

    @Test
    @DisplayName(
            "a flood of random values changes no table past its bound, and takes no row from values of the day before")
    void flood_everythingRandom_boundedAndHonestValuesKeepTheirRows() {
        for (int i = 0; i < HONEST * HONEST_VISITS; i++) {
            honest(DAY - 1, i);
        }
        Tables.await(merger.mergeNow());
        awaitAdmitted();

        flood(DAY);

        bounded();
        allAreThere();
        honestHaveTheirRows("open_cell");
        foldedAreTold();
        closesWhole();
    }

    /** What was honest yesterday is read in the background, after it has first been asked for. */
    private void awaitAdmitted() {
        long until = System.nanoTime() + SECONDS.toNanos(30);
        while (admitted.of(SITE, DAY) == null) {
            assertThat(System.nanoTime()).as("time of reading").isLessThan(until);
            Thread.onSpinWait();
        }
    }

    private void bounded() {
        Map<Integer, Long> rows = new HashMap<>();
        query("select cube, count(*) from open_cell where day = %d group by cube")
                .forEach(row -> rows.put(row.getInteger(0), row.getLong(1)));
        assertThat(rows)
                .allSatisfy((cube, count) -> assertThat(count)
                        .as("rows of cube %d", cube)
                        .isLessThanOrEqualTo(
                                Cubes.byId(cube).orElseThrow().definition().cap() + 1L));
        assertThat(rows).containsEntry(Cubes.by(Dimension.SOURCE).id(), 1_001L).containsEntry(Cubes.PROPERTY.id(), 51L);
        long mostTexts = Family.ALL.stream().mapToLong(Family::cap).sum();
        assertThat(number("select count(*) from value")).isBetween(10_000L, mostTexts);
    }

    private void allAreThere() {
        for (Cube cube : List.of(
                Cubes.PAGE,
                Cubes.TITLE,
                Cubes.by(Dimension.SOURCE),
                Cubes.pair(Dimension.SOURCE, Dimension.ENTRY_PAGE),
                Cubes.EVENT,
                Cubes.PROPERTY,
                Cubes.automatic(Automatic.Kind.OUTBOUND))) {
            assertThat(number("select sum(m1)::bigint from open_cell where day = %d and cube = " + cube.id()))
                    .as("sum of %s", cube.name())
                    .isEqualTo(FLOOD + HONEST * HONEST_VISITS);
        }
    }

    private void honestHaveTheirRows(String table) {
        for (Cube cube : List.of(Cubes.PAGE, Cubes.by(Dimension.SOURCE), Cubes.by(Dimension.UTM_CAMPAIGN))) {
            List<Long> visits = new ArrayList<>();
            query("select c.m1 from " + table
                            + " c join value v on v.bucket = c.bucket and v.site = c.site and v.id = c.a where c.day = %d"
                            + " and v.text like '%%honest%%' and c.cube = " + cube.id())
                    .forEach(row -> visits.add(row.getLong(0)));
            assertThat(visits)
                    .as(cube.name())
                    .containsOnly((long) HONEST_VISITS)
                    .hasSize(HONEST);
        }
    }

    /** All that came but for what has a row, whether a loop or a merge folded it. */
    private void foldedAreTold() {
        Map<Integer, Long> folded = new HashMap<>();
        query("select family, sketch from folded_value where day = %d")
                .forEach(row -> folded.put(
                        row.getInteger(0),
                        DistinctSketch.of(row.getBuffer(1).getBytes()).estimate()));
        assertThat(folded)
                .containsOnlyKeys(ids(
                        Family.PAGE,
                        Family.TITLE,
                        Family.EVENT,
                        Family.PROPERTY_VALUE,
                        Family.of(Automatic.Kind.OUTBOUND),
                        Family.of(Dimension.SOURCE),
                        Family.of(Dimension.UTM_CAMPAIGN),
                        Family.of(Dimension.ENTRY_PAGE)));
        assertThat(folded)
                .allSatisfy((family, values) ->
                        assertThat(values).as("folded of %d", family).isCloseTo(FLOOD, CLOSE));
    }

    private static Integer[] ids(Family... families) {
        return Arrays.stream(families).map(Family::id).toArray(Integer[]::new);
    }

    private void closesWhole() {
        Closer closer = new Closer(vertx, database.pool());
        Map<String, List<Long>> before = Closer.byDay(closer.cells("open_cell"));

        closer.close(DAY + 1);

        Map<String, List<Long>> after = new TreeMap<>(closer.cells("closed_cell"));
        closer.sealedCells().forEach((cell, measures) -> after.merge(cell, measures, Closer::sum));
        assertThat(Closer.byDay(after)).isEqualTo(before);
        honestHaveTheirRows("closed_cell");
        assertThat(number("select count(*) from admitted")).isZero();
        assertThat(number("select count(*) from folded_value where day = %d")).isPositive();
        rollsUpWhole(closer);
    }

    /** Months later: what was folded is one row of the month in each cube, and still told. */
    private void rollsUpWhole(Closer closer) {
        Map<String, List<Long>> days = closer.adding("closed_cell");
        assertThat(days.keySet()).anyMatch(key -> key.contains("(other)"));

        closer.close((int) LocalDate.ofEpochDay(DAY).plusMonths(5).toEpochDay());

        assertThat(closer.cells("closed_cell")).isEmpty();
        assertThat(closer.adding("month_cell")).isEqualTo(days);
        assertThat(number("select count(*) from folded_value where day = %d")).isPositive();
    }

    private Iterable<Row> query(String sql) {
        return Tables.query(database.pool(), sql.formatted(DAY));
    }

    private long number(String sql) {
        return query(sql).iterator().next().getLong(0);
    }
}
