package io.footfall.merge;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import io.footfall.measure.Frequent;
import io.footfall.measure.Measure;
import io.footfall.measure.Value;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The values that may be counted in pairs: those with ten visits a day on average over the last seven closed days. Frozen once for a
 * site's day, by the first node that asks; each node keeps them in memory, as a whole that is replaced every minute.
 */
public final class FrequentValues implements Frequent {

    private static final Logger LOG = LoggerFactory.getLogger(FrequentValues.class);

    private static final int VISITS_A_DAY = 10;

    /** The cubes of single values, all of which hold visits in the same column. */
    private static final List<Cube> SINGLES = Stream.concat(
                    Stream.of(Dimension.values()).map(Cubes::by), Stream.of(Cubes.PAGE, Cubes.EVENT))
            .toList();

    private static final Short[] CUBES =
            SINGLES.stream().map(cube -> (short) cube.id()).toArray(Short[]::new);

    private static final int VISITS_COLUMN = visitsColumn();

    private static final String MARK = """
            insert into frequent_value (bucket, site, day, cube, value)
            select $1, k.site, k.day, 0, 0 from unnest($2::int4[], $3::int4[]) as k (site, day)
            where not exists (select from frequent_value f
                where f.bucket = $1 and f.site = k.site and f.day = k.day and f.cube = 0 and f.value = 0)
            on conflict do nothing returning site, day""";

    private static final String FREEZE = """
            insert into frequent_value (bucket, site, day, cube, value)
            select $1, k.site, k.day, c.cube, c.a from unnest($2::int4[], $3::int4[]) as k (site, day),
            lateral (select array_agg(day) as days from (
                select d.day from site_day d where d.bucket = $1 and d.site = k.site and d.closed and d.day < k.day
                order by d.day desc limit 7) last) l,
            lateral (select c.cube, c.a from closed_cell c
                where c.bucket = $1 and c.site = k.site and c.cube = any($4::int2[]) and c.day = any(l.days)
                group by c.cube, c.a having sum(c.m%d) >= %d * cardinality(l.days)) c
            on conflict do nothing""".formatted(VISITS_COLUMN + 1, VISITS_A_DAY);

    private static final String FORGET = """
            delete from frequent_value f using unnest($2::int4[], $3::int4[]) as k (site, day)
            where f.bucket = $1 and f.site = k.site and f.day < k.day - 1""";

    private static final String READ = """
            select f.site, f.cube, v.text from unnest($2::int4[], $3::int4[]) as k (site, day)
            join frequent_value f on f.bucket = $1 and f.site = k.site and f.day = k.day and f.cube <> 0
            join value v on v.bucket = $1 and v.site = f.site and v.id = f.value""";

    private final Vertx vertx;
    private final Pool pool;
    private final Supplier<List<Today>> sites;
    private final IntUnaryOperator bucketOf;
    private volatile Map<Integer, Set<Entry>> frequent = Map.of();
    private volatile Set<Integer> open = Set.of();
    private long timer = -1;

    private record Entry(int cube, String text) {}

    /**
     * A site's day now.
     *
     * @param open whether the site hides nobody: all its values are frequent
     */
    public record Today(int site, int day, boolean open) {}

    /** @param bucketOf a site's number to its bucket */
    public FrequentValues(Vertx vertx, Pool pool, Supplier<List<Today>> sites, IntUnaryOperator bucketOf) {
        this.vertx = vertx;
        this.pool = pool;
        this.sites = sites;
        this.bucketOf = bucketOf;
    }

    private static int visitsColumn() {
        Set<Integer> columns = new HashSet<>();
        SINGLES.forEach(cube -> columns.add(
                cube.column(cube.measures().contains(Measure.VISITS) ? Measure.VISITS : Measure.VISITS_WITH)));
        if (columns.size() != 1) {
            throw new IllegalStateException("visits are not in the same column of all cubes of single values");
        }
        return columns.iterator().next();
    }

    @Override
    public boolean isFrequent(int site, Cube single, Value value) {
        if (open.contains(site)) {
            return true;
        }
        Set<Entry> values = frequent.get(site);
        return values != null && values.contains(new Entry(single.id(), value.text()));
    }

    /** Reads now, and again every {@code interval}. */
    public void start(Duration interval) {
        timer = vertx.setPeriodic(interval.toMillis(), id -> readAndReport());
        readAndReport();
    }

    /** Stops the rhythm. */
    public void stop() {
        vertx.cancelTimer(timer);
    }

    private void readAndReport() {
        readNow().onFailure(failure -> LOG.warn("cannot read frequent values for now: {}", Failures.name(failure)));
    }

    /** Freezes what is not frozen for today, and replaces what is in memory. */
    public Future<Void> readNow() {
        List<Today> today = sites.get();
        Set<Integer> nowOpen = new HashSet<>();
        Map<Integer, List<Today>> buckets = new TreeMap<>();
        for (Today site : today) {
            if (site.open()) {
                nowOpen.add(site.site());
            } else {
                buckets.computeIfAbsent(bucketOf.applyAsInt(site.site()), bucket -> new ArrayList<>())
                        .add(site);
            }
        }
        open = Set.copyOf(nowOpen);
        Map<Integer, Set<Entry>> read = new HashMap<>();
        Future<Void> done = Future.succeededFuture();
        for (Map.Entry<Integer, List<Today>> bucket : buckets.entrySet()) {
            short number = bucket.getKey().shortValue();
            done = done.compose(v -> freeze(number, bucket.getValue()))
                    .compose(v -> pool.preparedQuery(READ).execute(days(number, bucket.getValue())))
                    .onSuccess(rows -> add(rows, read))
                    .mapEmpty();
        }
        return done.onSuccess(v -> frequent = Map.copyOf(read));
    }

    private static void add(RowSet<Row> rows, Map<Integer, Set<Entry>> read) {
        for (Row row : rows) {
            read.computeIfAbsent(row.getInteger(0), site -> new HashSet<>())
                    .add(new Entry(row.getShort(1), row.getString(2)));
        }
    }

    /** Who marks a day freezes it; others wait for that. */
    private Future<Void> freeze(short bucket, List<Today> days) {
        return Failures.retrying(() -> pool.withTransaction(connection -> connection
                .preparedQuery(MARK)
                .execute(days(bucket, days))
                .compose(
                        marked -> marked.size() == 0 ? Future.succeededFuture() : freeze(connection, bucket, marked))));
    }

    private static Future<Void> freeze(SqlConnection connection, short bucket, RowSet<Row> marked) {
        List<Today> days = new ArrayList<>();
        marked.forEach(row -> days.add(new Today(row.getInteger(0), row.getInteger(1), false)));
        return connection
                .preparedQuery(FREEZE)
                .execute(days(bucket, days).addArrayOfShort(CUBES))
                .compose(v -> connection.preparedQuery(FORGET).execute(days(bucket, days)))
                .mapEmpty();
    }

    private static Tuple days(short bucket, List<Today> days) {
        return Tuple.tuple()
                .addShort(bucket)
                .addArrayOfInteger(days.stream().map(Today::site).toArray(Integer[]::new))
                .addArrayOfInteger(days.stream().map(Today::day).toArray(Integer[]::new));
    }
}
