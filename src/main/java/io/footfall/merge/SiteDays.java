package io.footfall.merge;

import io.footfall.measure.ReturnRanges;
import io.footfall.merge.CellSums.Group;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The state of sites' days, as whoever adds breakdowns has to know it. */
final class SiteDays {

    /** How far a day has come. */
    enum Stage {
        OPEN,
        CLOSED,
        /** Its month is settled too: nothing can be added any more. */
        MONTH_CLOSED
    }

    /**
     * @param ranges how finely breakdowns of the day tell absence
     * @param epoch of the numbers of values: they are looked up anew when it has grown
     */
    record State(Stage stage, ReturnRanges ranges, long epoch) {}

    /** Days of a site are divided as the last closed one before them would have been. */
    private static final String MAKE = """
            insert into site_day (bucket, site, day, ranges)
            select $1, k.site, k.day, coalesce((
                select d.next_ranges from site_day d
                where d.bucket = $1 and d.site = k.site and d.day < k.day and d.closed order by d.day desc limit 1), $4)
            from unnest($2::int4[], $3::int4[]) as k (site, day)
            where not exists (select from site_day d where d.bucket = $1 and d.site = k.site and d.day = k.day)
            on conflict do nothing""";

    private static final String READ = """
            select d.site, d.day, d.closed, d.ranges, d.settled, e.epoch from unnest($2::int4[], $3::int4[]) as k (site, day)
            join site_day d on d.bucket = $1 and d.site = k.site and d.day = k.day
            join value_epoch e on e.bucket = $1""";

    private static final String LOCK = """
            select d.site, d.day from unnest($2::int4[], $3::int4[]) as k (site, day)
            join site_day d on d.bucket = $1 and d.site = k.site and d.day = k.day
            join value_epoch e on e.bucket = $1 and e.epoch = $4
            where not d.closed order by d.site, d.day for share of d, e""";

    private SiteDays() {}

    /** The state of some days, which come into being where they are not there. */
    static Future<Map<Group, State>> states(SqlClient client, short bucket, Collection<Group> groups) {
        if (groups.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        List<Group> ordered = ordered(groups);
        return client.preparedQuery(MAKE)
                .execute(days(bucket, ordered).addArrayOfInteger(ReturnRanges.FIXED.keys()))
                .compose(made -> client.preparedQuery(READ).execute(days(bucket, ordered)))
                .map(rows -> {
                    Map<Group, State> states = new HashMap<>();
                    for (Row row : rows) {
                        Stage stage =
                                !row.getBoolean(2) ? Stage.OPEN : row.getBoolean(4) ? Stage.MONTH_CLOSED : Stage.CLOSED;
                        states.put(
                                new Group(row.getInteger(0), row.getInteger(1)),
                                new State(stage, ReturnRanges.ofKeys(row.getArrayOfIntegers(3)), row.getLong(5)));
                    }
                    return states;
                });
    }

    /**
     * Keeps open days from being closed, and values from being deleted, until the end of the transaction; whether all of the days are
     * open still and no value was deleted since the epoch.
     */
    static Future<Boolean> lockOpen(SqlConnection connection, short bucket, Collection<Group> groups, long epoch) {
        return groups.isEmpty()
                ? Future.succeededFuture(true)
                : connection
                        .preparedQuery(LOCK)
                        .execute(days(bucket, ordered(groups)).addLong(epoch))
                        .map(rows -> rows.size() == groups.size());
    }

    private static List<Group> ordered(Collection<Group> groups) {
        return groups.stream()
                .sorted(Comparator.comparingInt(Group::site).thenComparingInt(Group::day))
                .toList();
    }

    private static Tuple days(short bucket, List<Group> groups) {
        return Tuple.tuple()
                .addShort(bucket)
                .addArrayOfInteger(groups.stream().map(Group::site).toArray(Integer[]::new))
                .addArrayOfInteger(groups.stream().map(Group::day).toArray(Integer[]::new));
    }

    /** The first day of a day's month. */
    static int monthOf(int day) {
        return (int) LocalDate.ofEpochDay(day).withDayOfMonth(1).toEpochDay();
    }

    /** The last day of a day's month. */
    static int lastOfMonth(int day) {
        return (int) LocalDate.ofEpochDay(monthOf(day)).plusMonths(1).toEpochDay() - 1;
    }
}
