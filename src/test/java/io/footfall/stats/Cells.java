package io.footfall.stats;

import io.footfall.measure.Cube;
import io.footfall.measure.Measure;
import io.footfall.site.Site;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

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
        List<Map.Entry<String, Integer>> values = List.copyOf(texts.entrySet());
        Answered.by(pool.preparedQuery(
                        "insert into value select $1, $2, t.id, t.text from unnest($3::int[], $4::text[]) t(id, text)")
                .execute(Tuple.of(
                        site.bucket(),
                        site.id(),
                        values.stream().map(Map.Entry::getValue).toArray(Integer[]::new),
                        values.stream().map(Map.Entry::getKey).toArray(String[]::new))));
        Map<String, List<Map.Entry<Key, long[]>>> tables =
                cells.entrySet().stream().collect(Collectors.groupingBy(cell -> table(cell.getKey(), open)));
        tables.forEach((table, rows) -> insert(pool, table, rows));
    }

    private static String table(Key key, int open) {
        if (key.total) {
            return "total_cell";
        }
        return key.day < open ? "closed_cell" : "open_cell";
    }

    private void insert(Pool pool, String table, List<Map.Entry<Key, long[]>> rows) {
        Tuple tuple = Tuple.of(site.bucket(), site.id());
        List<Function<Key, Integer>> keys = List.of(Key::cube, Key::day, Key::a, Key::b);
        keys.forEach(key -> tuple.addArrayOfInteger(
                rows.stream().map(row -> key.apply(row.getKey())).toArray(Integer[]::new)));
        for (int m = 0; m < Cube.MAX_MEASURES; m++) {
            int column = m;
            tuple.addArrayOfLong(
                    rows.stream().map(row -> row.getValue()[column]).toArray(Long[]::new));
        }
        Answered.by(pool.preparedQuery("insert into " + table + """
                         (bucket, site, cube, day, a, b, m1, m2, m3, m4, m5)
                        select $1, $2, c.* from unnest($3::int[], $4::int[], $5::int[], $6::int[],
                            $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[]) c""").execute(tuple));
    }
}
