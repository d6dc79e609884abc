package io.footfall.merge;

import io.footfall.count.Cell;
import io.footfall.measure.Cube;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows of one table and bucket, as the arrays of one upsert. */
final class CellRows {

    /** The most rows of one upsert. */
    private static final int BATCH = 2_000;

    private static final String UPSERT = """
            insert into TABLE as t (bucket, cube, site, day, a, b, m1, m2, m3, m4, m5)
            select $1, k.* from unnest($2::int2[], $3::int4[], $4::int4[], $5::int4[], $6::int4[],
                $7::int8[], $8::int8[], $9::int8[], $10::int8[], $11::int8[]) as k
            on conflict (bucket, site, cube, day, a, b) do update set
                m1 = t.m1 + excluded.m1, m2 = t.m2 + excluded.m2, m3 = t.m3 + excluded.m3,
                m4 = t.m4 + excluded.m4, m5 = t.m5 + excluded.m5""";

    private final String table;
    private final short bucket;
    private final List<Short> cubes = new ArrayList<>();
    private final List<Integer> sites = new ArrayList<>();
    private final List<Integer> days = new ArrayList<>();
    private final List<Integer> as = new ArrayList<>();
    private final List<Integer> bs = new ArrayList<>();
    private final List<List<Long>> measures = new ArrayList<>();

    private CellRows(String table, short bucket) {
        this.table = table;
        this.bucket = bucket;
        for (int i = 0; i < Cube.MAX_MEASURES; i++) {
            measures.add(new ArrayList<>());
        }
    }

    /** Adds cells to a table, in their order. */
    static Future<Void> upsert(
            SqlConnection connection, String table, short bucket, List<Map.Entry<Cell, long[]>> cells, ValueIds ids) {
        Future<Void> done = Future.succeededFuture();
        for (int from = 0; from < cells.size(); from += BATCH) {
            CellRows rows = new CellRows(table, bucket);
            for (Map.Entry<Cell, long[]> entry : cells.subList(from, Math.min(cells.size(), from + BATCH))) {
                Cell cell = entry.getKey();
                rows.add(cell, ids.key(cell, cell.a()), ids.key(cell, cell.b()), entry.getValue());
            }
            done = done.compose(v -> rows.upsert(connection));
        }
        return done;
    }

    private void add(Cell cell, int a, int b, long[] values) {
        cubes.add((short) cell.cube().id());
        sites.add(cell.site());
        days.add(cell.day());
        as.add(a);
        bs.add(b);
        for (int i = 0; i < values.length; i++) {
            measures.get(i).add(values[i]);
        }
    }

    private Future<Void> upsert(SqlConnection connection) {
        Tuple arguments = Tuple.tuple()
                .addShort(bucket)
                .addArrayOfShort(cubes.toArray(Short[]::new))
                .addArrayOfInteger(sites.toArray(Integer[]::new))
                .addArrayOfInteger(days.toArray(Integer[]::new))
                .addArrayOfInteger(as.toArray(Integer[]::new))
                .addArrayOfInteger(bs.toArray(Integer[]::new));
        measures.forEach(column -> arguments.addArrayOfLong(column.toArray(Long[]::new)));
        return connection
                .preparedQuery(UPSERT.replace("TABLE", table))
                .execute(arguments)
                .mapEmpty();
    }
}
