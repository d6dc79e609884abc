package io.footfall.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.db.TestDatabase;
import io.footfall.measure.Dimension;
import io.footfall.site.Site;
import io.footfall.site.Thresholds;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Answers from sums compared with the truth of simulated visitors whose whole history is known. */
final class StatsTruthTest {

    private static final long SEED = 20261124;
    private static final LocalDate FIRST = LocalDate.of(2026, 9, 7);
    private static final int DAYS = 77;
    private static final int START = (int) FIRST.toEpochDay();
    private static final Instant NOW = FIRST.plusDays(DAYS - 1L).atTime(12, 0).toInstant(ZoneOffset.UTC);
    private static final By SOURCE = new By.Attribute(Dimension.SOURCE);
    private static final By.Breakdown COUNTRY = new By.Attribute(Dimension.COUNTRY);

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
        truth = new SimulatedVisitors(new Random(SEED), 150, START, DAYS);
        Cells cells = new Cells(SITE);
        truth.count(SITE, cells);
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
        for (int i = 0; i < 80; i++) {
            int first = START + random.nextInt(DAYS);
            int last = first + random.nextInt(START + DAYS - first);
            assertTrue(ask(first, last, new By.Nothing()).totals(), first, last);
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
        for (int i = 0; i < 25; i++) {
            int first = START + random.nextInt(DAYS);
            int last = first + random.nextInt(START + DAYS - first);
            StatsAnswer answer = ask(first, last, SOURCE);
            Map<String, Long> visitors = visitorsBySource(first, last);
            long sum = 0;
            for (StatsRow row : answer.rows()) {
                long estimate = count(row.sums(), Metric.VISITORS);
                assertWithin(row.sums(), visitors.getOrDefault(row.value(), 0L));
                approximate += row.sums().plusMinus() > 0 ? 1 : 0;
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
            for (StatsRow row : ask(day, day, SOURCE).rows()) {
                assertThat(row.sums().plusMinus()).isZero();
                assertThat(row.sums().visitors())
                        .isEqualTo(visitorsBySource(day, day).get(row.value()));
            }
        }
    }

    @Test
    @DisplayName("visitors of one source are within their stated margin, in total and for each day, week and month")
    void visitors_underAFilter_areWithinTheirMargin() {
        Filter google = new Filter(new By.Attribute(Dimension.SOURCE), "Google");
        int first = START + 10;
        int last = START + DAYS - 4;
        assertWithin(
                ask(first, last, new By.Nothing(), google).totals(),
                visitorsBySource(first, last).getOrDefault("Google", 0L));
        for (By.Period period : By.Period.values()) {
            for (StatsRow row : ask(first, last, period, google).rows()) {
                int day = (int) LocalDate.parse(row.value()).toEpochDay();
                int end = (int)
                        Math.min(last, period.last(LocalDate.ofEpochDay(day)).toEpochDay());
                assertWithin(row.sums(), visitorsBySource(day, end).getOrDefault("Google", 0L));
                assertThat(row.sums().visits())
                        .isEqualTo(truth.in(day, end)
                                .filter(visit -> visit.value(Dimension.SOURCE).equals("Google"))
                                .count());
            }
        }
    }

    @Test
    @DisplayName("visits, pageviews, bounces and events of any two attributes that are counted together are exact")
    void pairs_eachOfThem_areExact() {
        Range range = range(START + 5, START + DAYS - 3);
        List<Dimension> some = List.of(Dimension.SOURCE, Dimension.COUNTRY, Dimension.DEVICE, Dimension.ENTRY_PAGE);
        for (Dimension by : some) {
            for (Dimension axis : some) {
                if (by != axis) {
                    assertPair(range, by, axis);
                }
            }
        }
    }

    private static void assertPair(Range range, Dimension by, Dimension axis) {
        String value = truth.in(range).findFirst().orElseThrow().value(axis);
        StatsAnswer answer = ask(range, new By.Attribute(by), new Filter(new By.Attribute(axis), value));
        Map<String, List<SimulatedVisitors.Visit>> visits = truth.in(range)
                .filter(visit -> visit.value(axis).equals(value))
                .collect(Collectors.groupingBy(visit -> visit.value(by)));
        assertThat(answer.rows()).extracting(StatsRow::value).containsExactlyInAnyOrderElementsOf(visits.keySet());
        for (StatsRow row : answer.rows()) {
            List<SimulatedVisitors.Visit> of = visits.getOrDefault(row.value(), List.of());
            assertThat(row.sums().visits()).isEqualTo(of.size());
            assertThat(row.sums().pageviews())
                    .isEqualTo(
                            of.stream().mapToInt(visit -> visit.pages().size()).sum());
            assertThat(count(row.sums(), Metric.EVENTS))
                    .isEqualTo(
                            of.stream().mapToInt(visit -> visit.events().size()).sum());
            assertThat(row.sums().visitors()).isNull();
        }
        assertThat(answer.totals().visits())
                .isEqualTo(visits.values().stream().mapToInt(List::size).sum());
        assertThat(answer.few()).isEmpty();
        assertThat(answer.notes()).anyMatch(note -> note.startsWith("Visitors go with one property"));
    }

    @Test
    void pagesByCountryAndCountriesByPage_areExact() {
        Range range = range(START + 5, START + DAYS - 3);
        StatsAnswer pages = ask(range, By.Thing.PAGE, new Filter(COUNTRY, "DE"));
        for (StatsRow row : pages.rows()) {
            assertThat(row.sums().pageviews()).isEqualTo(views(range, "DE", row.value()));
            assertThat(row.title()).contains("Title of " + row.value());
        }
        assertThat(pages.rows()).hasSize(SimulatedVisitors.PAGES.size());
        StatsAnswer countries = ask(range, COUNTRY, new Filter(By.Thing.PAGE, "/prices"));
        assertThat(countries.rows()).hasSize(3);
        for (StatsRow row : countries.rows()) {
            assertThat(row.sums().pageviews()).isEqualTo(views(range, row.value(), "/prices"));
            long with = truth.in(range)
                    .filter(visit -> visit.value(Dimension.COUNTRY).equals(row.value())
                            && visit.pages().contains("/prices"))
                    .count();
            assertThat(row.sums().visits()).isEqualTo(with);
        }
        assertThat(countries.few()).isEmpty();
    }

    private static long views(Range range, String country, String page) {
        return truth.in(range)
                .filter(visit -> visit.value(Dimension.COUNTRY).equals(country))
                .flatMap(visit -> visit.pages().stream())
                .filter(page::equals)
                .count();
    }

    @Test
    @DisplayName("conversions by source, by first source and by event, and their rates, are exact")
    void conversions_byEventAndBySource_areExact() {
        Range range = range(START + 5, START + DAYS - 3);
        for (Dimension by : List.of(Dimension.SOURCE, Dimension.FIRST_SOURCE)) {
            assertThat(ask(range, By.Thing.EVENT, new Filter(new By.Attribute(by), "Bing"))
                            .rows())
                    .hasSize(2);
            assertThat(ask(range, new By.Attribute(by), new Filter(By.Thing.EVENT, "Signup"))
                            .rows())
                    .hasSize(SimulatedVisitors.SOURCES.size());
            for (StatsRow row : ask(range, new By.Attribute(by), new Filter(By.Thing.EVENT, "Signup"))
                    .rows()) {
                assertConversions(row.sums(), range, "Signup", by, row.value());
            }
            for (StatsRow row : ask(range, By.Thing.EVENT, new Filter(new By.Attribute(by), "Bing"))
                    .rows()) {
                assertConversions(row.sums(), range, row.value(), by, "Bing");
            }
        }
        StatsAnswer signups = ask(range, new By.Nothing(), new Filter(By.Thing.EVENT, "Signup"));
        long with = truth.in(range).filter(visit -> visit.with("Signup")).count();
        assertThat(count(signups.totals(), Metric.CONVERSIONS)).isEqualTo(with);
        assertThat(signups.totals().figure(Metric.CONVERSION_RATE))
                .isEqualTo(new Figure.Ratio((double) with / truth.in(range).count()));
    }

    private static void assertConversions(Sums sums, Range range, String event, Dimension by, String value) {
        List<SimulatedVisitors.Visit> visits =
                truth.in(range).filter(visit -> visit.value(by).equals(value)).toList();
        long with = visits.stream().filter(visit -> visit.with(event)).count();
        assertThat(count(sums, Metric.CONVERSIONS)).isEqualTo(with);
        assertThat(sums.figure(Metric.CONVERSION_RATE)).isEqualTo(new Figure.Ratio((double) with / visits.size()));
    }

    @Test
    @DisplayName("revenue and refunds are exact to the last of four decimals, in total, by day, source and event")
    void revenue_wherever_isExact() {
        Range range = range(START + 5, START + DAYS - 3);
        assertRevenue(ask(range, new By.Nothing()).totals(), truth.in(range).toList());
        assertRevenue(
                ask(range, By.Thing.EVENT).rows().stream()
                        .filter(row -> row.value().equals("Purchase"))
                        .findFirst()
                        .orElseThrow()
                        .sums(),
                truth.in(range).toList());
        StatsAnswer bySource = ask(range, SOURCE);
        for (StatsRow row : bySource.rows()) {
            List<SimulatedVisitors.Visit> visits = truth.in(range)
                    .filter(visit -> visit.value(Dimension.SOURCE).equals(row.value()))
                    .toList();
            assertRevenue(row.sums(), visits);
            assertRevenue(
                    ask(range, new By.Nothing(), new Filter(new By.Attribute(Dimension.SOURCE), row.value()))
                            .totals(),
                    visits);
        }
        for (StatsRow row : ask(range, By.Period.DAY).rows()) {
            int day = (int) LocalDate.parse(row.value()).toEpochDay();
            assertRevenue(row.sums(), truth.in(day, day).toList());
        }
    }

    private static void assertRevenue(Sums sums, List<SimulatedVisitors.Visit> visits) {
        List<Long> amounts = visits.stream()
                .flatMap(visit -> visit.events().stream())
                .map(SimulatedVisitors.Done::amount)
                .filter(Objects::nonNull)
                .toList();
        assertThat(count(sums, Metric.ORDERS))
                .isEqualTo(amounts.stream().filter(amount -> amount > 0).count());
        assertMoney(sums.figure(Metric.REVENUE), amounts, amount -> amount);
        assertMoney(sums.figure(Metric.REFUNDS), amounts, amount -> Math.max(0, -amount));
    }

    private static void assertMoney(@Nullable Figure figure, List<Long> amounts, ToLongFunction<Long> part) {
        BigDecimal sum = BigDecimal.valueOf(amounts.stream().mapToLong(part).sum(), 4);
        Map<String, BigDecimal> money = ((Figure.Money) Objects.requireNonNull(figure)).amounts();
        assertThat(money.getOrDefault("EUR", BigDecimal.ZERO)).isEqualByComparingTo(sum);
    }

    @Test
    void properties_withAndWithoutEvent_areExact() {
        Range range = range(START + 5, START + DAYS - 3);
        assertPlans(ask(range, new By.Property("plan")), range, List.of("Signup", "Purchase"));
        assertPlans(ask(range, new By.Property("Signup.plan")), range, List.of("Signup"));
        Filter purchase = new Filter(By.Thing.EVENT, "Purchase");
        assertPlans(ask(range, new By.Property("plan"), purchase), range, List.of("Purchase"));
    }

    private static void assertPlans(StatsAnswer answer, Range range, List<String> events) {
        Map<String, Long> plans = truth.in(range)
                .flatMap(visit -> visit.events().stream())
                .filter(done -> events.contains(done.name()))
                .collect(Collectors.groupingBy(SimulatedVisitors.Done::plan, Collectors.counting()));
        assertThat(answer.rows().stream()
                        .collect(Collectors.toMap(StatsRow::value, row -> count(row.sums(), Metric.EVENTS))))
                .isEqualTo(plans);
    }

    @Test
    void distributions_pagesLengthScrollAndWeek_areExact() {
        Range range = range(START + 5, START + DAYS - 3);
        Map<String, Long> pages = new HashMap<>();
        truth.in(range)
                .forEach(visit -> pages.merge(Integer.toString(visit.pages().size()), 1L, Long::sum));
        ask(range, By.Steps.VISIT_PAGES)
                .rows()
                .forEach(row -> assertThat(row.sums().visits()).isEqualTo(pages.getOrDefault(row.value(), 0L)));
        assertThat(ask(range, By.Steps.VISIT_LENGTH).rows().get(2).value()).isEqualTo("30-59");
        assertThat(ask(range, By.Steps.VISIT_LENGTH).rows().get(2).sums().visits())
                .isEqualTo(truth.in(range)
                        .filter(v -> v.seconds() >= 30 && v.seconds() < 60)
                        .count());
        assertThat(ask(range, By.Steps.VISIT_LENGTH).rows().get(0).sums().visits())
                .isEqualTo(truth.in(range).filter(v -> v.seconds() < 10).count());
        for (StatsRow row :
                ask(range, By.Steps.SCROLL, new Filter(By.Thing.PAGE, "/")).rows()) {
            assertThat(row.sums().visits())
                    .isEqualTo(truth.in(range)
                            .filter(v -> v.pages().get(0).equals("/") && v.scroll() >= Integer.parseInt(row.value()))
                            .count());
        }
        List<StatsRow> week = ask(range, By.Hours.WEEKDAY_HOUR).rows();
        assertThat(week).hasSize(168);
        for (StatsRow row : week) {
            assertThat(row.sums().visits())
                    .isEqualTo(truth.in(range)
                            .filter(v -> "%dT%02d"
                                    .formatted(
                                            LocalDate.ofEpochDay(v.day())
                                                    .getDayOfWeek()
                                                    .getValue(),
                                            v.hour())
                                    .equals(row.value()))
                            .count());
        }
    }

    @Test
    void otherThings_hostGroupSegmentAndTargets_areExact() {
        Range range = range(START + 5, START + DAYS - 3);
        long visits = truth.in(range).count();
        StatsRow host = only(ask(range, By.Thing.HOSTNAME));
        assertThat(host.value()).isEqualTo("example.com");
        assertThat(host.sums().visits()).isEqualTo(visits);
        StatsRow group = only(ask(range, By.Thing.PAGE_GROUP));
        assertThat(group.sums().pageviews())
                .isEqualTo(truth.in(range)
                        .flatMap(visit -> visit.pages().stream())
                        .filter(page -> page.startsWith("/blog"))
                        .count());
        StatsRow segment = only(ask(range, By.Thing.SEGMENT));
        assertThat(segment.sums().visits())
                .isEqualTo(truth.in(range)
                        .filter(visit -> visit.value(Dimension.COUNTRY).equals("DE"))
                        .count());
        assertWithin(
                segment.sums(),
                truth.visitorsBy(v -> v.value(Dimension.COUNTRY), range.firstDay(), range.lastDay())
                        .getOrDefault("DE", 0L));
        StatsAnswer outbound = ask(range, By.Thing.OUTBOUND);
        assertThat(count(only(outbound).sums(), Metric.EVENTS)).isEqualTo(visits);
        assertThat(count(outbound.totals(), Metric.EVENTS)).isEqualTo(visits);
    }

    @Test
    void compare_previousAndDays_givesTheTotalsOfThose() {
        int first = START + 40;
        assertTrue(compared(first, first + 29, Comparison.Earlier.PREVIOUS), first - 30, first - 1);
        assertTrue(compared(first, first + 29, new Comparison.Days(range(START + 3, START + 9))), START + 3, START + 9);
    }

    private static Sums compared(int first, int last, Comparison comparison) {
        StatsQuestion question = new StatsQuestion(
                SITE,
                range(first, last),
                List.of(Metric.VISITORS),
                new By.Nothing(),
                Optional.empty(),
                order(),
                10,
                Optional.of(comparison));
        return Answered.by(stats.answer(question)).compared().orElseThrow();
    }

    private static void assertTrue(Sums sums, int first, int last) {
        long visits = truth.in(first, last).count();
        assertThat(sums.visitors()).isEqualTo(truth.visitors(first, last));
        assertThat(sums.visits()).isEqualTo(visits);
        assertThat(sums.pageviews())
                .isEqualTo(truth.in(first, last)
                        .mapToLong(visit -> visit.pages().size())
                        .sum());
        long bounces =
                truth.in(first, last).filter(visit -> visit.pages().size() == 1).count();
        assertThat(sums.figure(Metric.BOUNCE_RATE))
                .isEqualTo(visits == 0 ? null : new Figure.Ratio((double) bounces / visits));
        long seconds = truth.in(first, last)
                .mapToLong(SimulatedVisitors.Visit::seconds)
                .sum();
        assertThat(sums.figure(Metric.VISIT_DURATION))
                .isEqualTo(visits == 0 ? null : new Figure.Ratio((double) seconds / visits));
    }

    private static void assertWithin(Sums sums, long visitors) {
        long estimate = count(sums, Metric.VISITORS);
        assertThat(visitors).isBetween(estimate - sums.plusMinus(), estimate + sums.plusMinus());
    }

    private static Map<String, Long> visitorsBySource(int first, int last) {
        return truth.visitorsBy(visit -> visit.value(Dimension.SOURCE), first, last);
    }

    private static StatsRow only(StatsAnswer answer) {
        assertThat(answer.rows()).hasSize(1);
        return answer.rows().get(0);
    }

    private static Range range(int first, int last) {
        return new Range(LocalDate.ofEpochDay(first), LocalDate.ofEpochDay(last));
    }

    private static StatsAnswer ask(int first, int last, By by) {
        return ask(range(first, last), by);
    }

    private static StatsAnswer ask(int first, int last, By by, Filter filter) {
        return ask(range(first, last), by, filter);
    }

    private static StatsAnswer ask(Range range, By by) {
        return ask(range, by, null);
    }

    private static StatsAnswer ask(Range range, By by, @Nullable Filter filter) {
        List<Metric> metrics = Arrays.asList(Metric.values());
        return Answered.by(stats.answer(new StatsQuestion(
                SITE, range, metrics, by, Optional.ofNullable(filter), order(), 1000, Optional.empty())));
    }

    private static long count(Sums sums, Metric metric) {
        return ((Figure.Count) Objects.requireNonNull(sums.figure(metric))).number();
    }

    private static Order order() {
        return new Order(Metric.VISITS, true);
    }
}
