package io.footfall.stats;

import io.footfall.measure.Cubes;
import io.footfall.measure.Measure;
import io.footfall.site.Site;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The titles that pages were seen with most in the last month of a range: only a label, and so a question of its own. */
final class Titles {

    private static final int DAYS = 31;

    private Titles() {}

    /** Titles by page; a page has none whose titles are too rare. */
    static Future<Map<String, String>> read(Pool pool, Site site, Range range, List<String> pages) {
        if (pages.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        CellTables tables = new CellTables(
                site.thresholds(),
                "$4",
                "$5",
                "c.a = any(array(select id from value where bucket = $1 and site = $2 and text = any($3::text[])))",
                "'{}'::int[]");
        String sql = """
                select distinct on (s.a) p.text, t.text
                from (select c.a, c.b, sum(c.m%d) as views from %s c group by c.a, c.b) s
                join value p on p.bucket = $1 and p.site = $2 and p.id = s.a
                join value t on t.bucket = $1 and t.site = $2 and t.id = s.b
                order by s.a, s.views desc, t.text""".formatted(CellTables.column(Cubes.TITLE, Measure.PAGEVIEWS), tables.cells(Cubes.TITLE));
        return pool.preparedQuery(sql)
                .execute(Tuple.of(
                        site.bucket(),
                        site.id(),
                        pages.toArray(String[]::new),
                        Math.max(range.firstDay(), range.lastDay() - DAYS),
                        range.lastDay()))
                .map(rows -> {
                    Map<String, String> titles = new HashMap<>();
                    for (Row row : rows) {
                        titles.put(row.getString(0), row.getString(1));
                    }
                    return titles;
                });
    }
}
