package io.footfall.merge;

import io.footfall.merge.CellSums.Group;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The table of sealed cells. */
final class SealedRows {

    private static final String INSERT =
            "insert into sealed_cell (bucket, site, day, id, payload) values ($1, $2, $3, $4, $5)";

    private static final String TAKE = """
            delete from sealed_cell where bucket = $1 and site = $2 and day between $3 and $4 returning day, payload""";

    private final Sealing sealing;

    SealedRows(Sealing sealing) {
        this.sealing = sealing;
    }

    /** Adds cells, sealed by site and day. */
    Future<Void> add(SqlConnection connection, short bucket, CellSums cells) {
        Map<Group, CellSums> groups = new HashMap<>();
        cells.cells()
                .forEach((cell, measures) -> groups.computeIfAbsent(Group.of(cell), g -> new CellSums())
                        .add(cell, measures));
        Future<Void> done = Future.succeededFuture();
        for (Map.Entry<Group, CellSums> group : groups.entrySet()) {
            int site = group.getKey().site();
            int day = group.getKey().day();
            Tuple row = Tuple.of(
                    bucket, site, day, UUID.randomUUID(), Buffer.buffer(sealing.seal(site, day, group.getValue())));
            done = done.compose(
                    v -> connection.preparedQuery(INSERT).execute(row).mapEmpty());
        }
        return done;
    }

    /** Takes the sealed cells of a site's days away; {@link #open} reads them. */
    static Future<RowSet<Row>> take(SqlConnection connection, short bucket, int site, int first, int last) {
        return connection.preparedQuery(TAKE).execute(Tuple.of(bucket, site, first, last));
    }

    /** What was taken away, by day. */
    Map<Integer, CellSums> open(int site, RowSet<Row> rows) {
        Map<Integer, CellSums> days = new HashMap<>();
        for (Row row : rows) {
            int day = row.getInteger(0);
            CellSums cells = sealing.open(site, day, row.getBuffer(1).getBytes());
            CellSums sums = days.computeIfAbsent(day, d -> new CellSums());
            cells.cells().forEach(sums::add);
        }
        return days;
    }
}
