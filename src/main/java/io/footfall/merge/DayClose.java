package io.footfall.merge;

import io.footfall.count.Cell;
import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.ReturnRange;
import io.footfall.measure.ReturnRanges;
import io.footfall.merge.FinishedDays.Finished;
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
 * Closes days that are over, so that no small cell of them stays: what is large enough is written anew in the order of a hash, the
 * rest is sealed until the month is over. Each day in one transaction of one shard; whatever dies, it is closed whole or not at all.
 */
final class DayClose implements Duties.Work {

    private static final String OPEN_DAYS =
            "select site, day from site_day where bucket = any($1::int2[]) and not closed order by day, site";

    private static final String LOCK =
            "select ranges from site_day where bucket = $1 and site = $2 and day = $3 and not closed for update";

    /** Tables that have not been analysed look small: then all values of the site would be read again for each cell. */
    private static final String JOIN_AT_ONCE = "set local enable_nestloop = off";

    private static final String TAKE = """
            with taken as (
                delete from open_cell where bucket = $1 and site = $2 and day = $3 and cube = any($4::int2[])
                returning cube, a, b, m1, m2, m3, m4, m5)
            select t.cube, t.a, t.b, t.m1, t.m2, t.m3, t.m4, t.m5, va.text, vb.text from taken t
            left join value va on va.bucket = $1 and va.site = $2 and va.id = t.a
            left join value vb on vb.bucket = $1 and vb.site = $2 and vb.id = t.b""";

    private static final String RETURNS =
            "select a, m1 from total_cell where bucket = $1 and site = $2 and day = $3 and cube = $4 and m1 > 0";

    private static final String CLOSE = """
            update site_day set closed = true, ranges = $4, next_ranges = $5
            where bucket = $1 and site = $2 and day = $3""";

    private static final Short[] BREAKDOWNS = Cubes.ALL.stream()
            .filter(cube -> !cube.total())
            .map(cube -> (short) cube.id())
            .toArray(Short[]::new);

    private final Vertx vertx;
    private final Closing closing;
    private final FinishedDays days;

    DayClose(Vertx vertx, Closing closing, FinishedDays days) {
        this.vertx = vertx;
        this.closing = closing;
        this.days = days;
    }

    /** Closes every day that is over. A day that fails does not keep the others from being closed; the run then fails at its end. */
    @Override
    public Future<Void> run(Duty duty) {
        return closing.eachOf(days.now(), OPEN_DAYS, List.of(), (site, row) -> {
            int day = row.getInteger(1);
            return day < site.before() ? close(duty, site, day) : Future.succeededFuture();
        });
    }

    private Future<Void> close(Duty duty, Finished site, int day) {
        return closing.transaction(duty, connection -> {
            short bucket = closing.bucket(site.site());
            Tuple key = Tuple.of(bucket, site.site(), day);
            return connection
                    .preparedQuery(LOCK)
                    .execute(key)
                    .compose(locked -> locked.size() == 0
                            ? Future.succeededFuture()
                            : close(
                                    connection,
                                    site,
                                    day,
                                    ReturnRanges.ofKeys(locked.iterator().next().getArrayOfIntegers(0))));
        });
    }

    private record Taken(RowSet<Row> open, RowSet<Row> sealedCells, RowSet<Row> returns) {}

    private record Closed(DaySettlement settled, ReturnRanges ranges, ReturnRanges next) {}

    private Future<Void> close(SqlConnection connection, Finished site, int day, ReturnRanges ranges) {
        short bucket = closing.bucket(site.site());
        return connection
                .query(JOIN_AT_ONCE)
                .execute()
                .compose(v -> connection.preparedQuery(TAKE).execute(Tuple.of(bucket, site.site(), day, BREAKDOWNS)))
                .compose(open -> SealedRows.take(connection, bucket, site.site(), day, day)
                        .compose(sealedCells -> connection
                                .preparedQuery(RETURNS)
                                .execute(Tuple.of(bucket, site.site(), day, (short) Cubes.RETURN.id()))
                                .map(returns -> new Taken(open, sealedCells, returns))))
                .compose(taken -> vertx.executeBlocking(() -> settle(site, day, ranges, taken)))
                .compose(closed -> connection
                        .preparedQuery(CLOSE)
                        .execute(Tuple.of(bucket, site.site(), day, closed.ranges.keys(), closed.next.keys()))
                        .compose(v -> AdmittedRows.forget(connection, bucket, site.site(), day))
                        .compose(v -> closing.write(connection, "closed_cell", bucket, closed.settled.kept()))
                        .compose(v -> closing.sealedCells().add(connection, bucket, closed.settled.hidden())));
    }

    private Closed settle(Finished site, int day, ReturnRanges ranges, Taken taken) {
        CellSums all = new CellSums();
        taken.open.forEach(row -> addTo(all, site.site(), day, row));
        CellSums waited =
                closing.sealedCells().open(site.site(), taken.sealedCells).getOrDefault(day, new CellSums());
        boolean apart = !all.isEmpty() && !isCrowd(site, waited);
        if (!apart) {
            waited.cells().forEach(all::add);
        }
        Map<Integer, Long> returns = new HashMap<>();
        for (Row row : taken.returns) {
            returns.merge(ReturnRange.gap(day, row.getInteger(0)), row.getLong(1), Long::sum);
        }
        int crowd = site.crowd().absence();
        ReturnRanges coarser = ranges.joined(returns, crowd);
        DaySettlement settled = DaySettlement.of(site.crowd(), all, coarser);
        if (apart) {
            settled.hide(waited);
        }
        return new Closed(settled, coarser, ReturnRanges.like(returns, crowd));
    }

    /** Who has read the open day would see by a difference what else the closed one holds: so that must be a crowd too. */
    private static boolean isCrowd(Finished site, CellSums waited) {
        Map<CellSums.Group, Long> visits = new HashMap<>();
        waited.addVisitStarts(visits);
        long sum = visits.values().stream().mapToLong(Long::longValue).sum();
        return site.crowd().open() || sum >= site.crowd().absence();
    }

    private static void addTo(CellSums sums, int site, int day, Row row) {
        Cube cube = Cubes.byId(row.getShort(0)).orElseThrow();
        Cell.Key a = key(cube.a(), row.getInteger(1), row.getString(8));
        Cell.Key b = key(cube.b(), row.getInteger(2), row.getString(9));
        sums.add(new Cell(site, day, cube, a, b), Closing.measures(row, 3));
    }

    private static Cell.Key key(Cube.Key kind, int number, String text) {
        return kind == Cube.Key.VALUE ? new Cell.Text(text) : new Cell.Numeric(number);
    }
}
