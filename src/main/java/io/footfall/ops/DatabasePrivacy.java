package io.footfall.ops;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the database would write more than sums: statements with their values in its log, or every step of the
 * counters in archives and replicas. It cannot forbid that to an operator; it says so at the start.
 */
public final class DatabasePrivacy {

    private static final Logger LOG = LoggerFactory.getLogger(DatabasePrivacy.class);

    private static final String SETTINGS = """
            select name, setting from pg_settings where name in ('log_statement', 'log_min_duration_statement',
                'log_min_duration_sample', 'log_transaction_sample_rate', 'log_parameter_max_length_on_error',
                'auto_explain.log_min_duration', 'archive_mode')
            union all select 'replicas', count(*)::text from pg_stat_replication
            """;

    private DatabasePrivacy() {}

    /** Logs each warning and gives them all; none when nothing is wrong. */
    public static Future<List<String>> check(SqlClient database) {
        return database.query(SETTINGS).execute().map(rows -> {
            var settings = rows.stream()
                    .collect(Collectors.toMap((Row row) -> row.getString(0), (Row row) -> row.getString(1)));
            var warnings = warnings(settings);
            warnings.forEach(LOG::warn);
            return warnings;
        });
    }

    static List<String> warnings(Map<String, String> given) {
        var settings = new HashMap<>(given);
        var warnings = new ArrayList<String>();
        if (List.of("mod", "all").contains(settings.getOrDefault("log_statement", "none"))) {
            warnings.add(logs("log_statement", "none"));
        }
        for (var name : List.of(
                "log_min_duration_statement",
                "log_min_duration_sample",
                "auto_explain.log_min_duration",
                "log_parameter_max_length_on_error")) {
            var off = name.equals("log_parameter_max_length_on_error") ? "0" : "-1";
            if (!settings.getOrDefault(name, off).equals(off)) {
                warnings.add(logs(name, off));
            }
        }
        if (Double.parseDouble(settings.getOrDefault("log_transaction_sample_rate", "0")) > 0) {
            warnings.add(logs("log_transaction_sample_rate", "0"));
        }
        if (!settings.getOrDefault("archive_mode", "off").equals("off")) {
            warnings.add("The database archives its write-ahead log (archive_mode), which tells the order in which"
                    + " counters grew: keep archives as short as backups need, and readable by few.");
        }
        if (!settings.getOrDefault("replicas", "0").equals("0")) {
            warnings.add("The database streams its write-ahead log to replicas, which tells the order in which"
                    + " counters grew: protect them like the database itself.");
        }
        return List.copyOf(warnings);
    }

    private static String logs(String setting, String remedy) {
        return "The database writes statements with their values to its log (" + setting + "): set " + setting + " = "
                + remedy + " for the role or database of Footfall.";
    }
}
