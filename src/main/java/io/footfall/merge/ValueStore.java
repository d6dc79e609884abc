package io.footfall.merge;

import io.footfall.count.Cell;
import io.footfall.merge.ValueIds.SiteText;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Texts of cells, interned under random numbers, so that a number does not tell when its text first came. Doing it twice changes nothing.
 */
final class ValueStore {

    private static final int MOST_ROUNDS = 20;

    private static final String FIND = """
            select v.site, v.text, v.id from unnest($2::int4[], $3::text[]) as k (site, text)
            join value v on v.bucket = $1 and v.site = k.site and v.text = k.text collate "C\"""";

    private static final String MAKE = """
            insert into value (bucket, site, text, id)
            select $1, k.* from unnest($2::int4[], $3::text[], $4::int4[]) as k on conflict do nothing""";

    private final RandomGenerator random;
    private final long orderKey;

    ValueStore(RandomGenerator random, long orderKey) {
        this.random = random;
        this.orderKey = orderKey;
    }

    /** The numbers of all texts in some cells of a bucket, made where there are none. */
    Future<ValueIds> ids(SqlClient client, short bucket, List<Cell> cells) {
        Map<SiteText, Integer> wanted = new HashMap<>();
        for (Cell cell : cells) {
            want(wanted, cell, cell.a());
            want(wanted, cell, cell.b());
        }
        List<SiteText> texts =
                HashOrder.of(wanted, orderKey).stream().map(Map.Entry::getKey).toList();
        return texts.isEmpty()
                ? Future.succeededFuture(new ValueIds(Map.of()))
                : complete(client, bucket, texts, new HashMap<>(), 0).map(ValueIds::new);
    }

    private static void want(Map<SiteText, Integer> wanted, Cell cell, Cell.Key key) {
        if (key instanceof Cell.Text text) {
            wanted.put(new SiteText(cell.site(), text.text()), 0);
        }
    }

    /** Finds, makes what is missing under fresh numbers, and looks again: a number may be taken, or another node faster. */
    private Future<Map<SiteText, Integer>> complete(
            SqlClient client, short bucket, List<SiteText> texts, Map<SiteText, Integer> known, int round) {
        return find(client, bucket, texts, known).compose(found -> {
            List<SiteText> missing =
                    texts.stream().filter(text -> !known.containsKey(text)).toList();
            if (missing.isEmpty()) {
                return Future.succeededFuture(known);
            }
            if (round == MOST_ROUNDS) {
                return Future.failedFuture("no free numbers for " + missing.size() + " values");
            }
            return make(client, bucket, missing).compose(made -> complete(client, bucket, missing, known, round + 1));
        });
    }

    private static Future<Void> find(
            SqlClient client, short bucket, List<SiteText> texts, Map<SiteText, Integer> known) {
        return client.preparedQuery(FIND)
                .execute(arguments(bucket, texts))
                .onSuccess(rows -> {
                    for (Row row : rows) {
                        known.put(new SiteText(row.getInteger(0), row.getString(1)), row.getInteger(2));
                    }
                })
                .mapEmpty();
    }

    private Future<Void> make(SqlClient client, short bucket, List<SiteText> texts) {
        List<Integer> ids = new ArrayList<>();
        texts.forEach(text -> ids.add(random.nextInt(1, Integer.MAX_VALUE)));
        return client.preparedQuery(MAKE)
                .execute(arguments(bucket, texts).addArrayOfInteger(ids.toArray(Integer[]::new)))
                .mapEmpty();
    }

    private static Tuple arguments(short bucket, List<SiteText> texts) {
        return Tuple.tuple()
                .addShort(bucket)
                .addArrayOfInteger(texts.stream().map(SiteText::site).toArray(Integer[]::new))
                .addArrayOfString(texts.stream().map(SiteText::text).toArray(String[]::new));
    }
}
