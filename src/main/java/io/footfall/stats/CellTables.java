package io.footfall.stats;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Marginal;
import io.footfall.measure.Measure;
import io.footfall.measure.Value;
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

    /** A value's sum of a measure on the same open day. */
    private static final String OF_VALUE = """
            (select coalesce(sum(o.m%d), 0) from open_cell o
             where o.bucket = $1 and o.site = $2 and o.cube = %d and o.day = c.day and o.a = %s)""";

    /** What stands for many values. */
    private static final String FOLDED =
            "array(select id from value where bucket = $1 and site = $2 and text in ('%s', '%s'))"
                    .formatted(Value.FEW.text(), Value.OTHER.text());

    /** The event of a cell of its properties. */
    private static final String EVENT_OF_A = """
            (select e.id from value p
             join value e on e.bucket = $1 and e.site = $2 and e.text = split_part(p.text, '%s', 1)
             where p.bucket = $1 and p.site = $2 and p.id = c.a)""".formatted(Marginal.BETWEEN);

    /** The cubes of the visits and of the visitors of the same values: both of a value are kept, or none. */
    private record Two(Cube visits, Cube returns) {
        String size(String value) {
            return "least(%s, %s)"
                    .formatted(
                            OF_VALUE.formatted(column(visits, Measure.VISITS), visits.id(), value),
                            OF_VALUE.formatted(column(returns, Measure.VISITORS), returns.id(), value));
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
        String large = thresholds.open() ? "true" : large(cube);
        return BREAKDOWNS.formatted(cube.id(), first, last, condition, large, months);
    }

    /** Whether a closed day would keep the cell: so large is it, and so are the cells of its single values. */
    private String large(Cube cube) {
        int fewest = cube.pair() ? thresholds.pair() : thresholds.value();
        StringBuilder large = new StringBuilder(size(cube) + " >= " + fewest);
        for (Marginal marginal : Marginal.of(cube)) {
            large.append(" and (c.%s = any(%s) or %s >= %d)"
                    .formatted(key(marginal), FOLDED, size(marginal), thresholds.value()));
        }
        return large.toString();
    }

    private static String size(Cube cube) {
        Two two = TOGETHER.get(cube);
        if (two != null) {
            return two.size("c.a");
        }
        return cube.equals(Cubes.GROUP)
                ? "least(c.m%d, c.m%d - c.m%d)"
                        .formatted(
                                column(cube, Measure.PAGEVIEWS),
                                column(cube, Measure.ARRIVALS),
                                column(cube, Measure.DEPARTURES))
                : "c.m" + column(cube, measured(cube));
    }

    private static String key(Marginal marginal) {
        return marginal.of() == Marginal.Of.B ? "b" : "a";
    }

    private static String size(Marginal marginal) {
        String value = marginal.of() == Marginal.Of.EVENT_OF_A ? EVENT_OF_A : "c." + key(marginal);
        Two two = TOGETHER.get(marginal.cube());
        return two != null
                ? two.size(value)
                : OF_VALUE.formatted(
                        column(marginal.cube(), measured(marginal.cube())),
                        marginal.cube().id(),
                        value);
    }

    private static Measure measured(Cube cube) {
        return SIZES.stream()
                .filter(cube.measures()::contains)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("nothing tells how large a cell of " + cube.name() + " is"));
    }
}
