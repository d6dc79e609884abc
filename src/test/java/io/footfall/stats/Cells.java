package io.footfall.stats;

import io.footfall.measure.Cube;
import io.footfall.measure.Measure;
import io.footfall.site.Site;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cells of one site, added up in memory and written to the tables as a merge would. */
public final class Cells {

    private record Key(int cube, int day, int a, int b, boolean total) {}

    private final Site site;
    private final Map<Key, long[]> cells = new HashMap<>();
    private final Map<String, Integer> texts = new HashMap<>();

    public Cells(Site site) {
        this.site = site;
    }

    public int text(String text) {
        return texts.computeIfAbsent(text, absent -> 1000 - 7 * texts.size());
    }

    public void add(Cube cube, int day, int a, int b, Measure measure, long delta) {
        Key key = new Key(cube.id(), day, a, b, cube.total());
        cells.computeIfAbsent(key, absent -> new long[Cube.MAX_MEASURES])[cube.column(measure)] += delta;
    }

    public void add(Cube cube, int day, int a, Measure measure, long delta) {
        add(cube, day, a, 0, measure, delta);
    }

    /** Writes everything; breakdowns of days before {@code open} as closed ones. */
    public void store(Pool pool, int open) {
        List<Tuple> values = new ArrayList<>();
        texts.forEach((text, id) -> values.add(Tuple.of(site.bucket(), site.id(), id, text)));
        insert(pool, "insert into value values ($1, $2, $3, $4)", values);
        Map<String, List<Tuple>> tables = new HashMap<>();
        cells.forEach((key, m) -> tables.computeIfAbsent(table(key, open), absent -> new ArrayList<>())
                .add(Tuple.from(List.of(
                        site.bucket(),
                        (short) key.cube,
                        site.id(),
                        key.day,
                        key.a,
                        key.b,
                        m[0],
                        m[1],
                        m[2],
                        m[3],
                        m[4]))));
        tables.forEach((table, rows) ->
                insert(pool, "insert into " + table + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)", rows));
    }

    private static String table(Key key, int open) {
        if (key.total) {
            return "total_cell";
        }
        return key.day < open ? "closed_cell" : "open_cell";
    }

    private static void insert(Pool pool, String sql, List<Tuple> rows) {
        if (!rows.isEmpty()) {
            Answered.by(pool.withTransaction(
                    connection -> connection.preparedQuery(sql).executeBatch(rows)));
        }
    }
}
