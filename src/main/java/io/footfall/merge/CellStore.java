package io.footfall.merge;

import io.footfall.count.Cell;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Adds cells to the tables, exactly once: the transaction that adds the cells of a bucket also moves the ledger of (bucket,
 * writer) to the generation, and does nothing when the ledger is there already.
 */
final class CellStore {

    private static final int BATCH = 5_000;

    private static final String ADVANCE = """
            insert into ledger (bucket, writer, generation) values ($1, $2, $3)
            on conflict (bucket, writer) do update set generation = excluded.generation
            where ledger.generation < excluded.generation""";

    private final Pool pool;
    private final ValueStore values;
    private final long orderKey;

    /** @param orderKey of the order in which rows are written; the same on all nodes, and a secret of the installation */
    CellStore(Pool pool, ValueStore values, long orderKey) {
        this.pool = pool;
        this.values = values;
        this.orderKey = orderKey;
    }

    /**
     * Adds the cells of one bucket.
     *
     * @return whether they were added now; false when they had been added before
     */
    Future<Boolean> add(short bucket, UUID writer, long generation, Map<Cell, long[]> cells) {
        List<Map.Entry<Cell, long[]>> ordered = HashOrder.of(cells, orderKey);
        List<Cell> keys = ordered.stream().map(Map.Entry::getKey).toList();
        return Failures.retrying(() -> values.ids(bucket, keys)).compose(ids -> {
            List<CellRows> rows = rows(bucket, ordered, ids);
            return Failures.retrying(() -> pool.withTransaction(connection -> connection
                    .preparedQuery(ADVANCE)
                    .execute(Tuple.of(bucket, writer, generation))
                    .compose(advanced -> advanced.rowCount() == 0
                            ? Future.succeededFuture(false)
                            : addAll(connection, rows).map(true))));
        });
    }

    /** Totals first, then breakdowns, each in the one order of all writers: so no two wait for each other crosswise. */
    private static List<CellRows> rows(short bucket, List<Map.Entry<Cell, long[]>> cells, ValueIds ids) {
        List<CellRows> batches = new ArrayList<>();
        for (boolean total : new boolean[] {true, false}) {
            CellRows rows = null;
            for (Map.Entry<Cell, long[]> entry : cells) {
                Cell cell = entry.getKey();
                if (cell.cube().total() == total) {
                    if (rows == null || rows.size() == BATCH) {
                        rows = new CellRows(total ? "total_cell" : "open_cell", bucket);
                        batches.add(rows);
                    }
                    rows.add(cell, ids.key(cell, cell.a()), ids.key(cell, cell.b()), entry.getValue());
                }
            }
        }
        return batches;
    }

    private static Future<Void> addAll(SqlConnection connection, List<CellRows> batches) {
        Future<Void> done = Future.succeededFuture();
        for (CellRows rows : batches) {
            done = done.compose(v -> rows.upsert(connection));
        }
        return done;
    }
}
