package io.footfall.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import io.footfall.measure.Measure;
import io.footfall.measure.ReturnRange;
import io.footfall.measure.ReturnRanges;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DayCloseTest extends OnDatabase {

    /** The first day of a month. */
    private static final int DAY = (int) LocalDate.of(2026, 9, 1).toEpochDay();

    private static final int NEXT_MONTH = DAY + 30;

    private Closer closer;
    private Node node;

    @BeforeEach
    void open() {
        closer = new Closer(vertx, database.pool());
        node = Node.open(vertx, folder.resolve("node"), 1, CrowdRuleOf.TEN);
    }

    private void count(Diary diary, int day, int visits) {
        diary.day(day, visits).forEach(seen -> node.count(0, seen));
        node.merge(database.pool());
    }

    @Test
    void runNow_randomDays_largeCellsAreKeptSmallOnesAreSealedAndSumsStay() {
        for (int site = 1; site <= 2; site++) {
            Diary diary = new Diary(site, site);
            for (int i = 0; i < 5; i++) {
                count(diary, DAY + 3 * i, 2 + 17 * i);
                count(diary, DAY + 3 * i, 4);
            }
        }
        Map<String, List<Long>> shown = closer.cells("open_cell");
        Map<String, List<Long>> before = new TreeMap<>(shown);
        closer.sealedCells().forEach((key, measures) -> before.merge(key, measures, Closer::sum));
        Set<String> shownDays = days(shown);
        Map<String, List<Long>> settled = new TreeMap<>(shown);
        before.forEach((key, measures) -> {
            if (!shownDays.contains(day(key))) {
                settled.put(key, measures);
            }
        });
        Map<String, List<Long>> totals = closer.cells("total_cell");

        closer.close(DAY + 20);

        assertThat(closer.cells("open_cell")).isEmpty();
        Map<String, List<Long>> kept = closer.cells("closed_cell");
        Map<String, List<Long>> hidden = closer.sealedCells();
        assertKeptByTheRule(settled, kept);
        Map<String, List<Long>> sums = Closer.byDay(kept);
        Closer.byDay(hidden).forEach((key, measures) -> sums.merge(key, measures, Closer::sum));
        assertThat(sums).isEqualTo(Closer.byDay(before));
        assertThat(closer.cells("total_cell")).isEqualTo(totals);
        assertThat(hidden).hasSizeGreaterThan(100);
        assertThat(kept).hasSizeGreaterThan(100);
    }

    private static Set<String> days(Map<String, List<Long>> cells) {
        return cells.keySet().stream().map(DayCloseTest::day).collect(Collectors.toSet());
    }

    /** Site and day of a cell. */
    private static String day(String key) {
        String[] parts = key.split("\\|", -1);
        return parts[0] + "|" + parts[2];
    }

    @Test
    @DisplayName(
            "whoever compares an open day with the closed one learns nothing of the few visits that waited at its end")
    void runNow_fewerThanACrowdWaited_theClosedDayShowsWhatTheOpenOneDid() {
        Diary diary = new Diary(8, 1);
        count(diary, DAY, 20);
        count(diary, DAY, 1);
        Map<String, List<Long>> shown = closer.cells("open_cell");
        Map<String, List<Long>> waited = closer.sealedCells();
        assertThat(waited).isNotEmpty();

        closer.close(DAY + 1);

        Map<String, List<Long>> kept = closer.cells("closed_cell");
        assertKeptByTheRule(shown, kept);
        assertThat(Closer.byDay(closer.sealedCells()).keySet())
                .containsAll(Closer.byDay(waited).keySet());
    }

    @Test
    void runNow_aCrowdWaited_isPartOfTheDay() {
        Diary diary = new Diary(8, 1);
        count(diary, DAY, 20);
        count(diary, DAY, 6);
        count(diary, DAY, 6);
        Map<String, List<Long>> before = closer.cells("open_cell");
        closer.sealedCells().forEach((key, measures) -> before.merge(key, measures, Closer::sum));

        closer.close(DAY + 1);

        assertKeptByTheRule(before, closer.cells("closed_cell"));
    }

    /** Whether a move's pages are each seen by enough visits to be kept themselves. */
    private static boolean seesPages(Map<String, List<Long>> open, String move) {
        String[] parts = move.split("\\|", -1);
        int visits = Cubes.PAGE.column(Measure.VISITS_WITH);
        return Stream.of(parts[3], parts[4])
                .map(page -> open.get(String.join("|", parts[0], "" + Cubes.PAGE.id(), parts[2], page, "0")))
                .allMatch(page -> page != null && page.get(visits) >= 3);
    }

    /** The rules of the design, written down once more. */
    private static void assertKeptByTheRule(Map<String, List<Long>> open, Map<String, List<Long>> kept) {
        Map<String, Long> visitors = new HashMap<>();
        open.forEach((key, measures) -> {
            String[] parts = key.split("\\|", -1);
            int cube = Integer.parseInt(parts[1]);
            if (cube > 200 && cube < 300) {
                visitors.merge(
                        parts[0] + "|" + (cube - 100) + "|" + parts[2] + "|" + parts[3] + "|0",
                        measures.get(0),
                        Long::sum);
            }
        });
        Map<String, List<Long>> expected = new TreeMap<>();
        open.forEach((key, measures) -> {
            int cube = Integer.parseInt(key.split("\\|", -1)[1]);
            if (cube != Cubes.FLOW.id() && Closer.pair(key)) {
                return;
            }
            boolean keeps;
            if (cube == Cubes.FLOW.id()) {
                keeps = measures.get(0) >= 5 && seesPages(open, key);
            } else if (cube == Cubes.PAGE.id() || cube == Cubes.EVENT.id()) {
                keeps = measures.get(Cubes.byId(cube).orElseThrow().column(Measure.VISITS_WITH)) >= 3;
            } else if (cube < 200) {
                int visits = Cubes.by(Dimension.COUNTRY).column(Measure.VISITS);
                keeps = Math.min(measures.get(visits), visitors.getOrDefault(key, 0L)) >= 3;
            } else {
                return;
            }
            if (keeps) {
                expected.put(key, measures);
            }
        });
        Map<String, List<Long>> others = new TreeMap<>(kept);
        Map<String, Long> returns = new HashMap<>();
        others.entrySet().removeIf(entry -> {
            String[] parts = entry.getKey().split("\\|", -1);
            int cube = Integer.parseInt(parts[1]);
            if (cube >= 300) {
                long[] measures =
                        entry.getValue().stream().mapToLong(Long::longValue).toArray();
                assertThat(BreakdownCells.size(Cubes.byId(cube).orElseThrow(), measures))
                        .isGreaterThanOrEqualTo(5);
            } else if (cube > 200) {
                assertThat(entry.getValue().get(0)).as(entry.getKey()).isGreaterThanOrEqualTo(3);
                returns.merge(
                        parts[0] + "|" + (cube - 100) + "|" + parts[2] + "|" + parts[3] + "|0",
                        entry.getValue().get(0),
                        Long::sum);
            }
            return cube > 200;
        });
        assertThat(others).isEqualTo(expected);
        visitors.keySet().removeIf(value -> !expected.containsKey(value));
        assertThat(returns).as("visits and visitors of a value go together").isEqualTo(visitors);
    }

    @Test
    @DisplayName(
            "ranges of absence of a closed day hold ten of its visitors each; the next day begins with such ranges")
    void runNow_busyDay_rangesHoldACrowd() {
        Diary diary = new Diary(5, 1);
        for (int i = 0; i < 4; i++) {
            count(diary, DAY + i, 60);
            Map<Integer, Long> visitors = new HashMap<>();
            int day = DAY + i;
            Tables.query(database.pool(), "select a, m1 from total_cell where cube = 3 and day = " + day)
                    .forEach(row -> visitors.merge(ReturnRange.gap(day, row.getInteger(0)), row.getLong(1), Long::sum));

            closer.close(day + 1);

            for (Row row :
                    Tables.query(database.pool(), "select ranges, next_ranges from site_day where day = " + day)) {
                for (int column = 0; column < 2; column++) {
                    ReturnRanges ranges = ReturnRanges.ofKeys(row.getArrayOfIntegers(column));
                    assertThat(ranges.joined(visitors, 10)).isEqualTo(ranges);
                    assertThat(i < 2 || ranges.ranges().size() > 1).isTrue();
                }
            }
        }
    }

    @Test
    void runNow_dayNotOver_staysOpen() {
        count(new Diary(1, 1), DAY, 20);
        Map<String, List<Long>> before = closer.cells("open_cell");

        closer.close(DAY);

        assertThat(closer.cells("open_cell")).isEqualTo(before).isNotEmpty();
    }

    @Test
    void runNow_siteThatHidesNobody_keepsEverything() {
        count(new Diary(1, 9), DAY, 25);
        Map<String, List<Long>> before = Closer.byDay(closer.cells("open_cell"));

        closer.close(DAY + 1);

        assertThat(Closer.byDay(closer.cells("closed_cell"))).isEqualTo(before);
        assertThat(closer.sealedCells()).isEmpty();
    }

    @Test
    @DisplayName("what a node brings days later leaves a closed day as it is, and counts in its month")
    void mergeNow_dayIsClosed_isSealedAndTheDayStays() {
        Diary diary = new Diary(2, 1);
        count(diary, DAY, 40);
        closer.close(DAY + 1);
        List<String> rows = plain("closed_cell");
        Map<String, List<Long>> before = Closer.byDay(closer.sealedCells());
        Map<String, List<Long>> totals = closer.cells("total_cell");

        count(diary, DAY, 12);
        closer.close(DAY + 2);

        assertThat(plain("closed_cell")).isEqualTo(rows);
        assertThat(closer.cells("open_cell")).isEmpty();
        assertThat(closer.cells("total_cell")).isNotEqualTo(totals);
        int visits = Cubes.by(Dimension.COUNTRY).column(Measure.VISITS);
        String countries = "1|" + Cubes.by(Dimension.COUNTRY).id() + "|" + DAY;
        assertThat(Closer.byDay(closer.sealedCells())
                                .getOrDefault(countries, List.of())
                                .get(visits)
                        - before.getOrDefault(countries, List.of()).get(visits))
                .isEqualTo(12);
        assertThat(closer.sealedCells().keySet()).as("pairs are dropped").noneMatch(key -> key.startsWith("1|21|"));
    }

    private List<String> plain(String table) {
        List<String> rows = new ArrayList<>();
        Tables.query(database.pool(), "select xmin::text, ctid::text, t.* from " + table + " t order by ctid")
                .forEach(row -> rows.add(row.deepToString()));
        return rows;
    }

    @Test
    @DisplayName(
            "when a month is over, what was too small for its days stays if it is large enough together, and nothing else does")
    void runNow_monthOver_residualIsLargeEnoughAndNothingIsSealed() {
        Diary diary = new Diary(3, 1);
        for (int i = 0; i < 25; i++) {
            count(diary, DAY + i, 1 + i % 12);
        }
        closer.close(NEXT_MONTH - 1);
        assertThat(closer.cells("month_residual")).as("the month is not over").isEmpty();
        Map<String, List<Long>> hidden = closer.sealedCells();

        closer.close(NEXT_MONTH);

        assertThat(closer.sealedCells()).isEmpty();
        Map<String, List<Long>> residual = closer.cells("month_residual");
        assertThat(residual).hasSizeGreaterThan(20);
        Map<String, List<Long>> together = new TreeMap<>();
        hidden.forEach((key, measures) ->
                together.merge(key.replaceFirst("^(\\d+\\|\\d+)\\|\\d+", "$1|" + DAY), measures, Closer::sum));
        residual.forEach((key, measures) -> {
            int cube = Integer.parseInt(key.split("\\|", -1)[1]);
            if (cube < 200) {
                assertThat(measures).isEqualTo(together.get(key));
                boolean page = cube == Cubes.PAGE.id() || cube == Cubes.EVENT.id();
                int column = Cubes.byId(cube).orElseThrow().column(page ? Measure.VISITS_WITH : Measure.VISITS);
                assertThat(measures.get(column)).isGreaterThanOrEqualTo(3);
            } else {
                assertThat(measures.get(0)).isGreaterThanOrEqualTo(3);
            }
        });
        count(new Diary(7, 1), DAY, 20);
        closer.close(NEXT_MONTH + 5);
        assertThat(closer.cells("month_residual")).isEqualTo(residual);
        assertThat(closer.sealedCells()).as("too late for the month").isEmpty();
    }

    @Test
    @DisplayName("nodes that close at once close each day once; one that lost the duty cannot commit")
    void runNow_severalNodes_eachDayOnce() {
        Diary diary = new Diary(4, 1);
        for (int i = 0; i < 6; i++) {
            count(diary, DAY + i, 25);
        }
        Map<String, List<Long>> before = Closer.byDay(closer.cells("open_cell"));
        List<Future<Void>> runs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            runs.add(closer.duties(database.pool(), NEXT_MONTH - 1).runNow());
        }
        Tables.await(Future.all(runs));

        Map<String, List<Long>> sums = Closer.byDay(closer.cells("closed_cell"));
        Closer.byDay(closer.sealedCells()).forEach((key, measures) -> sums.merge(key, measures, Closer::sum));
        assertThat(sums).isEqualTo(before);
        assertThat(Tables.query(database.pool(), "select from duty")).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(CuttingProxy.Cut.class)
    @Tag("full")
    @DisplayName(
            "whichever message between server and database is lost, a day is closed whole or not at all, and a month too")
    void runNow_connectionCutAtEachMessage_closedOnceByTheNextRun(CuttingProxy.Cut cut) throws Exception {
        Diary diary = new Diary(6, 1);
        Map<String, List<Long>> all = new TreeMap<>();
        int failures = 0;
        for (int message = 1; ; message += 4) {
            int month = (int) LocalDate.of(2020, 1, 1).plusMonths(message).toEpochDay();
            count(diary, month, 12);
            count(diary, month + 1, 4);
            Closer.byDay(closer.cells("open_cell")).forEach((key, measures) -> all.merge(key, measures, Closer::sum));
            Closer.byDay(closer.sealedCells()).forEach((key, measures) -> all.merge(key, measures, Closer::sum));
            boolean hasCut;
            Tables.query(database.pool(), "update duty set held_until = now() - interval '1 second'");
            Cutting cutting =
                    cut(cut, message, pool -> closer.duties(pool, month + 3).runNow());
            hasCut = cutting.hasCut();
            failures += cutting.failed() ? 1 : 0;
            closer.close(month + 3);
            assertThat(closer.cells("open_cell")).isEmpty();
            Map<String, List<Long>> sums = Closer.byDay(closer.cells("closed_cell"));
            Closer.byDay(closer.sealedCells()).forEach((key, measures) -> sums.merge(key, measures, Closer::sum));
            assertThat(sums).isEqualTo(all);
            closer.close(month + 40);
            assertThat(closer.sealedCells()).isEmpty();
            all.clear();
            Tables.empty(database.pool());
            if (!hasCut) {
                break;
            }
        }
        assertThat(failures)
                .as("each fourth of duty, days, begin, hold, lock, takes, returns, close, upserts, commit")
                .isGreaterThan(4);
    }
}
