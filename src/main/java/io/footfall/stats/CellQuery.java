package io.footfall.stats;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import io.footfall.measure.Measure;
import io.footfall.measure.ReturnGap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The SQL of a question: one statement, so that all of an answer is of one moment, and of one shard, as each part names
 * the site's bucket first.
 *
 * <p>Parameters: 1 bucket, 2 site, 3 and 4 the first and last days of periods. The first period is the range of the
 * question; the second its most recent days, which may still wait for a crowd.
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

    /** The numbers that stand for "every gap is longer than this": visitors never seen before always count. */
    private static final int ENDLESS = Integer.MAX_VALUE;

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

    /** Open and closed days; a day is in one of them. */
    private static final String CELLS = """
            (select * from open_cell
             where bucket = $1 and site = $2 and cube = %1$d and day between ($3::int[])[%2$d] and ($4::int[])[%2$d]
             union all
             select * from closed_cell
             where bucket = $1 and site = $2 and cube = %1$d and day between ($3::int[])[%2$d] and ($4::int[])[%2$d])""";

    private static final String VALUES = """
            select 'VALUE', null, %1$d, v.text, s.m1, s.m2, s.m3, s.m4, s.m5, null
            from (select c.a, %2$s from %3$s c group by c.a) s
            join value v on v.bucket = $1 and v.site = $2 and v.id = s.a""";

    /**
     * A gap (near to far days) is cut on a day when only a part of it reaches back before the range. The totals of that day
     * tell how many of its visitors were last seen before the range (inside: they count) and how many within it.
     */
    private static final String VISITORS = """
            select 'VISITORS', null, %1$d, v.text, s.whole, s.least, s.most, null, null, s.share
            from (
                select c.a,
                    coalesce(sum(c.m1) filter (where g.near > c.day - ($3::int[])[1]), 0)::bigint as whole,
                    coalesce(sum(greatest(0, c.m1 - h.outside)) filter (where h.id is not null), 0)::bigint as least,
                    coalesce(sum(least(c.m1, h.inside)) filter (where h.id is not null), 0)::bigint as most,
                    coalesce(sum(c.m1 * h.inside::float8 / (h.inside + h.outside)), 0) as share
                from %2$s c
                join (%3$s) g(id, near, far) on g.id = c.b
                left join (
                    select c.day, g.id,
                        coalesce(sum(c.m1) filter (where c.a < ($3::int[])[1]), 0) as inside,
                        coalesce(sum(c.m1) filter (where c.a >= ($3::int[])[1]), 0) as outside
                    from total_cell c
                    join (%3$s) g(id, near, far) on c.day - c.a between g.near and g.far
                    where c.bucket = $1 and c.site = $2 and c.cube = %4$d and c.day between ($3::int[])[1] and ($4::int[])[1]
                        and c.a >= 0 and c.m1 > 0
                        and g.near <= c.day - ($3::int[])[1] and g.far > c.day - ($3::int[])[1]
                    group by c.day, g.id) h on h.day = c.day and h.id = c.b
                group by c.a) s
            join value v on v.bucket = $1 and v.site = $2 and v.id = s.a""";

    private static final String RECENT =
            """
            select 'RECENT', null, null::int, null, coalesce(sum(c.m%d), 0)::bigint, null, null, null, null, null
            from %s c""".formatted(column(Cubes.by(Dimension.COUNTRY), Measure.VISITS), cells(Cubes.by(Dimension.COUNTRY), 2));

    private CellQuery() {}

    /** The statement for rows by something. */
    static String of(By by, boolean visitorsByValue) {
        List<String> parts = new ArrayList<>(List.of(PERIODS));
        if (by instanceof By.Hour) {
            parts.add(HOURS);
        }
        if (by instanceof By.Breakdown breakdown) {
            Cube cube = breakdown.cube();
            parts.add(VALUES.formatted(cube.id(), sums(5), cells(cube, 1)));
            parts.add(RECENT);
        }
        if (by instanceof By.Attribute attribute && visitorsByValue) {
            Cube cube = Cubes.returnsBy(attribute.dimension());
            parts.add(VISITORS.formatted(cube.id(), cells(cube, 1), gaps(), Cubes.RETURN.id()));
        }
        return String.join("\nunion all\n", parts);
    }

    /** The column of a measure, from 1. */
    static int column(Cube cube, Measure measure) {
        return cube.column(measure) + 1;
    }

    private static String cells(Cube cube, int period) {
        return CELLS.formatted(cube.id(), period);
    }

    private static String sums(int measures) {
        return IntStream.rangeClosed(1, measures)
                .mapToObj(i -> "sum(c.m" + i + ")::bigint as m" + i)
                .collect(Collectors.joining(", "));
    }

    private static String gaps() {
        return Arrays.stream(ReturnGap.values())
                .map(gap -> gap == ReturnGap.NEVER
                        ? "(%d, %d, %d)".formatted(gap.id(), ENDLESS, ENDLESS)
                        : "(%d, %d, %d)".formatted(gap.id(), gap.from(), gap.to()))
                .collect(Collectors.joining(", ", "values ", ""));
    }
}
