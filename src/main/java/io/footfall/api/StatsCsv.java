package io.footfall.api;

import io.footfall.stats.By;
import io.footfall.stats.Metric;
import io.footfall.stats.StatsAnswer;
import io.footfall.stats.StatsRow;
import io.footfall.stats.Sums;
import java.util.ArrayList;
import java.util.List;

/** The rows of an answer, or its totals where there are none, as CSV (RFC 4180). */
final class StatsCsv {

    /** A spreadsheet would take a text that begins so for a formula. */
    private static final String FORMULA = "=+-@\t\r";

    private StatsCsv() {}

    static String of(StatsAnswer answer) {
        List<Metric> metrics = answer.question().metrics();
        By by = answer.question().by();
        boolean totals = by instanceof By.Nothing;
        StringBuilder csv = new StringBuilder();
        List<String> header = new ArrayList<>(metrics.stream().map(Metric::key).toList());
        if (!totals) {
            header.add(0, by.key());
        }
        line(csv, header);
        if (totals) {
            line(csv, figures(answer.totals(), metrics));
        }
        for (StatsRow row : answer.rows()) {
            List<String> cells = figures(row.sums(), metrics);
            cells.add(0, text(row.value()));
            line(csv, cells);
        }
        return csv.toString();
    }

    private static List<String> figures(Sums sums, List<Metric> metrics) {
        List<String> figures = new ArrayList<>();
        for (Metric metric : metrics) {
            Number number = StatsJson.number(sums, metric);
            figures.add(number == null ? "" : number.toString());
        }
        return figures;
    }

    private static void line(StringBuilder csv, List<String> cells) {
        csv.append(String.join(",", cells)).append("\r\n");
    }

    private static String text(String value) {
        String safe = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
