package io.footfall.api;

import io.footfall.stats.By;
import io.footfall.stats.Figure;
import io.footfall.stats.Metric;
import io.footfall.stats.StatsAnswer;
import io.footfall.stats.StatsRow;
import io.footfall.stats.Sums;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The rows of an answer, or its totals where there are none, as CSV. */
final class StatsCsv {

    private StatsCsv() {}

    static String of(StatsAnswer answer) {
        By by = answer.question().by();
        boolean totals = by instanceof By.Nothing;
        List<StatsRow> rows = totals ? List.of(new StatsRow("", answer.totals(), Optional.empty())) : answer.rows();
        Set<String> currencies = currencies(answer.question().metrics(), rows);
        StringBuilder csv = new StringBuilder();
        List<String> header = new ArrayList<>(totals ? List.of() : List.of(Csv.text(by.key())));
        for (Metric metric : answer.question().metrics()) {
            header.addAll(columns(metric, currencies));
        }
        Csv.line(csv, header);
        for (StatsRow row : rows) {
            List<String> cells = new ArrayList<>(totals ? List.of() : List.of(Csv.text(row.value())));
            for (Metric metric : answer.question().metrics()) {
                cells.addAll(figures(metric, row.sums(), currencies));
            }
            Csv.line(csv, cells);
        }
        return csv.toString();
    }

    /** Amounts have a column for each currency. */
    private static Set<String> currencies(List<Metric> metrics, List<StatsRow> rows) {
        Set<String> currencies = new TreeSet<>();
        for (StatsRow row : rows) {
            for (Metric metric : metrics) {
                if (row.sums().figure(metric) instanceof Figure.Money money) {
                    currencies.addAll(money.amounts().keySet());
                }
            }
        }
        return currencies;
    }

    private static List<String> columns(Metric metric, Set<String> currencies) {
        return metric.amount()
                ? currencies.stream()
                        .map(currency -> metric.key() + "_" + currency)
                        .toList()
                : List.of(metric.key());
    }

    private static List<String> figures(Metric metric, Sums sums, Set<String> currencies) {
        Figure figure = sums.figure(metric);
        if (metric.amount()) {
            Map<String, String> texts = figure instanceof Figure.Money money ? money.texts() : Map.of();
            return currencies.stream()
                    .map(currency -> texts.getOrDefault(currency, ""))
                    .toList();
        }
        Object value = StatsJson.value(figure);
        return List.of(value == null ? "" : value.toString());
    }
}
