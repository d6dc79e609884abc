package io.footfall.merge;

import io.footfall.count.Truth;
import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What the tables hold. */
final class Tables {

    private Tables() {}

    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    static Truth all(Pool pool) {
        return of(pool, "total_cell").addAll(of(pool, "open_cell"));
    }

    static Truth of(Pool pool, String table) {
        Truth truth = new Truth();
        for (String[] row : rows(pool, table)) {
            Cube cube = Cubes.byId(Integer.parseInt(row[1])).orElseThrow();
            for (int i = 0; i < Cube.MAX_MEASURES; i++) {
                truth.add(
                        Integer.parseInt(row[0]),
                        Integer.parseInt(row[2]),
                        cube,
                        row[3],
                        row[4],
                        i,
                        Long.parseLong(row[5 + i]));
            }
        }
        return truth;
    }

    /** The rows of a table as they lie there, texts in place of their numbers. */
    static List<String[]> rows(Pool pool, String table) {
        Map<String, String> texts = new HashMap<>();
        for (Row row : query(pool, "select site, id, text from value")) {
            texts.put(row.getInteger(0) + " " + row.getInteger(1), row.getString(2));
        }
        List<String[]> rows = new ArrayList<>();
        for (Row row :
                query(pool, "select site, cube, day, a, b, m1, m2, m3, m4, m5 from " + table + " order by ctid")) {
            Cube cube = Cubes.byId(row.getInteger(1)).orElseThrow();
            String[] plain = new String[10];
            for (int i = 0; i < plain.length; i++) {
                plain[i] = Long.toString(row.getLong(i));
            }
            plain[3] = cube.a() == Cube.Key.VALUE ? texts.get(plain[0] + " " + plain[3]) : plain[3];
            plain[4] = cube.b() == Cube.Key.VALUE ? texts.get(plain[0] + " " + plain[4]) : plain[4];
            rows.add(plain);
        }
        return rows;
    }

    /** Forgets all cells and days, so that a test of many rounds does not read those of earlier ones again; texts stay. */
    static void empty(Pool pool) {
        query(pool, """
                truncate total_cell, open_cell, closed_cell, sealed_cell, month_cell, month_residual, closed_month, site_day""");
    }

    static Iterable<Row> query(Pool pool, String sql) {
        return await(pool.query(sql).execute());
    }
}
