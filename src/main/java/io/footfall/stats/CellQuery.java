package io.footfall.stats;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import io.footfall.measure.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The SQL of a question: one statement, so that all of an answer is of one moment, and of one shard, as each part names
 * the site's bucket first.
 *
 * <p>Parameters: 1 bucket, 2 site, 3 and 4 the first and last days of periods. The first period is the range of the
 * question; the second its most recent days, which may still wait for a crowd. 5 the fewest visits and visitors of a value, 6 the
 * first days of the months that lie in the range.
 *
 * <p>Each row: {@code part} (see {@link Part}), {@code n} (number of the period from 1, or hour), {@code cube},
 * {@code value}, {@code m1} to {@code m5}, {@code share}.
 */
final class CellQuery {

    /** What a row of the result is. */
    enum Part {
        /** Totals of a period by cube: the measures of the cube, visitors in {@code m1}. */
        PERIOD,
        /** Totals of an hour. */
        HOUR,
        /** Measures of a value. */
        VALUE,
        /** Visitors of a value: m1 whole, m2 least, m3 most, share. */
        VISITORS,
        /** m1: visits of the recent days that the breakdowns hold. */
        RECENT
    }

    /** A visitor counts in the first period's day when its previous day of activity is before the period. */
    private static final String PERIODS = """
            select 'PERIOD' as part, p.n, c.cube::int, null::text as value, %s, null::float8 as share
            from unnest($3::int[], $4::int[]) with ordinality p(first, last, n)
            join total_cell c on c.bucket = $1 and c.site = $2 and c.cube in (%d, %d) and c.day between p.first and p.last
            where c.cube <> %d or c.a < p.first
            group by p.n, c.cube""".formatted(sums(5), Cubes.DAY.id(), Cubes.RETURN.id(), Cubes.RETURN.id());

    private static final String HOURS = """
            select 'HOUR', c.a::bigint, c.cube::int, null, %s, null
            from total_cell c
            where c.bucket = $1 and c.site = $2 and c.cube = %d and c.day between ($3::int[])[1] and ($4::int[])[1]
            group by c.a, c.cube""".formatted(sums(5), Cubes.HOUR.id());

    /**
     * Cells of open days that are as large as a closed day keeps them, closed days, and of the months that lie in the range what was
     * too small for their days, or all of it. What is added up is thus always a cell that is published for good: no difference of
     * two answers tells of another one.
     */
    private static final String CELLS = """
            (select c.* from open_cell c
             where c.bucket = $1 and c.site = $2 and c.cube = %1$d and c.day between ($3::int[])[1] and ($4::int[])[1]
                 and ($5 <= 1 or %2$s)
             union all
             select * from closed_cell
             where bucket = $1 and site = $2 and cube = %1$d and day between ($3::int[])[1] and ($4::int[])[1]
             union all
             select * from month_residual where bucket = $1 and site = $2 and cube = %1$d and day = any($6::int[])
             union all
             select * from month_cell where bucket = $1 and site = $2 and cube = %1$d and day = any($6::int[]))""";

    /** The same value's sum of a measure on the same open day. */
    private static final String SAME_VALUE = """
            (select coalesce(sum(o.m%d), 0) from open_cell o
             where o.bucket = $1 and o.site = $2 and o.cube = %d and o.day = c.day and o.a = c.a)""";

    private static final String VALUES = """
            select 'VALUE', null, %1$d, v.text, s.m1, s.m2, s.m3, s.m4, s.m5, null
            from (select c.a, %2$s from %3$s c group by c.a) s
            join value v on v.bucket = $1 and v.site = $2 and v.id = s.a""";

    /**
     * A range of absence (near to far days) is cut on a day when only a part of it reaches back before the question's range. The totals
     * of that day tell how many of its visitors were last seen before the range (inside: they count) and how many within it. Months
     * stand on their first day, and say how far they can be from the truth.
     */
    private static final String VISITORS = """
            select 'VISITORS', null, %1$d, v.text, s.whole, s.least, s.most, null, null, s.share
            from (
                with cell as (
                    select c.a, c.day, c.m1, c.m2 as margin, c.day = any($6::int[]) and c.monthly as monthly,
                        case c.b when 0 then %3$d else c.b / 512 end as near,
                        case c.b %% 512 when 0 then %3$d when 400 then %3$d - 1 else c.b %% 512 end as far
                    from %2$s c),
                cut as (
                    select g.day, g.monthly, g.near, g.far,
                        coalesce(sum(t.m1) filter (where t.a < ($3::int[])[1]), 0) as inside,
                        coalesce(sum(t.m1) filter (where t.a >= ($3::int[])[1]), 0) as outside
                    from (
                        select distinct day, monthly, near, far from cell
                        where near <= day - ($3::int[])[1] and far > day - ($3::int[])[1]) g
                    join total_cell t on t.bucket = $1 and t.site = $2 and t.cube = %4$d and t.m1 > 0 and t.a < g.day
                        and t.day between g.day and case when g.monthly then g.day - 1 + extract(day from
                            date_trunc('month', date '1970-01-01' + g.day) + interval '1 month - 1 day')::int else g.day end
                        and case when t.a < 0 then g.far = %3$d else g.day - t.a between g.near and g.far end
                    group by g.day, g.monthly, g.near, g.far),
                counted as (
                    select c.a, c.m1, c.margin, c.near > c.day - ($3::int[])[1] as whole, h.inside, h.outside
                    from cell c left join cut h using (day, monthly, near, far)
                    where c.near > c.day - ($3::int[])[1] or h.day is not null)
                select a,
                    coalesce(sum(m1) filter (where whole and margin = 0), 0)::bigint as whole,
                    coalesce(sum(case when whole then m1 - margin else greatest(0, m1 - outside) - margin end)
                        filter (where not (whole and margin = 0)), 0)::bigint as least,
                    coalesce(sum(case when whole then m1 + margin else least(m1, inside) + margin end)
                        filter (where not (whole and margin = 0)), 0)::bigint as most,
                    coalesce(sum(case when whole then m1 else m1 * inside::float8 / (inside + outside) end)
                        filter (where not (whole and margin = 0)), 0) as share
                from counted group by a) s
            join value v on v.bucket = $1 and v.site = $2 and v.id = s.a""";

    /** The number that stands for "longer than any range of days". */
    private static final int ENDLESS = Integer.MAX_VALUE;

    /** A closed day waits for nothing: what it does not hold is hidden for good. */
    private static final String RECENT = """
            select 'RECENT', null, null::int, null, ((
                    select coalesce(sum(c.m%d), 0) from open_cell c
                    where c.bucket = $1 and c.site = $2 and c.cube = %d
                        and c.day between ($3::int[])[2] and ($4::int[])[2]
                ) + (
                    select coalesce(sum(c.m%d), 0) from total_cell c
                    where c.bucket = $1 and c.site = $2 and c.cube = %d
                        and c.day between ($3::int[])[2] and ($4::int[])[2]
                        and c.day in (select day from site_day where bucket = $1 and site = $2 and closed
                            and day between ($3::int[])[2] and ($4::int[])[2])
                ))::bigint, null, null, null, null, null""".formatted(
                    column(Cubes.by(Dimension.COUNTRY), Measure.VISITS),
                    Cubes.by(Dimension.COUNTRY).id(),
                    column(Cubes.DAY, Measure.VISITS),
                    Cubes.DAY.id());

    private CellQuery() {}

    /** The statement for rows by something. */
    static String of(By by, boolean visitorsByValue) {
        List<String> parts = new ArrayList<>(List.of(PERIODS));
        if (by instanceof By.Hour) {
            parts.add(HOURS);
        }
        if (by instanceof By.Breakdown breakdown) {
            Cube cube = breakdown.cube();
            parts.add(VALUES.formatted(cube.id(), sums(5), cells(breakdown)));
            parts.add(RECENT);
        }
        if (by instanceof By.Attribute attribute && visitorsByValue) {
            Cube cube = Cubes.returnsBy(attribute.dimension());
            parts.add(VISITORS.formatted(cube.id(), returns(attribute.dimension()), ENDLESS, Cubes.RETURN.id()));
        }
        return String.join("\nunion all\n", parts);
    }

    /** The column of a measure, from 1. */
    static int column(Cube cube, Measure measure) {
        return cube.column(measure) + 1;
    }

    private static String cells(By.Breakdown by) {
        Cube cube = by.cube();
        if (by instanceof By.Attribute attribute) {
            Cube returns = Cubes.returnsBy(attribute.dimension());
            String visitors = SAME_VALUE.formatted(column(returns, Measure.VISITORS), returns.id());
            String visits = "c.m" + column(cube, Measure.VISITS);
            return CELLS.formatted(cube.id(), "least(" + visits + ", " + visitors + ") >= $5");
        }
        return CELLS.formatted(cube.id(), "c.m" + column(cube, Measure.VISITS_WITH) + " >= $5");
    }

    /** Visitors of a value are kept with its visits. */
    private static String returns(Dimension dimension) {
        Cube visits = Cubes.by(dimension);
        Cube returns = Cubes.returnsBy(dimension);
        String size = "least(%s, %s) >= $5"
                .formatted(
                        SAME_VALUE.formatted(column(visits, Measure.VISITS), visits.id()),
                        SAME_VALUE.formatted(column(returns, Measure.VISITORS), returns.id()));
        return CELLS.formatted(returns.id(), size)
                .replace("select c.* from", "select c.*, false as monthly from")
                .replace("select * from closed_cell", "select *, false from closed_cell")
                .replace("select * from month_", "select *, true from month_");
    }

    private static String sums(int measures) {
        return IntStream.rangeClosed(1, measures)
                .mapToObj(i -> "sum(c.m" + i + ")::bigint as m" + i)
                .collect(Collectors.joining(", "));
    }
}
