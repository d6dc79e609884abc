package io.footfall.merge;

import io.footfall.measure.Cubes;
import io.footfall.measure.ReturnRange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Settles months that are over, when all their days are closed: what was too small for days and is large enough for the month becomes
 * its residual, what is not is deleted. So no small cell stays. What comes later for the month is not kept by value at all.
 */
final class MonthClose implements Duties.Work {

    /** Months with days that are closed and not settled, and whether all days are. */
    private static final String MONTHS = """
            select site, month, bool_and(closed) from (
                select site, closed, date_trunc('month', date '1970-01-01' + day)::date - date '1970-01-01' as month
                from site_day where bucket = any($1::int2[]) and not settled) d
            group by site, month order by month, site""";

    private static final String LOCK = """
            select day, closed from site_day
            where bucket = $1 and site = $2 and day between $3 and $4 and not settled order by day for update""";

    private static final String RETURNS = """
            select day, a, m1 from total_cell
            where bucket = $1 and site = $2 and cube = $5 and day between $3 and $4 and m1 > 0""";

    private static final String CLOSE =
            "insert into closed_month (bucket, site, day) values ($1, $2, $3) on conflict do nothing";

    private static final String SETTLE =
            "update site_day set settled = true where bucket = $1 and site = $2 and day between $3 and $4";

    private final Vertx vertx;
    private final Closing closing;
    private final FinishedDays days;

    MonthClose(Vertx vertx, Closing closing, FinishedDays days) {
        this.vertx = vertx;
        this.closing = closing;
        this.days = days;
    }

    @Override
    public Future<Void> run(Duty duty) {
        return closing.eachOf(days.now(), MONTHS, List.of(), (site, row) -> {
            SiteMonth month = SiteMonth.of(site, closing.bucket(site.site()), row.getInteger(1));
            return row.getBoolean(2) && month.last() < site.before()
                    ? closing.transaction(duty, connection -> close(connection, month))
                    : Future.succeededFuture();
        });
    }

    private Future<Void> close(SqlConnection connection, SiteMonth month) {
        return connection.preparedQuery(LOCK).execute(month.key()).compose(locked -> {
            for (Row row : locked) {
                if (!row.getBoolean(1)) {
                    return Future.succeededFuture();
                }
            }
            return locked.size() == 0 ? Future.succeededFuture() : closeLocked(connection, month);
        });
    }

    /** A day that began after its month was closed adds nothing to it. */
    private Future<Void> closeLocked(SqlConnection connection, SiteMonth month) {
        return connection
                .preparedQuery(CLOSE)
                .execute(Tuple.of(month.bucket(), month.site().site(), month.first()))
                .compose(made -> SealedRows.take(
                                connection, month.bucket(), month.site().site(), month.first(), month.last())
                        .compose(sealedCells ->
                                made.rowCount() == 0 ? Future.succeededFuture() : keep(connection, month, sealedCells)))
                .compose(v -> connection.preparedQuery(SETTLE).execute(month.key()))
                .mapEmpty();
    }

    private Future<Void> keep(SqlConnection connection, SiteMonth month, RowSet<Row> sealedCells) {
        return returns(connection, month.key())
                .compose(returns -> vertx.executeBlocking(() -> {
                    MonthSettlement settlement = new MonthSettlement(month.first(), returns);
                    closing.sealedCells().open(month.site().site(), sealedCells).forEach(settlement::add);
                    return settlement.residual(month.site().crowd());
                }))
                .compose(kept -> closing.write(connection, "month_residual", month.bucket(), kept));
    }

    /** Visitors of each day by gap. */
    static Future<Map<Integer, Map<Integer, Long>>> returns(SqlConnection connection, Tuple month) {
        return connection
                .preparedQuery(RETURNS)
                .execute(Tuple.of(
                        month.getShort(0), month.getInteger(1), month.getInteger(2), month.getInteger(3), (short)
                                Cubes.RETURN.id()))
                .map(rows -> {
                    Map<Integer, Map<Integer, Long>> days = new HashMap<>();
                    for (Row row : rows) {
                        int day = row.getInteger(0);
                        days.computeIfAbsent(day, d -> new HashMap<>())
                                .merge(ReturnRange.gap(day, row.getInteger(1)), row.getLong(2), Long::sum);
                    }
                    return days;
                });
    }
}
