package io.footfall.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.measure.CubeDefinition;
import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import io.footfall.measure.ReturnRange;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MonthRollUpTest extends OnDatabase {

    private static final LocalDate SEPTEMBER = LocalDate.of(2026, 9, 1);
    private static final int DAY = (int) SEPTEMBER.toEpochDay();
    private static final int OPEN_SITE = 9;

    private Closer closer;
    private Node node;

    @BeforeEach
    void open() {
        closer = new Closer(vertx, database.pool());
        node = Node.open(vertx, folder.resolve("node"), 1, CrowdRuleOf.TEN);
    }

    private static int firstOf(int monthsLater) {
        return (int) SEPTEMBER.plusMonths(monthsLater).toEpochDay();
    }

    private List<Diary> september() {
        List<Diary> diaries = new ArrayList<>();
        for (int site : new int[] {1, 2, OPEN_SITE}) {
            Diary diary = new Diary(site, site);
            for (int i = 0; i < 5; i++) {
                diary.day(DAY + 6 * i, site == 1 ? 3 + 4 * i : 25).forEach(seen -> node.count(0, seen));
                node.merge(database.pool());
            }
            diaries.add(diary);
        }
        return diaries;
    }

    @Test
    void runNow_eachMonth_rollsUpWhatIsOldEnough() {
        september();
        closer.close(firstOf(1));
        Map<String, List<Long>> days = closer.adding("closed_cell");
        assertThat(days.keySet()).anyMatch(Closer::pair).anyMatch(key -> !Closer.pair(key));

        closer.close(firstOf(2) - 1);
        assertThat(closer.cells("month_cell")).isEmpty();

        closer.close(firstOf(2));
        assertThat(closer.cells("month_cell").keySet())
                .isNotEmpty()
                .allMatch(key -> definition(key).rollUpMonths() == 1);
        assertThat(closer.cells("closed_cell").keySet())
                .isNotEmpty()
                .allMatch(key -> definition(key).rollUpMonths() == 3);
        assertThat(closer.adding("closed_cell", "month_cell")).isEqualTo(days);

        closer.close(firstOf(4));
        assertThat(closer.cells("closed_cell")).isEmpty();
        assertThat(closer.adding("month_cell")).isEqualTo(days);
        assertThat(closer.cells("month_cell").keySet()).allMatch(key -> key.contains("|" + DAY + "|"));
    }

    private static CubeDefinition definition(String key) {
        return Cubes.byId(Integer.parseInt(key.split("\\|", -1)[1]))
                .orElseThrow()
                .definition();
    }

    @Test
    @DisplayName("visitors of a month by value are the true ones to within what the cells say")
    void runNow_visitorsByValue_areTrueToWithinTheirMargin() {
        List<Diary> diaries = september();
        closer.close(firstOf(4));

        Map<String, long[]> told = new HashMap<>();
        closer.cells("month_cell").forEach((key, measures) -> {
            String[] parts = key.split("\\|", -1);
            if (Integer.parseInt(parts[0]) == OPEN_SITE
                    && Integer.parseInt(parts[1])
                            == Cubes.returnsBy(Dimension.SOURCE).id()) {
                long[] sum = told.computeIfAbsent(parts[3], value -> new long[2]);
                sum[0] += measures.get(0);
                sum[1] += measures.get(1);
                assertThat(ReturnRange.ofKey(Integer.parseInt(parts[4])).near()).isBetween(0, 93);
            }
        });
        Map<String, Long> truth = new HashMap<>();
        for (Diary.Step step : diaries.get(2).steps()) {
            if (step.previousDay() < DAY) {
                truth.merge(step.values().get(Dimension.SOURCE.index()).text(), 1L, Long::sum);
            }
        }
        assertThat(told.keySet()).containsAll(truth.keySet());
        told.forEach((value, sum) ->
                assertThat(truth.getOrDefault(value, 0L)).as(value).isBetween(sum[0] - sum[1], sum[0] + sum[1]));
        assertThat(told.values().stream().mapToLong(sum -> sum[0]).sum()).isPositive();
    }

    @Test
    void runNow_twiceAndByOtherNodes_changesNothing() {
        september();
        closer.close(firstOf(1));
        Tables.query(database.pool(), "update duty set held_until = now() - interval '1 second'");
        List<Future<Void>> runs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            runs.add(closer.duties(database.pool(), firstOf(4)).runNow());
        }
        Tables.await(Future.all(runs));
        List<String> rows = rows();
        assertThat(closer.cells("month_cell")).isNotEmpty();

        closer.close(firstOf(4));
        closer.close(firstOf(9));

        assertThat(rows()).isEqualTo(rows).isNotEmpty();
    }

    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (String table : List.of("month_cell", "month_residual", "closed_month")) {
            Tables.query(database.pool(), "select concat(xmin, ctid, t) from " + table + " t order by ctid")
                    .forEach(row -> rows.add(row.getString(0)));
        }
        return rows;
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(CuttingProxy.Cut.class)
    @Tag("full")
    @DisplayName(
            "whichever message between server and database is lost, a month is rolled up once, whole or not at all")
    void runNow_connectionCut_rolledUpOnceByTheNextRun(CuttingProxy.Cut cut) throws Exception {
        september();
        closer.close(firstOf(1));
        Map<String, List<Long>> days = closer.adding("closed_cell");
        int failures = 0;
        boolean hasCut = true;
        for (int message = 1; hasCut; message += 3 + message / 2) {
            Tables.query(database.pool(), "update duty set held_until = now() - interval '1 second'");
            Cutting cutting =
                    cut(cut, message, pool -> closer.duties(pool, firstOf(4)).runNow());
            hasCut = cutting.hasCut();
            failures += cutting.failed() ? 1 : 0;
            assertThat(closer.adding("closed_cell", "month_cell")).isEqualTo(days);
            for (Row row : Tables.query(database.pool(), "select site, cardinality(rolled) from closed_month")) {
                int site = row.getInteger(0);
                boolean open =
                        closer.cells("closed_cell").keySet().stream().anyMatch(key -> key.startsWith(site + "|"));
                assertThat(row.getInteger(1) == 0).isEqualTo(open);
            }
        }
        assertThat(closer.cells("closed_cell")).isEmpty();
        assertThat(failures).isGreaterThan(3);
    }
}
