package io.footfall.merge;

import io.footfall.count.Cell;
import io.footfall.measure.Cube;
import io.footfall.merge.FinishedDays.Finished;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/** What closing days and months needs: transactions under a duty, and rows written in the order of a hash. */
record Closing(Pool pool, ValueStore values, SealedRows sealedCells, long orderKey, IntUnaryOperator bucketOf) {

    short bucket(int site) {
        return (short) bucketOf.applyAsInt(site);
    }

    Short[] buckets(Collection<Integer> sites) {
        return sites.stream().map(this::bucket).distinct().toArray(Short[]::new);
    }

    /** Some work in one transaction, which cannot commit when the duty is lost. */
    Future<Void> transaction(Duty duty, Function<SqlConnection, Future<Void>> work) {
        return Failures.retrying(
                () -> pool.withTransaction(connection -> duty.hold(connection).compose(v -> work.apply(connection))));
    }

    /** Adds cells to a table; all at once, so that neither place nor transaction tells of any of them when it came. */
    Future<Void> write(SqlConnection connection, String table, short bucket, CellSums cells) {
        List<Map.Entry<Cell, long[]>> ordered = HashOrder.of(cells.cells(), orderKey);
        return values.ids(
                        connection,
                        bucket,
                        ordered.stream().map(Map.Entry::getKey).toList())
                .compose(ids -> CellRows.upsert(connection, table, bucket, ordered, ids));
    }

    /**
     * Works through the rows of a query, as {@link #each} does; those of other sites are passed over.
     *
     * @param sites whose finished days are meant
     * @param query takes buckets first, and gives a site first
     * @param arguments what else it takes
     */
    Future<Void> eachOf(
            List<Finished> sites, String query, List<Integer> arguments, BiFunction<Finished, Row, Future<Void>> work) {
        Map<Integer, Finished> finished = new HashMap<>();
        sites.forEach(site -> finished.put(site.site(), site));
        Tuple all = Tuple.tuple().addArrayOfShort(buckets(finished.keySet()));
        arguments.forEach(all::addInteger);
        return pool.preparedQuery(query)
                .execute(all)
                .compose(rows -> each(rows, row -> {
                    Finished site = finished.get(row.getInteger(0));
                    return site == null ? Future.succeededFuture() : work.apply(site, row);
                }));
    }

    /** Works through rows one after the other; goes on after a failure, and fails with the first at the end. */
    Future<Void> each(RowSet<Row> rows, Function<Row, Future<Void>> work) {
        List<Throwable> failures = new ArrayList<>();
        Future<Void> done = Future.succeededFuture();
        for (Row row : rows) {
            done = done.compose(v -> work.apply(row).recover(failure -> {
                failures.add(failure);
                return failure instanceof Duty.Lost ? Future.failedFuture(failure) : Future.succeededFuture();
            }));
        }
        return done.compose(v -> failures.isEmpty() ? Future.succeededFuture() : Future.failedFuture(failures.get(0)));
    }

    /** The measures of a row, from a column on. */
    static long[] measures(Row row, int from) {
        long[] measures = new long[Cube.MAX_MEASURES];
        for (int i = 0; i < measures.length; i++) {
            measures[i] = row.getLong(from + i);
        }
        return measures;
    }
}
