package io.footfall.merge;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.merge.FinishedDays.Finished;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Deletes what is older than a site keeps: its cells of all kinds, whole months at a time, and the values that no cell uses any more.
 * What was deleted is reported. A site in one transaction of one shard.
 *
 * <p>A merge looks up the numbers of values before its transaction, and could write cells with a number that is deleted here. So
 * its transaction checks that no value of the bucket was deleted meanwhile ({@link SiteDays#lockOpen}), and looks them up anew if so.
 */
final class Retention implements Duties.Work {

    private static final List<String> MONTHS = List.of("month_cell", "month_residual");
    private static final List<String> BREAKDOWNS = List.of("open_cell", "closed_cell", "month_cell", "month_residual");
    private static final List<String> OTHERS =
            List.of("sealed_cell", "frequent_value", "admitted", "folded_value", "closed_month", "site_day");

    private static final Short[] TOTALS = Cubes.ALL.stream()
            .filter(Cube::total)
            .map(cube -> (short) cube.id())
            .toArray(Short[]::new);

    /** Sites with totals or days that are too old: every breakdown has both. */
    private static final String OLD = """
            select k.site from unnest($2::int4[], $3::int4[]) as k (site, day)
            where exists (select from unnest($4::int2[]) as c (cube)
                    join total_cell t on t.bucket = $1 and t.site = k.site and t.cube = c.cube and t.day < k.day)
                or exists (select from site_day d where d.bucket = $1 and d.site = k.site and d.day < k.day)""";

    private static final String LOCK_VALUES = "update value_epoch set epoch = epoch + 1 where bucket = $1";

    private static final String LOCK_DAYS =
            "select from site_day where bucket = $1 and site = $2 and day < $3 order by day for update";

    private static final String DELETE_CELLS = """
            with gone as (delete from %s where bucket = $1 and site = $2 and day < $3 returning cube, day)
            select cube, count(*), min(day), max(day) from gone group by cube""";

    private static final String DELETE = "delete from %s where bucket = $1 and site = $2 and day < $3";

    private static final String DELETE_VALUES = """
            with used as (%s)
            delete from value v where v.bucket = $1 and v.site = $2 and not exists (select from used u where u.id = v.id)""".formatted(used());

    private static final String REPORT = """
            insert into purge_report (id, site, cube, purged_rows, from_day, to_day, purged_at)
            select k.id, $1, k.cube, k.purged_rows, k.from_day, k.to_day, now()
            from unnest($2::uuid[], $3::int2[], $4::int8[], $5::int4[], $6::int4[])
                as k (id, cube, purged_rows, from_day, to_day)""";

    private final Closing closing;
    private final FinishedDays days;

    Retention(Closing closing, FinishedDays days) {
        this.closing = closing;
        this.days = days;
    }

    private static String used() {
        List<String> used = new ArrayList<>();
        for (String table : BREAKDOWNS) {
            used.add("select a as id from " + table + " where bucket = $1 and site = $2");
            used.add("select b from " + table + " where bucket = $1 and site = $2");
        }
        used.add("select value from frequent_value where bucket = $1 and site = $2");
        used.add("select value from admitted where bucket = $1 and site = $2");
        used.add("select scope from admitted where bucket = $1 and site = $2");
        return String.join(" union ", used);
    }

    /** What has been deleted of one cube: how many rows, of which days. */
    private record Purged(long rows, int first, int last) {
        Purged and(Purged other) {
            return new Purged(rows + other.rows, Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    @Override
    public Future<Void> run(Duty duty) {
        Map<Short, Map<Integer, Finished>> buckets = new TreeMap<>();
        days.now()
                .forEach(site -> buckets.computeIfAbsent(closing.bucket(site.site()), b -> new HashMap<>())
                        .put(site.site(), site));
        Future<Void> done = Future.succeededFuture();
        for (Map.Entry<Short, Map<Integer, Finished>> bucket : buckets.entrySet()) {
            done = done.compose(v -> purge(duty, bucket.getKey(), bucket.getValue()));
        }
        return done;
    }

    private Future<Void> purge(Duty duty, short bucket, Map<Integer, Finished> sites) {
        List<Finished> all = List.copyOf(sites.values());
        return closing.pool()
                .preparedQuery(OLD)
                .execute(Tuple.tuple()
                        .addShort(bucket)
                        .addArrayOfInteger(all.stream().map(Finished::site).toArray(Integer[]::new))
                        .addArrayOfInteger(all.stream().map(Finished::firstKept).toArray(Integer[]::new))
                        .addArrayOfShort(TOTALS))
                .compose(rows -> closing.each(rows, row -> {
                    Finished site = sites.get(row.getInteger(0));
                    return site == null
                            ? Future.succeededFuture()
                            : closing.transaction(duty, connection -> purge(connection, bucket, site));
                }));
    }

    private Future<Void> purge(SqlConnection connection, short bucket, Finished site) {
        Tuple old = Tuple.of(bucket, site.site(), site.firstKept());
        Map<Integer, Purged> purged = new TreeMap<>();
        Future<?> done = connection
                .preparedQuery(LOCK_VALUES)
                .execute(Tuple.of(bucket))
                .compose(v -> connection.preparedQuery(LOCK_DAYS).execute(old));
        for (String table : cellTables()) {
            done = done.compose(v -> connection
                            .preparedQuery(DELETE_CELLS.formatted(table))
                            .execute(old))
                    .onSuccess(rows -> gather(purged, rows, MONTHS.contains(table)));
        }
        for (String table : OTHERS) {
            done = done.compose(
                    v -> connection.preparedQuery(DELETE.formatted(table)).execute(old));
        }
        return done.compose(v -> connection.preparedQuery(DELETE_VALUES).execute(Tuple.of(bucket, site.site())))
                .compose(values -> report(connection, site.site(), purged, values.rowCount()));
    }

    private static List<String> cellTables() {
        List<String> tables = new ArrayList<>(BREAKDOWNS);
        tables.add("total_cell");
        return tables;
    }

    private static void gather(Map<Integer, Purged> purged, RowSet<Row> rows, boolean months) {
        for (Row row : rows) {
            int last = row.getInteger(3);
            Purged some = new Purged(row.getLong(1), row.getInteger(2), months ? SiteDays.lastOfMonth(last) : last);
            purged.merge((int) row.getShort(0), some, Purged::and);
        }
    }

    private static Future<Void> report(
            SqlConnection connection, int site, Map<Integer, Purged> purged, int unusedValues) {
        Map<Integer, Purged> all = new TreeMap<>(purged);
        purged.values().stream()
                .reduce(Purged::and)
                .filter(cells -> unusedValues > 0)
                .ifPresent(cells -> all.put(0, new Purged(unusedValues, cells.first, cells.last)));
        List<Purged> rows = List.copyOf(all.values());
        return rows.isEmpty()
                ? Future.succeededFuture()
                : connection
                        .preparedQuery(REPORT)
                        .execute(Tuple.tuple()
                                .addInteger(site)
                                .addArrayOfUUID(rows.stream()
                                        .map(row -> UUID.randomUUID())
                                        .toArray(UUID[]::new))
                                .addArrayOfShort(all.keySet().stream()
                                        .map(Integer::shortValue)
                                        .toArray(Short[]::new))
                                .addArrayOfLong(rows.stream().map(Purged::rows).toArray(Long[]::new))
                                .addArrayOfInteger(
                                        rows.stream().map(Purged::first).toArray(Integer[]::new))
                                .addArrayOfInteger(
                                        rows.stream().map(Purged::last).toArray(Integer[]::new)))
                        .mapEmpty();
    }
}
