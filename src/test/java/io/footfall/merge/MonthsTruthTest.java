package io.footfall.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.measure.Dimension;
import io.footfall.site.Site;
import io.footfall.stats.By;
import io.footfall.stats.Figure;
import io.footfall.stats.Metric;
import io.footfall.stats.Order;
import io.footfall.stats.Range;
import io.footfall.stats.Report;
import io.footfall.stats.Reports;
import io.footfall.stats.SimulatedVisitors;
import io.footfall.stats.Stats;
import io.footfall.stats.StatsAnswer;
import io.footfall.stats.StatsQuestion;
import io.footfall.stats.StatsRow;
import io.footfall.stats.Sums;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Weeks of simulated visitors through counter files, merges, the closing of each day and month and the roll-up, with the standard
 * thresholds: what answers say at each stage, compared with the whole history of the visitors, which a server never has.
 */
class MonthsTruthTest extends OnDatabase {

    private static final LocalDate FIRST = LocalDate.of(2026, 8, 30);
    private static final Range SEPTEMBER = new Range(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 9, 30));
    private static final int DAYS = 33;
    private static final Site SITE = WatchedSite.site(1);

    /** By what visits are told, and their value. */
    private static final Map<By.Breakdown, Function<SimulatedVisitors.Visit, String>> ATTRIBUTES = Map.of(
            new By.Attribute(Dimension.SOURCE), visit -> visit.value(Dimension.SOURCE),
            new By.Attribute(Dimension.COUNTRY), visit -> visit.value(Dimension.COUNTRY),
            new By.Attribute(Dimension.ENTRY_PAGE), visit -> visit.value(Dimension.ENTRY_PAGE));

    private Closer closer;
    private Node node;
    private Instant now = Instant.EPOCH;
    private Stats stats;
    private Reports reports;

    @BeforeEach
    void open() {
        closer = new Closer(vertx, database.pool());
        node = Node.open(vertx, folder.resolve("node"), 1, CrowdRuleOf.TEN);
        stats = new Stats(database.pool(), () -> now);
        reports = new Reports(database.pool(), () -> now);
    }

    @Test
    @Tag("full")
    @DisplayName("days, closed days, a month and a month rolled up: each says what is true of what it shows")
    void answers_atEachStage_areTrue() {
        months(240);
    }

    @Test
    @Tag("soak")
    @DisplayName("the same of three thousand visitors")
    void answers_ofManyVisitors_areTrue() {
        months(3000);
    }

    private void months(int visitors) {
        SimulatedVisitors truth = new SimulatedVisitors(new Random(visitors), visitors, (int) FIRST.toEpochDay(), DAYS);
        LocalDate[] running = {FIRST};
        truth.observe(SITE, seen -> {
            for (; running[0].toEpochDay() < seen.day(); running[0] = running[0].plusDays(1)) {
                night(running[0].plusDays(1));
            }
            node.count(0, seen);
        });
        night(FIRST.plusDays(DAYS));

        assertTotals(truth);
        for (int day = first(SEPTEMBER); day < last(SEPTEMBER); day += 9) {
            assertRows(truth, range(day, day), false);
        }
        Range days = new Range(SEPTEMBER.from().plusDays(1), SEPTEMBER.to());
        assertThat(assertRows(truth, days, false))
                .as("some values were hidden on some day")
                .isPositive();
        assertFlows(truth, days);
        assertRows(truth, SEPTEMBER, true);
        Map<String, Object> before = counted();

        night(LocalDate.of(2027, 3, 1));
        assertThat(closer.cells("closed_cell")).isEmpty();
        assertTotals(truth);
        assertRows(truth, SEPTEMBER, true);
        assertThat(counted()).as("before and after the roll-up").isEqualTo(before);
        assertThat(before).hasSizeGreaterThan(20);
    }

    /** What is counted leaves with its day, whole; the day is closed, and months that are over. */
    private void night(LocalDate date) {
        node.merge(database.pool());
        closer.close((int) date.toEpochDay());
        now = date.atTime(2, 0).toInstant(ZoneOffset.UTC);
    }

    private void assertTotals(SimulatedVisitors truth) {
        Random random = new Random(DAYS);
        for (int i = 0; i < 12; i++) {
            int first = (int) FIRST.toEpochDay() + random.nextInt(DAYS);
            int last = first + random.nextInt((int) FIRST.toEpochDay() + DAYS - first);
            Sums totals = ask(
                            range(first, last),
                            new By.Nothing(),
                            List.of(Metric.VISITORS, Metric.VISITS, Metric.PAGEVIEWS))
                    .totals();
            List<SimulatedVisitors.Visit> visits = truth.in(first, last).toList();
            assertThat(totals.visitors()).isEqualTo(truth.visitors(first, last));
            assertThat(totals.visits()).isEqualTo(visits.size());
            assertThat(totals.pageviews())
                    .isEqualTo(visits.stream()
                            .mapToInt(visit -> visit.pages().size())
                            .sum());
        }
    }

    /** Compares rows with the truth; how many values had a day on which they were hidden. */
    private int assertRows(SimulatedVisitors truth, Range range, boolean wholeMonth) {
        int[] hidden = new int[1];
        ATTRIBUTES.forEach((by, value) -> {
            StatsAnswer answer = ask(range, by);
            boolean standard = wholeMonth || range.days() == 1;
            long shown = 0;
            Map<String, Long> visitors = truth.visitorsBy(value, first(range), last(range));
            for (Map.Entry<String, Map<Integer, Long>> days :
                    byDay(truth, range, value).entrySet()) {
                Sums row = row(answer, days.getKey());
                long all = sum(days.getValue(), 0);
                long large = sum(days.getValue(), 3);
                long told = row == null || row.visits() == null ? 0 : row.visits();
                shown += told;
                hidden[0] += large < all ? 1 : 0;
                assertThat(told)
                        .as(by.key() + " " + days.getKey())
                        .isIn(large, wholeMonth ? ofMonth(days.getValue()) : large);
                if (row != null && told == all && (standard || row.visitors() != null)) {
                    assertWithin(row, visitors.getOrDefault(days.getKey(), 0L));
                }
            }
            assertThat(shown + few(answer))
                    .isEqualTo(truth.in(first(range), last(range)).count());
        });
        return hidden[0];
    }

    /** The most that a month shows of a value: large days, and what was hidden if that makes three, of two days at least. */
    private static long ofMonth(Map<Integer, Long> days) {
        long small = sum(days, 0) - sum(days, 3);
        long of = days.values().stream().filter(visits -> visits < 3).count();
        return sum(days, 3) + (small >= 3 && of >= 2 ? small : 0);
    }

    private static long sum(Map<Integer, Long> days, long fewest) {
        return days.values().stream()
                .filter(visits -> visits >= fewest)
                .mapToLong(Long::longValue)
                .sum();
    }

    private static Map<String, Map<Integer, Long>> byDay(
            SimulatedVisitors truth, Range range, Function<SimulatedVisitors.Visit, String> value) {
        return truth.in(first(range), last(range))
                .collect(Collectors.groupingBy(
                        value,
                        TreeMap::new,
                        Collectors.groupingBy(SimulatedVisitors.Visit::day, Collectors.counting())));
    }

    /** Moves of days on which there were five, between pages that three visits saw. */
    private void assertFlows(SimulatedVisitors truth, Range range) {
        Map<List<String>, Long> expected = new HashMap<>();
        for (int day = first(range); day <= last(range); day++) {
            Map<List<String>, Long> moves = new HashMap<>();
            Map<String, Long> seen = new HashMap<>();
            truth.in(day, day).map(SimulatedVisitors.Visit::pages).forEach(pages -> {
                pages.stream().distinct().forEach(page -> seen.merge(page, 1L, Long::sum));
                IntStream.range(1, pages.size()).forEach(i -> moves.merge(pages.subList(i - 1, i + 1), 1L, Long::sum));
            });
            moves.forEach((move, count) -> {
                if (count >= 5 && move.stream().allMatch(page -> seen.getOrDefault(page, 0L) >= 3)) {
                    expected.merge(move, count, Long::sum);
                }
            });
        }
        Map<List<String>, Long> told = new HashMap<>();
        for (Report.Move move :
                Tables.await(reports.flows(SITE, range, Optional.empty())).rows()) {
            told.put(List.of(move.from(), move.to()), move.moves());
        }
        assertThat(told).isEqualTo(expected).isNotEmpty();
    }

    private static void assertWithin(Sums row, long visitors) {
        long told = Objects.requireNonNull(row.visitors());
        assertThat(visitors).isBetween(told - row.plusMinus(), told + row.plusMinus());
    }

    /** All figures of the month that add up, by everything; visitors are told with another margin when months are rolled up. */
    private Map<String, Object> counted() {
        List<By> bys = new ArrayList<>(ATTRIBUTES.keySet());
        bys.addAll(List.of(By.Thing.PAGE, By.Thing.EVENT, By.Thing.PAGE_GROUP, By.Thing.OUTBOUND, By.Thing.HOSTNAME));
        bys.addAll(List.of(By.Steps.VISIT_PAGES, By.Steps.VISIT_LENGTH, new By.Property("plan")));
        Map<String, Object> counted = new TreeMap<>();
        for (By by : bys) {
            for (StatsRow row : ask(SEPTEMBER, by).rows()) {
                for (Metric metric : Metric.values()) {
                    @Nullable Figure figure = row.sums().figure(metric);
                    if (metric != Metric.VISITORS && figure != null) {
                        counted.put(by.key() + " " + row.value() + " " + metric, figure);
                    }
                }
            }
        }
        return counted;
    }

    private StatsAnswer ask(Range range, By by) {
        return ask(range, by, List.of(Metric.values()));
    }

    private StatsAnswer ask(Range range, By by, List<Metric> metrics) {
        StatsQuestion question = new StatsQuestion(
                SITE, range, metrics, by, Optional.empty(), new Order(Metric.VISITS, true), 1000, Optional.empty());
        StatsAnswer answer = Tables.await(stats.answer(question));
        assertThat(answer.question().range()).isEqualTo(range);
        return answer;
    }

    private static @Nullable Sums row(StatsAnswer answer, String value) {
        return answer.rows().stream()
                .filter(row -> row.value().equals(value))
                .map(StatsRow::sums)
                .findFirst()
                .orElse(null);
    }

    private static long few(StatsAnswer answer) {
        return answer.few().get(Metric.VISITS) instanceof Figure.Count count ? count.number() : 0;
    }

    private static Range range(int first, int last) {
        return new Range(LocalDate.ofEpochDay(first), LocalDate.ofEpochDay(last));
    }

    private static int first(Range range) {
        return (int) range.from().toEpochDay();
    }

    private static int last(Range range) {
        return (int) range.to().toEpochDay();
    }
}
