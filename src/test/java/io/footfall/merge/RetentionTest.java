package io.footfall.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RetentionTest extends OnDatabase {

    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 1);
    private static final int MONTHS = 7;
    private static final int KEPT = 4;
    private static final List<String> CELLS =
            List.of("total_cell", "open_cell", "closed_cell", "month_cell", "month_residual");

    private Closer closer;
    private Node node;

    @BeforeEach
    void open() {
        closer = new Closer(vertx, database.pool());
        node = Node.open(vertx, folder.resolve("node"), 1, CrowdRuleOf.TEN);
    }

    private static int firstOf(int month) {
        return (int) JANUARY.plusMonths(month).toEpochDay();
    }

    private void months() {
        for (int site = 1; site <= 2; site++) {
            Diary diary = new Diary(site, site);
            for (int month = 0; month < MONTHS; month++) {
                for (int day = 0; day < 20; day += 6) {
                    diary.day(firstOf(month) + day, 6 * day + 2).forEach(seen -> node.count(0, seen));
                    node.merge(database.pool());
                }
            }
        }
    }

    /** Rows by {@code site|cube} of all tables of cells on days from one on. */
    private Map<String, Long> rows(int from, int before) {
        Map<String, Long> rows = new TreeMap<>();
        for (String table : CELLS) {
            String sql = "select site, cube, count(*) from %s where day between %d and %d group by site, cube";
            for (Row row : Tables.query(database.pool(), sql.formatted(table, from, before - 1))) {
                rows.merge(row.getInteger(0) + "|" + row.getShort(1), row.getLong(2), Long::sum);
            }
        }
        return rows;
    }

    @Test
    @DisplayName("months older than a site keeps are deleted everywhere, and a report says how many rows of which days")
    void runNow_monthsTooOld_areDeletedAndReported() {
        months();
        int today = firstOf(MONTHS) - 1;
        int firstKept = firstOf(MONTHS - 1 - KEPT);
        closer.close(today);
        Map<String, Long> old = rows(0, firstKept);
        Map<String, Long> kept = rows(firstKept, today + 1);
        assertThat(old.keySet()).hasSizeGreaterThan(100);
        assertThat(closer.cells("month_cell")).isNotEmpty();
        long values = count("value");

        closer.close(today, KEPT);

        assertThat(rows(0, firstKept)).isEmpty();
        assertThat(rows(firstKept, today + 1)).isEqualTo(kept);
        for (String table : List.of("site_day", "closed_month", "sealed_cell", "frequent_value")) {
            assertThat(Tables.query(database.pool(), "select from %s where day < %d".formatted(table, firstKept)))
                    .as(table)
                    .isEmpty();
        }
        Map<String, Long> reported = new TreeMap<>();
        long deleted = 0;
        for (Row row :
                Tables.query(database.pool(), "select site, cube, purged_rows, from_day, to_day from purge_report")) {
            assertThat(row.getInteger(3)).isGreaterThanOrEqualTo(firstOf(0));
            assertThat(row.getInteger(4)).isBetween(firstKept - 20, firstKept - 1);
            if (row.getShort(1) == 0) {
                deleted += row.getLong(2);
            } else {
                reported.put(row.getInteger(0) + "|" + row.getShort(1), row.getLong(2));
            }
        }
        assertThat(reported).isEqualTo(old);
        assertThat(values - count("value")).isEqualTo(deleted);

        closer.close(today, KEPT);
        assertThat(count("purge_report")).isEqualTo(old.size() + (deleted > 0 ? sitesWithUnusedValues() : 0));
    }

    private long sitesWithUnusedValues() {
        return Tables.query(database.pool(), "select count(*) from purge_report where cube = 0")
                .iterator()
                .next()
                .getLong(0);
    }

    private long count(String table) {
        return Tables.query(database.pool(), "select count(*) from " + table)
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void runNow_everythingTooOld_leavesNoValue() {
        months();
        closer.close(firstOf(MONTHS) - 1);
        assertThat(count("value")).isPositive();

        closer.close(firstOf(MONTHS + 3), 1);

        for (String table : CELLS) {
            assertThat(count(table)).as(table).isZero();
        }
        assertThat(count("value")).isZero();
        assertThat(closer.sealedCells()).isEmpty();
    }

    @Test
    void mergeNow_whileValuesAreDeleted_everyCellKeepsItsText() {
        months();
        closer.close(firstOf(MONTHS) - 1);
        Diary diary = new Diary(1, 1);
        TreeSet<Integer> epochs = new TreeSet<>();
        for (int i = 0; i < 12; i++) {
            int day = firstOf(MONTHS) + 40 * i;
            diary.day(day, 30).forEach(seen -> node.count(0, seen));
            List<Future<Void>> both = new ArrayList<>();
            both.add(node.merger(database.pool()).mergeNow().mapEmpty());
            both.add(closer.duties(database.pool(), day, 1).runNow());
            Tables.await(Future.all(both));
            closer.close(day, 1);
            Tables.query(database.pool(), "select max(epoch) from value_epoch")
                    .forEach(row -> epochs.add(row.getLong(0).intValue()));
            for (String table : CELLS.subList(1, CELLS.size())) {
                assertThat(Tables.query(database.pool(), ORPHANS.formatted(table)))
                        .as(table)
                        .isEmpty();
            }
        }
        assertThat(epochs).as("values were deleted again and again").hasSizeGreaterThan(5);
    }

    private static final String ORPHANS = """
            select c.cube, c.a from %s c
            where c.cube in (20, 22, 101, 109) and not exists (select from value v where v.site = c.site and v.id = c.a)""";

    @Test
    void add_valuesWereDeletedAfterTheyHadBeenLookedUp_areLookedUpAnew() {
        Diary diary = new Diary(1, 1);
        int day = firstOf(0);
        diary.day(day, 30).forEach(seen -> node.count(0, seen));
        node.merge(database.pool());
        long epoch = Tables.query(database.pool(), "select epoch from value_epoch where bucket = 1")
                .iterator()
                .next()
                .getLong(0);
        List<CellSums.Group> days = List.of(new CellSums.Group(1, day));

        assertThat(locked(days, epoch)).isTrue();
        Tables.query(database.pool(), "update value_epoch set epoch = epoch + 1");
        assertThat(locked(days, epoch)).isFalse();
        assertThat(locked(days, epoch + 1)).isTrue();
    }

    private boolean locked(List<CellSums.Group> days, long epoch) {
        return Tables.await(
                database.pool().withTransaction(connection -> SiteDays.lockOpen(connection, (short) 1, days, epoch)));
    }
}
