package io.footfall.api;

import io.footfall.stats.Figure;
import io.footfall.stats.Metric;
import io.footfall.stats.Range;
import io.footfall.stats.StatsAnswer;
import io.footfall.stats.StatsRow;
import io.footfall.stats.Sums;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer as JSON, as the contract describes it. */
final class StatsJson {

    private static final double DECIMALS = 10_000;

    private StatsJson() {}

    static JsonObject of(StatsAnswer answer) {
        List<Metric> metrics = answer.question().metrics();
        JsonObject json = range(answer.question().range())
                .put("timezone", answer.question().site().zone().getId())
                .put("metrics", new JsonArray(metrics.stream().map(Metric::key).toList()))
                .put("totals", figures(new JsonObject(), answer.totals(), metrics))
                .put("rows", rows(answer.rows(), metrics));
        if (!answer.few().isEmpty()) {
            JsonObject few = new JsonObject();
            answer.few().forEach((metric, rest) -> few.put(metric.key(), value(rest)));
            json.put("few", few);
        }
        answer.question()
                .compared()
                .ifPresent(days -> json.put("compare", range(days).put("totals", compared(answer, metrics))));
        answer.folded()
                .ifPresent(folded -> json.put(
                        "folded",
                        new JsonObject()
                                .put("values", folded.values())
                                .put("since", folded.since().toString())));
        answer.waiting().ifPresent(visits -> json.put("waiting", visits));
        return json.put("notes", new JsonArray(answer.notes()));
    }

    private static JsonObject compared(StatsAnswer answer, List<Metric> metrics) {
        return figures(new JsonObject(), answer.compared().orElseThrow(), metrics);
    }

    /** A figure: a whole number, up to four decimals, or amounts by currency; null where it cannot be told. */
    static @Nullable Object value(@Nullable Figure figure) {
        if (figure instanceof Figure.Count count) {
            return count.number();
        } else if (figure instanceof Figure.Ratio ratio) {
            return Math.round(ratio.number() * DECIMALS) / DECIMALS;
        } else if (figure instanceof Figure.Money money) {
            JsonObject amounts = new JsonObject();
            money.texts().forEach(amounts::put);
            return amounts;
        }
        return null;
    }

    static JsonObject range(Range range) {
        return new JsonObject()
                .put("from", range.from().toString())
                .put("to", range.to().toString());
    }

    private static JsonArray rows(List<StatsRow> rows, List<Metric> metrics) {
        JsonArray array = new JsonArray();
        for (StatsRow row : rows) {
            JsonObject json = new JsonObject().put("value", row.value());
            row.title().ifPresent(title -> json.put("title", title));
            array.add(figures(json, row.sums(), metrics));
        }
        return array;
    }

    private static JsonObject figures(JsonObject json, Sums sums, List<Metric> metrics) {
        metrics.forEach(metric -> json.put(metric.key(), value(sums.figure(metric))));
        if (sums.plusMinus() > 0) {
            json.put("visitors_plus_minus", sums.plusMinus());
        }
        return json;
    }
}
