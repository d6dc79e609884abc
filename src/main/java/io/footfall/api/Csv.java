package io.footfall.api;

import io.vertx.core.Future;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Tables as CSV (RFC 4180). */
final class Csv {

    /** A spreadsheet would take a text that begins so for a formula. */
    private static final String FORMULA = "=+-@\t\r";

    private Csv() {}

    /** Whether it is asked for: the first accepted type that is one of ours decides. */
    static boolean isWanted(RoutingContext context) {
        return context.parsedHeaders().accept().stream()
                .map(MIMEHeader::rawValue)
                .filter(type -> type.startsWith("text/csv") || type.startsWith("application/json"))
                .findFirst()
                .filter(type -> type.startsWith("text/csv"))
                .isPresent();
    }

    /** Sends a table as a file. */
    static Future<Void> answer(RoutingContext context, String name, String csv) {
        return context.response()
                .putHeader("Content-Type", "text/csv; charset=utf-8")
                .putHeader("Content-Disposition", "attachment; filename=\"" + name + ".csv\"")
                .end(csv);
    }

    /** Adds a line of finished cells. */
    static void line(StringBuilder csv, List<String> cells) {
        csv.append(String.join(",", cells)).append("\r\n");
    }

    /** A cell with a text. */
    static String text(String value) {
        String safe = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
