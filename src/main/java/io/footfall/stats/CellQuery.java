package io.footfall.stats;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import io.footfall.measure.Measure;
import io.footfall.site.Site;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of a question: one statement, so that all of an answer is of one moment, and of one shard, as each part names
 * the site's bucket first.
 *
 * <p>Parameters: 1 bucket, 2 site, 3 and 4 the first and last days of periods, 5 and 6 of the months that lie in the range of the
 * question; then texts. The first period is the range of the question; the second its most recent days, which may still wait for a
 * crowd.
 *
 * <p>Each row: {@code part} (see {@link Part}), {@code n} (number of the period from 1), {@code cube}, {@code a} and {@code b} (keys,
 * texts or numbers), {@code m1} to {@code m5}, {@code share}. Built by one thread, for one use.
 */
final class CellQuery {

    /** What a row of the result is. */
    enum Part {
        /** Totals of a period by cube: the measures of the cube, visitors in {@code m1}. */
        PERIOD,
        /** Totals of an hour. */
        HOUR,
        /** Measures of a row. */
        ROW,
        /** Visitors of a row: m1 whole, m2 least, m3 most, share. */
        ROW_VISITORS,
        /** All visits of a row, of which some are counted. */
        ROW_BASE,
        /** Revenue of a row, by currency. */
        ROW_REVENUE,
        /** Scroll thresholds of a row. */
        ROW_SCROLL,
        /** Measures of a period under the filter. */
        FILTER,
        /** Visitors of a period under the filter. */
        FILTER_VISITORS,
        /** Revenue of a period, by currency. */
        REVENUE,
        /** Scroll thresholds of a period. */
        SCROLL,
        /** m1: visits of the recent days that the breakdowns hold. */
        RECENT
    }

    /** A visitor counts in the period's day when its previous day of activity is before the period. */
    private static final String PERIODS = """
            select 'PERIOD' as part, p.n, c.cube::int as cube, null::text as a, null::text as b, %s, null::float8 as share
            from unnest($3::int[], $4::int[]) with ordinality p(first, last, n)
            join total_cell c on c.bucket = $1 and c.site = $2 and c.cube in (%d, %d) and c.day between p.first and p.last
            where c.cube <> %d or c.a < p.first
            group by p.n, c.cube""".formatted(sums(), Cubes.DAY.id(), Cubes.RETURN.id(), Cubes.RETURN.id());

    /** Periods are told one by one: each is a join of its own. */
    private static final String EACH_PERIOD =
            " from unnest($3::int[], $4::int[]) with ordinality p(first, last, n) cross join lateral ";

    /**
     * A range of absence (near to far days, see {@link io.footfall.measure.ReturnRange}) is cut on a day when only a part of it
     * reaches back before the period. The totals of that day tell how many of its visitors were last seen before the period (inside:
     * they count) and how many within it. Months stand on their first day, and say how far they can be from the truth.
     */
    private static final String VISITORS = """
            (with cell as (
                select * from (
                    select c.a, c.day, c.m1, c.m2 as margin, c.monthly,
                        case c.b when 0 then %3$d else c.b / 512 end as near,
                        case c.b %% 512 when 0 then %3$d when 400 then %3$d - 1 else c.b %% 512 end as far
                    from %1$s c) c
                where far > day - %2$s),
            cut as (
                select g.day, g.monthly, g.near, g.far,
                    coalesce(sum(t.m1) filter (where t.a < %2$s), 0) as inside,
                    coalesce(sum(t.m1) filter (where t.a >= %2$s), 0) as outside
                from (select distinct day, monthly, near, far from cell where near <= day - %2$s) g
                join total_cell t on t.bucket = $1 and t.site = $2 and t.cube = %4$d and t.m1 > 0 and t.a < g.day
                    and t.day between g.day and case when g.monthly then g.day - 1 + extract(day from
                        date_trunc('month', date '1970-01-01' + g.day) + interval '1 month - 1 day')::int else g.day end
                    and case when t.a < 0 then g.far = %3$d else g.day - t.a between g.near and g.far end
                group by g.day, g.monthly, g.near, g.far),
            part as (
                select a, sum(m1) filter (where margin = 0) as whole, sum(m1 - margin) filter (where margin <> 0) as least,
                    sum(m1 + margin) filter (where margin <> 0) as most, sum(m1) filter (where margin <> 0) as share
                from cell where near > day - %2$s group by a
                union all
                select a, 0, sum(greatest(0, m1 - outside) - margin), sum(least(m1, inside) + margin),
                    sum(m1 * inside::float8 / (inside + outside))
                from cell join cut using (day, monthly, near, far) group by a)
            select a, coalesce(sum(whole), 0)::bigint as whole, coalesce(sum(least), 0)::bigint as least,
                coalesce(sum(most), 0)::bigint as most, coalesce(sum(share), 0)::float8 as share
            from part group by a)""";

    /** The number that stands for "longer than any range of days". */
    private static final int ENDLESS = Integer.MAX_VALUE;

    /** A closed day waits for nothing: what it does not hold is hidden for good. */
    private static final String RECENT = """
            select 'RECENT', null::bigint, null::int, null, null, ((
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
                    CellTables.column(Cubes.by(Dimension.COUNTRY), Measure.VISITS),
                    Cubes.by(Dimension.COUNTRY).id(),
                    CellTables.column(Cubes.DAY, Measure.VISITS),
                    Cubes.DAY.id());

    /** First days of the months of the question that lie in a period, the first of them from the day on that was counted first. */
    private static final String MONTHS = """
            array(select m.first from unnest($5::int[], $6::int[]) m(first, last) where m.last <= %%2$s and greatest(m.first,
                (select min(day) from total_cell where bucket = $1 and site = $2 and cube = %d)) >= %%1$s)""".formatted(Cubes.DAY.id());

    private static final String TEXTS = "array(select id from value where bucket = $1 and site = $2 and (%s))";

    private final Site site;
    private final Tuple arguments;
    private final List<String> parts = new ArrayList<>(List.of(PERIODS));
    private final Set<Part> asked = EnumSet.of(Part.PERIOD);

    CellQuery(Site site, Periods periods) {
        this.site = site;
        arguments = Tuple.of(
                site.bucket(),
                site.id(),
                periods.firsts().toArray(Integer[]::new),
                periods.lasts().toArray(Integer[]::new),
                periods.months().toArray(Integer[]::new),
                periods.monthEnds().toArray(Integer[]::new));
    }

    /** Adds cells of the range. */
    CellQuery range(Part part, Slice slice) {
        asked.add(part);
        CellTables tables = tables("($3::int[])[1]", "($4::int[])[1]", slice.fixed());
        parts.add("select '%s', null::bigint, %d, %s, s.m1, s.m2, s.m3, s.m4, s.m5, null from %s"
                .formatted(part, slice.cube().id(), keys(slice), added(slice, tables)));
        return this;
    }

    /** Adds cells of each period but the recent one. */
    CellQuery periods(Part part, Slice slice) {
        asked.add(part);
        CellTables tables = tables("p.first", "p.last", slice.fixed());
        parts.add("select '%s', p.n, %d, %s, s.m1, s.m2, s.m3, s.m4, s.m5, null %s %s where p.n <> 2"
                .formatted(part, slice.cube().id(), keys(slice), EACH_PERIOD, added(slice, tables)));
        return this;
    }

    /** Adds visitors of the range by value. */
    CellQuery visitors(Part part, Cube returns) {
        asked.add(part);
        String cells = tables("($3::int[])[1]", "($4::int[])[1]", null).cells(returns);
        parts.add(
                "select '%s', null::bigint, %d, v.text, null, s.whole, s.least, s.most, null, null, s.share from %s s %s"
                        .formatted(part, returns.id(), visitors(cells, "($3::int[])[1]"), text("v", "s.a")));
        return this;
    }

    /** Adds visitors of a value in each period but the recent one. */
    CellQuery visitors(Part part, Cube returns, String value) {
        asked.add(part);
        Slice.Fixed fixed = new Slice.Fixed(Slice.Key.A, List.of(value), null);
        String cells = tables("p.first", "p.last", fixed).cells(returns);
        parts.add(
                "select '%s', p.n, %d, null, null, s.whole, s.least, s.most, null, null, s.share %s %s s where p.n <> 2"
                        .formatted(part, returns.id(), EACH_PERIOD, visitors(cells, "p.first")));
        return this;
    }

    /** Adds what of the recent days has reached the breakdowns. */
    CellQuery recent() {
        parts.add(RECENT);
        return this;
    }

    String sql() {
        String sql = String.join("\nunion all\n", parts);
        return sql.contains("$5") ? sql : sql + "\nunion all\n" + UNUSED_MONTHS;
    }

    /** PostgreSQL wants to know the type of each parameter. */
    private static final String UNUSED_MONTHS = """
            select null, null, null, null, null, null, null, null, null, null, null
            where cardinality($5::int[]) + cardinality($6::int[]) < 0""";

    Set<Part> asked() {
        return asked;
    }

    Tuple arguments() {
        return arguments;
    }

    private CellTables tables(String first, String last, Slice.@Nullable Fixed fixed) {
        return new CellTables(
                site.thresholds(),
                first,
                last,
                fixed == null ? "true" : condition(fixed),
                MONTHS.formatted(first, last));
    }

    private String condition(Slice.Fixed fixed) {
        String texts = "text = any(" + parameter(fixed.texts().toArray(String[]::new)) + "::text[])";
        String ending = fixed.ending();
        if (ending != null) {
            String end = parameter(ending) + "::text";
            texts += " or right(text, length(" + end + ")) = " + end;
        }
        return "c." + (fixed.key() == Slice.Key.A ? "a" : "b") + " = any(" + TEXTS.formatted(texts) + ")";
    }

    private String parameter(Object value) {
        arguments.addValue(value);
        return "$" + arguments.size();
    }

    /** The cells of a slice, added up, as {@code s}. */
    private static String added(Slice slice, CellTables tables) {
        List<String> by = new ArrayList<>();
        if (slice.byA()) {
            by.add("c.a");
        }
        if (slice.byB()) {
            by.add("c.b");
        }
        String keys = String.join(", ", by);
        return "(select %s%s from %s c%s) s"
                        .formatted(
                                by.isEmpty() ? "" : keys + ", ",
                                sums(),
                                tables.cells(slice.cube()),
                                by.isEmpty() ? " having count(*) > 0" : " group by " + keys)
                + (texts(slice.byA(), slice.cube().a()) ? text("va", "s.a") : "")
                + (texts(slice.byB(), slice.cube().b()) ? text("vb", "s.b") : "");
    }

    private static String keys(Slice slice) {
        return key(slice.byA(), slice.cube().a(), "va.text", "s.a") + ", "
                + key(slice.byB(), slice.cube().b(), "vb.text", "s.b");
    }

    private static String key(boolean told, Cube.Key kind, String text, String number) {
        return !told ? "null" : texts(true, kind) ? text : number + "::text";
    }

    private static boolean texts(boolean told, Cube.Key kind) {
        return told && kind == Cube.Key.VALUE;
    }

    private static String text(String alias, String id) {
        return " join value %1$s on %1$s.bucket = $1 and %1$s.site = $2 and %1$s.id = %2$s".formatted(alias, id);
    }

    private static String visitors(String cells, String first) {
        return VISITORS.formatted(cells, first, ENDLESS, Cubes.RETURN.id());
    }

    private static String sums() {
        return IntStream.rangeClosed(1, Cube.MAX_MEASURES)
                .mapToObj(i -> "sum(c.m" + i + ")::bigint as m" + i)
                .collect(Collectors.joining(", "));
    }
}
