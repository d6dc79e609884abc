package io.footfall.api;

import io.footfall.stats.Report;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reports as JSON, as the contract describes them, and their rows as CSV with the same names. */
final class ReportJson {

    private static final double DECIMALS = 10_000;

    private ReportJson() {}

    /** Sends a report. */
    static <R> Future<Void> answer(RoutingContext context, Report<R> report, Function<R, JsonObject> json) {
        List<JsonObject> rows = report.rows().stream().map(json).toList();
        if (Csv.isWanted(context)) {
            return Csv.answer(context, "report", csv(rows));
        }
        return Answers.json(
                context,
                200,
                StatsJson.range(report.range())
                        .put("timezone", report.site().zone().getId())
                        .put("rows", new JsonArray(rows))
                        .put("notes", new JsonArray(report.notes())));
    }

    private static String csv(List<JsonObject> rows) {
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> names.addAll(row.fieldNames()));
        StringBuilder csv = new StringBuilder();
        Csv.line(csv, List.copyOf(names));
        for (JsonObject row : rows) {
            Csv.line(csv, names.stream().map(name -> cell(row.getValue(name))).toList());
        }
        return csv.toString();
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof String text ? Csv.text(text) : value.toString();
    }

    static JsonObject retained(Report.Retained row) {
        return new JsonObject()
                .put("cohort", row.cohort().toString())
                .put("week", row.week())
                .put("visitors", row.visitors())
                .put("share", share(row.share()))
                .put("complete", row.complete());
    }

    static JsonObject move(Report.Move row) {
        return new JsonObject().put("from", row.from()).put("to", row.to()).put("moves", row.moves());
    }

    static JsonObject step(Report.FunnelStep row) {
        return new JsonObject()
                .put("funnel", row.funnel())
                .put("step", row.step())
                .put("name", row.name())
                .put("visits", row.visits())
                .put("share", share(row.share()))
                .put("dropped", row.dropped());
    }

    static JsonObject speed(Report.Speed row) {
        JsonObject json = new JsonObject();
        if (!row.page().isEmpty()) {
            json.put("page", row.page());
        }
        return json.put("vital", row.vital())
                .put("measured", row.measured())
                .put("median", share(row.median()))
                .put("p75", share(row.p75()))
                .put("p90", share(row.p90()))
                .put("good", share(row.good()))
                .put("needs_improvement", share(Math.max(0, 1 - row.good() - row.poor())))
                .put("poor", share(row.poor()));
    }

    static JsonObject decided(Report.Decided row) {
        return new JsonObject()
                .put("policy", row.policy())
                .put("accept_all", row.accepted())
                .put("choose", row.chosen())
                .put("reject_all", row.rejected())
                .put("withdraw", row.withdrawn())
                .put("signal", row.signalled())
                .put("rate", share(row.rate()));
    }

    private static @Nullable Double share(@Nullable Double number) {
        return number == null ? null : (Double) (Math.round(number * DECIMALS) / DECIMALS);
    }
}
