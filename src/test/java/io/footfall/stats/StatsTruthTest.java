package io.footfall.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.db.TestDatabase;
import io.footfall.site.Site;
import io.footfall.site.Thresholds;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Answers from sums compared with the truth of simulated visitors whose whole history is known. */
final class StatsTruthTest {

    private static final long SEED = 20261124;
    private static final LocalDate FIRST = LocalDate.of(2026, 7, 6);
    private static final int DAYS = 140;
    private static final int START = (int) FIRST.toEpochDay();
    private static final Instant NOW = FIRST.plusDays(DAYS - 1L).atTime(12, 0).toInstant(ZoneOffset.UTC);

    private static final Site SITE = site(1, Thresholds.OPEN);

    private static TestDatabase database;
    private static Stats stats;
    private static SimulatedVisitors truth;

    static Site site(int id, Thresholds thresholds) {
        return new Site(
                id,
                "example.com",
                List.of(),
                false,
                ZoneId.of("Europe/Berlin"),
                1,
                List.of(1),
                thresholds,
                List.of(),
                Site.CountDecisions.GRANTS);
    }

    @BeforeAll
    static void simulate() {
        database = TestDatabase.fresh();
        stats = new Stats(database.pool(), () -> NOW);
        truth = new SimulatedVisitors(new Random(SEED), 250, START, DAYS);
        Cells cells = new Cells(SITE);
        truth.count(cells);
        cells.store(database.pool(), START + DAYS - 2);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    @DisplayName("visitors, visits, pageviews, bounces and durations of any range are exact")
    void totals_anyRange_areExact() {
        Random random = new Random(SEED);
        for (int i = 0; i < 150; i++) {
            int first = START + random.nextInt(DAYS);
            int last = first + random.nextInt(START + DAYS - first);
            Sums totals = ask(first, last, new By.Nothing()).totals();
            assertTrue(totals, first, last);
        }
    }

    @Test
    void rowsOfTime_eachPeriod_areExactForItself() {
        for (By.Period period : By.Period.values()) {
            int first = START + 9;
            int last = START + DAYS - 5;
            List<StatsRow> rows = ask(first, last, period).rows();
            int day = first;
            for (StatsRow row : rows) {
                assertThat(row.value()).isEqualTo(LocalDate.ofEpochDay(day).toString());
                int end = (int)
                        Math.min(last, period.last(LocalDate.ofEpochDay(day)).toEpochDay());
                assertTrue(row.sums(), day, end);
                day = end + 1;
            }
            assertThat(day).isEqualTo(last + 1);
        }
    }

    @Test
    @DisplayName("visitors by source add up to the exact total, and each is within its stated margin")
    void visitorsBySource_anyRange_addUp() {
        Random random = new Random(SEED + 1);
        int approximate = 0;
        for (int i = 0; i < 40; i++) {
            int first = START + random.nextInt(DAYS);
            int last = first + random.nextInt(START + DAYS - first);
            StatsAnswer answer = ask(first, last, By.byKey("source").orElseThrow());
            Map<String, Long> visitors = truth.visitorsBySource(first, last);
            long sum = 0;
            for (StatsRow row : answer.rows()) {
                long estimate = count(row, Metric.VISITORS);
                assertThat(visitors.getOrDefault(row.value(), 0L))
                        .isBetween(estimate - row.plusMinus(), estimate + row.plusMinus());
                approximate += row.plusMinus() > 0 ? 1 : 0;
                sum += estimate;
            }
            assertThat(sum).isEqualTo(truth.visitors(first, last));
            assertThat(answer.few()).isEmpty();
            assertThat(answer.waiting()).isEmpty();
        }
        assertThat(approximate).isPositive();
    }

    @Test
    void visitorsBySource_aSingleDay_areExact() {
        for (int day = START; day < START + DAYS; day += 7) {
            for (StatsRow row : ask(day, day, By.byKey("source").orElseThrow()).rows()) {
                assertThat(row.plusMinus()).isZero();
                assertThat(row.sums().visitors())
                        .isEqualTo(truth.visitorsBySource(day, day).get(row.value()));
            }
        }
    }

    @Test
    void visitsBySource_theWholeTime_areExactAndInOrder() {
        List<StatsRow> rows =
                ask(START, START + DAYS - 1, By.byKey("source").orElseThrow()).rows();
        assertThat(rows).hasSize(SimulatedVisitors.SOURCES.size());
        for (StatsRow row : rows) {
            assertThat(row.sums().visits())
                    .isEqualTo(truth.in(START, START + DAYS)
                            .filter(visit -> visit.source().equals(row.value()))
                            .count());
        }
        assertThat(rows).isSortedAccordingTo((a, b) -> Long.compare(count(b, Metric.VISITS), count(a, Metric.VISITS)));
    }

    @Test
    void compare_previous_givesTheTotalsOfTheRangeBefore() {
        int first = START + 60;
        Range range = new Range(LocalDate.ofEpochDay(first), LocalDate.ofEpochDay(first + 29));
        StatsQuestion question =
                new StatsQuestion(SITE, range, List.of(Metric.VISITORS), new By.Nothing(), order(), 10, true);
        Sums previous = Answered.by(stats.answer(question)).previous().orElseThrow();
        assertTrue(previous, first - 30, first - 1);
    }

    private static void assertTrue(Sums sums, int first, int last) {
        long visits = truth.in(first, last).count();
        assertThat(sums.visitors()).isEqualTo(truth.visitors(first, last));
        assertThat(sums.visits()).isEqualTo(visits);
        assertThat(sums.pageviews())
                .isEqualTo(truth.in(first, last)
                        .mapToLong(SimulatedVisitors.Visit::pages)
                        .sum());
        long bounces = truth.in(first, last).filter(visit -> visit.pages() == 1).count();
        assertThat(sums.figure(Metric.BOUNCE_RATE))
                .isEqualTo(visits == 0 ? null : (Double) ((double) bounces / visits));
        long seconds = truth.in(first, last)
                .mapToLong(SimulatedVisitors.Visit::seconds)
                .sum();
        assertThat(sums.figure(Metric.VISIT_DURATION))
                .isEqualTo(visits == 0 ? null : (Double) ((double) seconds / visits));
    }

    private static StatsAnswer ask(int first, int last, By by) {
        Range range = new Range(LocalDate.ofEpochDay(first), LocalDate.ofEpochDay(last));
        List<Metric> metrics = Arrays.asList(Metric.values());
        return Answered.by(stats.answer(new StatsQuestion(SITE, range, metrics, by, order(), 1000, false)));
    }

    private static long count(StatsRow row, Metric metric) {
        return Objects.requireNonNull(row.sums().count(metric));
    }

    private static Order order() {
        return new Order(Metric.VISITS, true);
    }
}
