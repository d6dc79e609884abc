package io.footfall.stats;

import io.footfall.measure.Cube;
import io.footfall.measure.Measure;
import io.footfall.site.Thresholds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the cells of a cube are, as SQL: totals in one table; breakdowns in cells of open days that are as large as a closed day keeps
 * them, closed days, and of the months that lie in the period what was too small for their days, or all of it. What is added up
 * is thus always a cell that is published for good: no difference of two answers tells of another one.
 *
 * @param first SQL for the first day of the period
 * @param last SQL for its last day
 * @param condition SQL for which cells are meant, of the alias {@code c}; {@code true} for all
 * @param months SQL for an array of the first days of the months that lie in the period
 */
record CellTables(Thresholds thresholds, String first, String last, String condition, String months) {

    /** By the first of these that a cube has, a cell is large or small. */
    private static final List<Measure> SIZES =
            List.of(Measure.VISITS_WITH, Measure.VISITS, Measure.VISITORS, Measure.PAGEVIEWS, Measure.EVENTS);

    private static final String TOTALS = """
            (select c.* from total_cell c
             where c.bucket = $1 and c.site = $2 and c.cube = %1$d and c.day between %2$s and %3$s and %4$s)""";

    private static final String BREAKDOWNS = """
            (select c.*, false as monthly from open_cell c
             where c.bucket = $1 and c.site = $2 and c.cube = %1$d and c.day between %2$s and %3$s and %4$s and %5$s
             union all
             select c.*, false from closed_cell c
             where c.bucket = $1 and c.site = $2 and c.cube = %1$d and c.day between %2$s and %3$s and %4$s
             union all
             select c.*, true from month_residual c
             where c.bucket = $1 and c.site = $2 and c.cube = %1$d and c.day = any(%6$s) and %4$s
             union all
             select c.*, true from month_cell c
             where c.bucket = $1 and c.site = $2 and c.cube = %1$d and c.day = any(%6$s) and %4$s)""";

    /** The same value's sum of a measure on the same open day. */
    private static final String SAME_VALUE = """
            (select coalesce(sum(o.m%d), 0) from open_cell o
             where o.bucket = $1 and o.site = $2 and o.cube = %d and o.day = c.day and o.a = c.a)""";

    /** The cubes of the visits and of the visitors of the same values: both of a value are kept, or none. */
    private record Two(Cube visits, Cube returns) {
        String size() {
            return "least(%s, %s)"
                    .formatted(
                            SAME_VALUE.formatted(column(visits, Measure.VISITS), visits.id()),
                            SAME_VALUE.formatted(column(returns, Measure.VISITORS), returns.id()));
        }
    }

    private static final Map<Cube, Two> TOGETHER = together();

    private static Map<Cube, Two> together() {
        Map<Cube, Two> together = new HashMap<>();
        By.all().forEach(by -> {
            if (by instanceof By.Breakdown breakdown) {
                breakdown.returns().ifPresent(returns -> {
                    Two two = new Two(breakdown.cube(), returns);
                    together.put(two.visits, two);
                    together.put(two.returns, two);
                });
            }
        });
        return Map.copyOf(together);
    }

    /** The column of a measure, from 1. */
    static int column(Cube cube, Measure measure) {
        return cube.column(measure) + 1;
    }

    /** The cells of a cube. */
    String cells(Cube cube) {
        if (cube.total()) {
            return TOTALS.formatted(cube.id(), first, last, condition);
        }
        Two two = TOGETHER.get(cube);
        return breakdowns(cube, two == null ? "c.m" + column(cube, size(cube)) : two.size());
    }

    private String breakdowns(Cube cube, String size) {
        int fewest = cube.pair() ? thresholds.pair() : thresholds.value();
        String large = thresholds.open() ? "true" : size + " >= " + fewest;
        return BREAKDOWNS.formatted(cube.id(), first, last, condition, large, months);
    }

    private static Measure size(Cube cube) {
        return SIZES.stream()
                .filter(cube.measures()::contains)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("nothing tells how large a cell of " + cube.name() + " is"));
    }
}
