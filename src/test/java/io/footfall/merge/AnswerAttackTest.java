package io.footfall.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.db.TestDatabase;
import io.footfall.measure.Dimension;
import io.footfall.measure.Observation;
import io.footfall.merge.AnswerReader.Told;
import io.footfall.stats.Range;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Somebody reads every answer after every merge, and after days and months are closed and rolled up, and subtracts: answers of
 * different times, of ranges that lie in each other, of a value with and without a filter.
 */
@Tag("full")
class AnswerAttackTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 9, 27);
    private static final int DAYS = 2;
    private static final int PARTS_OF_A_DAY = 3;
    private static final Range MONTH = new Range(FIRST.withDayOfMonth(1), LocalDate.of(2026, 9, 30));

    @TempDir
    static Path folder;

    private static Vertx vertx;
    private static TestDatabase database;

    /** Visits that were counted since the last change of an answer about a day by value, for each change. */
    private final List<Integer> shownTogether = new ArrayList<>();

    /** Visits, and visitors, of the values of each day, which no server has. */
    private final Map<String, Long> visits = new HashMap<>();

    private final Map<String, Long> visitors = new HashMap<>();

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        database = TestDatabase.fresh(vertx);
    }

    @AfterAll
    static void close() {
        Tables.await(vertx.close());
    }

    @ParameterizedTest(name = "site {0}, {1} visits a day")
    @CsvSource({"1,1", "2,11", "3,45", "4,1000", "9,11"})
    @DisplayName("no two answers, subtracted, tell of fewer visits than a crowd, or of a value's cell that is hidden")
    void answers_readAllTheTimeAndSubtracted_tellOfNobody(int id, int visitsADay) {
        WatchedSite site = new WatchedSite(vertx, database, folder, id);
        Diary diary = new Diary(visitsADay, id);
        for (int i = 0; i < DAYS; i++) {
            day(site, diary, FIRST.plusDays(i), visitsADay);
        }
        Map<Range, Map<String, Told>> closed = new HashMap<>();
        for (Range range : List.of(range(0, 0), range(1, 1), range(0, 1))) {
            closed.put(range, site.read(range));
        }
        site.night(LocalDate.of(2026, 10, 5));
        Map<String, Told> month = site.read(MONTH);
        site.night(LocalDate.of(2027, 3, 1));
        Map<String, Told> rolledUp = site.read(MONTH);
        if (id == WatchedSite.OPEN) {
            assertThat(shownTogether)
                    .as("without thresholds the attack succeeds")
                    .contains(1);
            assertThat(smallest(closed.values().stream())).isLessThan(3);
            return;
        }
        assertThat(shownTogether).allSatisfy(together -> assertThat(together).isGreaterThanOrEqualTo(10));
        assertSumsOfDays(closed);
        assertLargeInTruth(closed);
        assertResiduals(closed, month);
        assertThat(counted(rolledUp)).as("rolled up, the month says the same").isEqualTo(counted(month));
        assertThat(visitsADay < 45 || !told(closed, range(0, 0)).isEmpty()).isTrue();
    }

    /** A day with one more visit in its last part, so that something is left over. */
    private void day(WatchedSite site, Diary diary, LocalDate date, int visitsADay) {
        site.noon(date);
        Range range = new Range(date, date);
        Map<String, Told> last = Map.of();
        int waiting = 0;
        int counted = 0;
        List<Observation> seen = diary.day((int) date.toEpochDay(), visitsADay + 1);
        seen.forEach(this::remember);
        for (int part = 0; part <= PARTS_OF_A_DAY; part++) {
            int until = part == PARTS_OF_A_DAY ? seen.size() : visitsADay * (part + 1) / PARTS_OF_A_DAY;
            for (; counted < until; counted++, waiting++) {
                site.count(seen.get(counted));
            }
            site.merge();
            assertThat(site.visits(range)).as("totals are of this moment").isEqualTo(counted);
            Map<String, Told> read = site.read(range);
            if (!read.equals(last)) {
                shownTogether.add(waiting);
                waiting = 0;
                last = read;
            }
        }
        site.night(date.plusDays(1));
        if (!last.isEmpty() && !site.read(range).equals(last)) {
            shownTogether.add(waiting);
        }
    }

    private void remember(Observation seen) {
        for (Dimension dimension : Dimension.values()) {
            String key =
                    seen.day() + dimension.key() + "|" + seen.visit().values().get(dimension.index());
            visits.merge(key, 1L, Long::sum);
            visitors.merge(key, seen.visitor() == null ? 0L : 1, Long::sum);
        }
    }

    private static Range range(int from, int to) {
        return new Range(FIRST.plusDays(from), FIRST.plusDays(to));
    }

    private static Map<String, Told> told(Map<Range, Map<String, Told>> closed, Range range) {
        return Objects.requireNonNull(closed.get(range));
    }

    /** Visitors left away: those of a range are not the sum of those of its days. */
    private static Map<String, Told> counted(Map<String, Told> read) {
        return read.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> counted(e.getValue()), (a, b) -> a, TreeMap::new));
    }

    private static Told counted(Told told) {
        return new Told(0, told.visits(), told.pageviews(), told.events());
    }

    /** What a range says is the sum of what its days say: nothing else can be told by a difference of ranges. */
    private static void assertSumsOfDays(Map<Range, Map<String, Told>> closed) {
        closed.forEach((range, read) -> {
            Map<String, Told> sum = new TreeMap<>();
            for (LocalDate day = range.from(); !day.isAfter(range.to()); day = day.plusDays(1)) {
                counted(told(closed, new Range(day, day)))
                        .forEach((key, told) -> sum.merge(key, told, AnswerAttackTest::add));
            }
            assertThat(counted(read)).isEqualTo(sum);
        });
    }

    private static Told add(Told a, Told b) {
        Told sum = a.plus(b);
        return new Told(
                Math.max(-1, sum.visitors()),
                Math.max(-1, sum.visits()),
                Math.max(-1, sum.pageviews()),
                Math.max(-1, sum.events()));
    }

    /** What a day says of an attribute's value is of three visits and three visitors at least. */
    private void assertLargeInTruth(Map<Range, Map<String, Told>> closed) {
        Set<String> hidden = new HashSet<>(visits.keySet());
        for (int i = 0; i < DAYS; i++) {
            int day = (int) FIRST.plusDays(i).toEpochDay();
            told(closed, range(i, i)).forEach((key, told) -> {
                assertThat(told.size())
                        .as(key)
                        .isGreaterThanOrEqualTo(key.contains(" of ") || key.startsWith("flow") ? 5 : 3);
                if (visits.containsKey(day + key)) {
                    hidden.remove(day + key);
                    assertThat(visits.get(day + key)).as(key).isGreaterThanOrEqualTo(Math.max(3, told.visits()));
                    assertThat(visitors.get(day + key)).as(key).isGreaterThanOrEqualTo(Math.max(3, told.visitors()));
                }
            });
        }
        assertThat(hidden).as("there is something to be found").isNotEmpty();
    }

    /** What a month says more than its days is of three visits at least. */
    private static void assertResiduals(Map<Range, Map<String, Told>> closed, Map<String, Told> month) {
        Map<String, Told> days = told(closed, range(0, DAYS - 1));
        month.forEach((key, told) -> {
            long more = told.size() - days.getOrDefault(key, Told.NOTHING).size();
            assertThat(more)
                    .as(key)
                    .satisfiesAnyOf(
                            rest -> assertThat(rest).isZero(),
                            rest -> assertThat(rest).isGreaterThanOrEqualTo(3));
        });
    }

    private static long smallest(Stream<Map<String, Told>> read) {
        return read.flatMap(told -> told.values().stream())
                .mapToLong(Told::size)
                .min()
                .orElseThrow();
    }
}
