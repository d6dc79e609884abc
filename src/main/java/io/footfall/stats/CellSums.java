package io.footfall.stats;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Measure;
import io.footfall.site.Site;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the cells say to a question, as they are: nothing is decided here about what may be shown. Built from the rows of
 * {@link CellQuery} by one thread.
 */
final class CellSums {

    private final Map<Integer, Map<Integer, Row>> periods = new HashMap<>();
    private final TreeMap<Integer, Sums> hours = new TreeMap<>();
    private final Map<String, Row> values = new HashMap<>();
    private final Map<String, VisitorShare> visitors = new HashMap<>();
    private long recentVisits;

    /**
     * Asks the database.
     *
     * @param months first days of the months that lie in the range
     */
    static Future<CellSums> read(Pool pool, Site site, String sql, Periods periods, List<Integer> months) {
        Tuple arguments = Tuple.of(
                site.bucket(),
                site.id(),
                periods.firsts().toArray(Integer[]::new),
                periods.lasts().toArray(Integer[]::new));
        if (sql.contains("$6")) {
            arguments.addInteger(site.thresholds().value()).addArrayOfInteger(months.toArray(Integer[]::new));
        }
        return pool.preparedQuery(sql).execute(arguments).map(CellSums::new);
    }

    private CellSums(RowSet<Row> rows) {
        for (Row row : rows) {
            switch (CellQuery.Part.valueOf(row.getString("part"))) {
                case PERIOD ->
                    periods.computeIfAbsent(row.getLong("n").intValue(), n -> new HashMap<>())
                            .put(row.getInteger("cube"), row);
                case HOUR -> hours.put(row.getLong("n").intValue(), hour(row));
                case VALUE -> values.put(row.getString("value"), row);
                case VISITORS -> visitors.put(row.getString("value"), share(row));
                case RECENT -> recentVisits = row.getLong("m1");
            }
        }
    }

    /** Totals of a period, by its place from 0. */
    Sums period(int index) {
        Map<Integer, Row> cubes = periods.getOrDefault(index + 1, Map.of());
        Row day = cubes.get(Cubes.DAY.id());
        Row visitorsOfPeriod = cubes.get(Cubes.RETURN.id());
        Sums sums = day == null ? Sums.ZERO : attribute(Cubes.DAY, day);
        return sums.withVisitors(visitorsOfPeriod == null ? 0L : visitorsOfPeriod.getLong("m1"));
    }

    /** Totals by hour; the key is minutes since 1970 of the hour's first instant. */
    Map<Integer, Sums> hours() {
        return hours;
    }

    /** Every value that has cells; visitors are still missing. */
    List<StatsRow> values(By.Breakdown by) {
        return values.entrySet().stream()
                .map(entry -> new StatsRow(entry.getKey(), of(by, entry.getValue()), 0))
                .toList();
    }

    /** Visitors by value. */
    Map<String, VisitorShare> visitors() {
        return visitors;
    }

    /** Visits of the recent days that have reached the breakdowns. */
    long recentVisits() {
        return recentVisits;
    }

    private static Sums of(By.Breakdown by, Row row) {
        Cube cube = by.cube();
        if (by == By.Thing.PAGE) {
            return new Sums(
                    null,
                    measure(cube, row, Measure.VISITS_WITH),
                    null,
                    measure(cube, row, Measure.PAGEVIEWS),
                    null,
                    null);
        } else if (by == By.Thing.EXIT_PAGE) {
            long exits = measure(cube, row, Measure.ARRIVALS) - measure(cube, row, Measure.DEPARTURES);
            return new Sums(null, Math.max(0, exits), null, null, null, null);
        } else if (by == By.Thing.EVENT) {
            return new Sums(
                    null,
                    measure(cube, row, Measure.VISITS_WITH),
                    null,
                    null,
                    null,
                    measure(cube, row, Measure.EVENTS));
        }
        return attribute(cube, row);
    }

    private static Sums attribute(Cube cube, Row row) {
        return new Sums(
                null,
                measure(cube, row, Measure.VISITS),
                measure(cube, row, Measure.SECOND_PAGES),
                measure(cube, row, Measure.PAGEVIEWS),
                measure(cube, row, Measure.SECONDS),
                measure(cube, row, Measure.EVENTS));
    }

    private static Sums hour(Row row) {
        return new Sums(
                null,
                measure(Cubes.HOUR, row, Measure.VISITS),
                null,
                measure(Cubes.HOUR, row, Measure.PAGEVIEWS),
                null,
                measure(Cubes.HOUR, row, Measure.EVENTS));
    }

    private static VisitorShare share(Row row) {
        return new VisitorShare(row.getLong("m1"), row.getDouble("share"), row.getLong("m2"), row.getLong("m3"));
    }

    private static long measure(Cube cube, Row row, Measure measure) {
        @Nullable Long sum = row.getLong("m" + CellQuery.column(cube, measure));
        return sum == null ? 0 : sum;
    }
}
