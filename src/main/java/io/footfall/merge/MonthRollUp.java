package io.footfall.merge;

import io.footfall.count.Cell;
import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.ReturnRange;
import io.footfall.merge.MonthReturns.Split;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns the closed days of settled months into cells of the month, each cube at the age that it says. A site's month in one
 * transaction of one shard, which also notes the cubes that it has rolled up: whatever dies, each is rolled up once, whole or not at
 * all.
 *
 * <p>All measures are added up by PostgreSQL. Only visitors are not: those of a month are fewer than those of its days.
 */
final class MonthRollUp implements Duties.Work {

    private static final List<Cube> BREAKDOWNS =
            Cubes.ALL.stream().filter(cube -> !cube.total()).toList();

    private static final String MONTHS = """
            select site, day, rolled from closed_month
            where bucket = any($1::int2[]) and cardinality(rolled) < $2 order by day, site""";

    private static final String LOCK =
            "select rolled from closed_month where bucket = $1 and site = $2 and day = $3 for update";

    private static final String ADD_UP = """
            with taken as (
                delete from closed_cell where bucket = $1 and site = $2 and day between $3 and $4 and cube = any($5::int2[])
                returning cube, a, b, m1, m2, m3, m4, m5)
            insert into month_cell (bucket, cube, site, day, a, b, m1, m2, m3, m4, m5)
            select $1, cube, $2, $3, a, b, sum(m1), sum(m2), sum(m3), sum(m4), sum(m5) from taken group by cube, a, b""";

    private static final String VISITORS = """
            select day, a, b, m1 from closed_cell
            where bucket = $1 and site = $2 and day between $3 and $4 and cube = $5""";

    private static final String TAKE_AWAY =
            "delete from closed_cell where bucket = $1 and site = $2 and day between $3 and $4 and cube = $5";

    private static final String NOTE = """
            update closed_month set rolled = rolled || $4::int2[] where bucket = $1 and site = $2 and day = $3""";

    private static final int READ_AT_ONCE = 5_000;

    private final Vertx vertx;
    private final Closing closing;
    private final FinishedDays days;

    MonthRollUp(Vertx vertx, Closing closing, FinishedDays days) {
        this.vertx = vertx;
        this.closing = closing;
        this.days = days;
    }

    @Override
    public Future<Void> run(Duty duty) {
        return closing.eachOf(days.now(), MONTHS, List.of(BREAKDOWNS.size()), (site, row) -> {
            SiteMonth month = SiteMonth.of(site, closing.bucket(site.site()), row.getInteger(1));
            return due(month, row.getArrayOfShorts(2)).isEmpty()
                    ? Future.succeededFuture()
                    : closing.transaction(duty, connection -> rollUp(connection, month));
        });
    }

    /** The cubes that are old enough and have not been rolled up. */
    private static List<Cube> due(SiteMonth month, Short[] rolled) {
        Set<Short> done = new HashSet<>(Arrays.asList(rolled));
        return BREAKDOWNS.stream()
                .filter(cube -> !done.contains((short) cube.id())
                        && month.isOver(cube.definition().rollUpMonths()))
                .toList();
    }

    private Future<Void> rollUp(SqlConnection connection, SiteMonth month) {
        Tuple key = Tuple.of(month.bucket(), month.site().site(), month.first());
        return connection.preparedQuery(LOCK).execute(key).compose(locked -> {
            List<Cube> cubes = locked.size() == 0
                    ? List.of()
                    : due(month, locked.iterator().next().getArrayOfShorts(0));
            return cubes.isEmpty()
                    ? Future.succeededFuture()
                    : addUp(connection, month, cubes)
                            .compose(v -> visitors(connection, month, cubes))
                            .compose(v -> connection.preparedQuery(NOTE).execute(key.addArrayOfShort(ids(cubes))))
                            .mapEmpty();
        });
    }

    private static Short[] ids(List<Cube> cubes) {
        return cubes.stream().map(cube -> (short) cube.id()).toArray(Short[]::new);
    }

    private static Future<Void> addUp(SqlConnection connection, SiteMonth month, List<Cube> cubes) {
        List<Cube> added = cubes.stream()
                .filter(cube -> BreakdownCells.visitsOf(cube).isEmpty())
                .toList();
        return connection
                .preparedQuery(ADD_UP)
                .execute(month.key().addArrayOfShort(ids(added)))
                .mapEmpty();
    }

    private Future<Void> visitors(SqlConnection connection, SiteMonth month, List<Cube> cubes) {
        return MonthClose.returns(connection, month.key()).compose(returns -> {
            Future<Void> done = Future.succeededFuture();
            for (Cube cube : cubes) {
                if (BreakdownCells.visitsOf(cube).isPresent()) {
                    Values values = new Values(month, cube, returns, new HashMap<>(), new HashMap<>());
                    done = done.compose(v -> visitors(connection, values));
                }
            }
            return done;
        });
    }

    private Future<Void> visitors(SqlConnection connection, Values values) {
        SiteMonth month = values.month;
        Tuple key = month.key().addShort((short) values.returns.id());
        return connection
                .prepare(VISITORS)
                .compose(statement -> read(statement.cursor(key), values).eventually(statement::close))
                .compose(v -> connection.preparedQuery(TAKE_AWAY).execute(key))
                .compose(v ->
                        vertx.executeBlocking(() -> HashOrder.of(values.cells().cells(), closing.orderKey())))
                .compose(cells ->
                        CellRows.upsert(connection, "month_cell", month.bucket(), cells, new ValueIds(Map.of())));
    }

    private Future<Void> read(Cursor cursor, Values values) {
        return cursor.read(READ_AT_ONCE)
                .compose(rows -> vertx.executeBlocking(() -> values.add(rows)))
                .compose(v -> cursor.hasMore() ? read(cursor, values) : cursor.close());
    }

    /** Visitors of the values of a cube in a month. Values are told by their numbers. Used by one thread after the other. */
    private record Values(
            SiteMonth month,
            Cube returns,
            Map<Integer, Map<Integer, Long>> totals,
            Map<Long, Split> splits,
            Map<Integer, MonthReturns> values) {

        Values add(RowSet<Row> rows) {
            for (Row row : rows) {
                values.computeIfAbsent(row.getInteger(1), value -> new MonthReturns())
                        .add(split(row.getInteger(0), row.getInteger(2)), row.getLong(3));
            }
            return this;
        }

        /** Many values have the same ranges on a day. */
        private Split split(int day, int range) {
            return splits.computeIfAbsent(
                    (long) day << Integer.SIZE | range,
                    key -> Split.of(month.first(), day, ReturnRange.ofKey(range), totals.getOrDefault(day, Map.of())));
        }

        CellSums cells() {
            CellSums cells = new CellSums();
            int site = month.site().site();
            values.forEach((value, visitors) -> visitors.cells(
                            returns, month.site().crowd().value())
                    .forEach((range, measures) -> cells.add(
                            new Cell(
                                    site,
                                    month.first(),
                                    returns,
                                    new Cell.Numeric(value),
                                    new Cell.Numeric(range.key())),
                            measures)));
            return cells;
        }
    }
}
