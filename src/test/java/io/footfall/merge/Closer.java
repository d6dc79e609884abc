package io.footfall.merge;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.merge.FinishedDays.Crowd;
import io.footfall.merge.FinishedDays.Finished;
import io.footfall.site.Site;
import io.footfall.site.Thresholds;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Closes days and months of sites 1 to 9 up to a day; site 9 hides nobody. Looks at what came of it, sealed cells included. */
final class Closer {

    static final Crowd CROWD = crowd(Thresholds.DEFAULT);
    private static final int KEPT_MONTHS = 1000;

    private final Vertx vertx;
    private final Pool pool;

    Closer(Vertx vertx, Pool pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

    static Crowd crowd(Thresholds thresholds) {
        return new Crowd(thresholds.value(), thresholds.pair(), thresholds.crowd());
    }

    Duties duties(Pool by, int before) {
        return duties(by, before, KEPT_MONTHS);
    }

    Duties duties(Pool by, int before, int keptMonths) {
        FinishedDays days = () -> {
            List<Finished> sites = new ArrayList<>();
            for (int site = 1; site <= 9; site++) {
                sites.add(new Finished(site, before, site == 9 ? crowd(Thresholds.OPEN) : CROWD, keptMonths));
            }
            return sites;
        };
        return AtRest.duties(vertx, by, days, Node.SECRETS, Site::bucketOf);
    }

    /** Closes all days before one, as a node that takes the duty over. */
    void close(int before) {
        close(before, KEPT_MONTHS);
    }

    /** The same, and deletes what is older than some months. */
    void close(int before, int keptMonths) {
        Duties duties = duties(pool, before, keptMonths);
        Tables.query(pool, "update duty set held_until = now() - interval '1 second'");
        Tables.await(duties.runNow());
    }

    /** Measures by {@code site|cube|day|a|b} of some tables' rows, texts in place of their numbers. */
    Map<String, List<Long>> cells(String... tables) {
        Map<String, List<Long>> cells = new TreeMap<>();
        for (String table : tables) {
            for (String[] row : Tables.rows(pool, table)) {
                List<Long> measures = new ArrayList<>();
                for (int i = 5; i < row.length; i++) {
                    measures.add(Long.parseLong(row[i]));
                }
                cells.merge(String.join("|", row[0], row[1], row[2], row[3], row[4]), measures, Closer::sum);
            }
        }
        return cells;
    }

    /** The same of what is sealed, opened with the installation's secret. */
    Map<String, List<Long>> sealedCells() {
        Map<String, List<Long>> cells = new TreeMap<>();
        for (Row row : Tables.query(pool, "select site, day, payload from sealed_cell")) {
            CellSums sums = Node.SECRETS
                    .sealing()
                    .open(row.getInteger(0), row.getInteger(1), row.getBuffer(2).getBytes());
            sums.cells().forEach((cell, measures) -> {
                String key = "%d|%d|%d|%s|%s"
                        .formatted(
                                cell.site(),
                                cell.cube().id(),
                                cell.day(),
                                ValueKeys.plain(cell.a()),
                                ValueKeys.plain(cell.b()));
                List<Long> list = new ArrayList<>();
                for (int i = 0; i < Cube.MAX_MEASURES; i++) {
                    list.add(measures[i]);
                }
                cells.merge(key, list, Closer::sum);
            });
        }
        return cells;
    }

    static List<Long> sum(List<Long> one, List<Long> two) {
        List<Long> sum = new ArrayList<>(one);
        for (int i = 0; i < sum.size(); i++) {
            sum.set(i, one.get(i) + two.get(i));
        }
        return sum;
    }

    /** The sums by site, cube and day, without what is dropped when it is small (pairs). */
    static Map<String, List<Long>> byDay(Map<String, List<Long>> cells) {
        Map<String, List<Long>> sums = new TreeMap<>();
        cells.forEach((key, measures) -> {
            String[] parts = key.split("\\|", -1);
            if (!pair(key)) {
                sums.merge(parts[0] + "|" + parts[1] + "|" + parts[2], measures, Closer::sum);
            }
        });
        return sums;
    }

    /** The cells of some tables by site, cube and keys, of whatever day; without visitors, who are not added up. */
    Map<String, List<Long>> adding(String... tables) {
        Map<String, List<Long>> sums = new TreeMap<>();
        cells(tables).forEach((key, measures) -> {
            String[] parts = key.split("\\|", -1);
            Cube cube = Cubes.byId(Integer.parseInt(parts[1])).orElseThrow();
            if (BreakdownCells.visitsOf(cube).isEmpty()) {
                parts[2] = "";
                sums.merge(String.join("|", parts), measures, Closer::sum);
            }
        });
        return sums;
    }

    /** Whether a cell is of a cube that holds two values together. */
    static boolean pair(String key) {
        return Cubes.byId(Integer.parseInt(key.split("\\|", -1)[1]))
                .orElseThrow()
                .pair();
    }

    private static final class ValueKeys {
        static Object plain(io.footfall.count.Cell.Key key) {
            return key instanceof io.footfall.count.Cell.Text text
                    ? text.text()
                    : ((io.footfall.count.Cell.Numeric) key).number();
        }
    }
}
