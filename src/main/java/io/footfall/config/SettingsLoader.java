package io.footfall.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the settings: a YAML file, {@code FOOTFALL_*} variables over it, flags over those. Everything that is wrong is
 * reported together, one line each, with the name as the operator wrote it and the remedy; secrets are never quoted.
 */
public final class SettingsLoader {

    private static final Path USUAL_FILE = Path.of("footfall.yaml");
    private static final String CONFIG = "config";
    private static final int USUAL_PORT = 8080;

    /** Read by logback.xml, before any setting; here so that a wrong value is told. */
    private static final String LOG_LEVEL = "FOOTFALL_LOG_LEVEL";

    private static final Set<String> LOG_LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF");

    private final List<String> problems = new ArrayList<>();
    private final Given given = new Given(problems);
    private Optional<Path> file = Optional.empty();

    private SettingsLoader() {}

    /**
     * Reads {@code --config FILE}, else {@code footfall.yaml} in the working directory where there is one.
     *
     * @throws InvalidSettings with all problems
     */
    public static Settings load(String[] args, Map<String, String> env) {
        var usual = Files.exists(USUAL_FILE) ? Optional.of(USUAL_FILE) : Optional.<Path>empty();
        return load(args, env, usual);
    }

    static Settings load(String[] args, Map<String, String> env, Optional<Path> usualFile) {
        return new SettingsLoader().read(args, env, usualFile);
    }

    /** Whether the command line asks for {@link #help}. */
    public static boolean asksForHelp(String[] args) {
        return Arrays.asList(args).contains("--help") || Arrays.asList(args).contains("-h");
    }

    /** The table of all settings, for the console. */
    public static String help() {
        var text = new StringBuilder("Usage: java -jar footfall.jar [--config FILE] [--NAME VALUE ...]\n\n")
                .append("Settings stand in a YAML file (footfall.yaml, or --config FILE) as NAME: VALUE,\n")
                .append(
                        "in variables FOOTFALL_NAME, which win over the file, or in flags --NAME VALUE, which win over both.\n")
                .append("Secrets (*) have no flag; NAME-file or FOOTFALL_NAME_FILE names a file that holds one.\n\n");
        for (var key : Key.values()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-20s %s [%s]%n",
                    key.id() + (key.isSecret() ? " *" : ""),
                    key.meaning(),
                    key.shownDefault()));
        }
        return text.append("\n  ")
                .append(LOG_LEVEL)
                .append(" (variable only): TRACE, DEBUG, INFO, WARN, ERROR or OFF [INFO]\n")
                .toString();
    }

    private Settings read(String[] args, Map<String, String> env, Optional<Path> usualFile) {
        var commandLine = given.commandLine();
        readFlags(args, commandLine);
        file.or(() -> usualFile).ifPresent(path -> {
            var layer = given.layer();
            YamlFile.read(path, layer, problems);
            layer.close();
        });
        readVariables(env);
        commandLine.close();
        var settings = settings(new Values(given.entries(), problems));
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return settings;
    }

    private void readVariables(Map<String, String> env) {
        var layer = given.layer();
        env.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(Key.PREFIX))
                .sorted(Map.Entry.comparingByKey())
                .forEach(variable -> {
                    if (variable.getKey().equals(LOG_LEVEL)) {
                        checkLogLevel(variable.getValue());
                    } else {
                        layer.put(id(variable.getKey()), variable.getKey(), variable.getValue());
                    }
                });
        layer.close();
    }

    private void checkLogLevel(String level) {
        if (!level.isBlank() && !LOG_LEVELS.contains(level.toUpperCase(Locale.ROOT))) {
            problems.add(LOG_LEVEL + ": must be TRACE, DEBUG, INFO, WARN, ERROR or OFF");
        }
    }

    private static String id(String variable) {
        return variable.substring(Key.PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void readFlags(String[] args, Given.Layer layer) {
        for (var i = 0; i < args.length; i++) {
            if (!args[i].startsWith("--") || args[i].length() == 2) {
                problems.add("command line: flags look like --http-port 8080; --help lists all");
                continue;
            }
            var parts = args[i].substring(2).split("=", 2);
            var hasNext = i + 1 < args.length && !args[i + 1].startsWith("--");
            if (parts.length == 2) {
                readFlag(parts[0], parts[1], layer);
            } else if (parts[0].equals(Key.DEMO.id()) && !(hasNext && isBoolean(args[i + 1]))) {
                readFlag(parts[0], "true", layer);
            } else if (hasNext) {
                readFlag(parts[0], args[++i], layer);
            } else {
                readFlag(parts[0], "", layer);
            }
        }
    }

    private void readFlag(String name, String value, Given.Layer layer) {
        var isKnown = name.equals(CONFIG) || Key.byId(name).isPresent();
        if (isKnown && value.isBlank()) {
            problems.add("--" + name + ": needs a value");
        } else if (name.equals(CONFIG)) {
            file = Optional.of(Path.of(value));
        } else {
            layer.put(name, "--" + name, value);
        }
    }

    private static boolean isBoolean(String text) {
        return text.equals("true") || text.equals("false");
    }

    private Settings settings(Values values) {
        var port = values.port(Key.HTTP_PORT);
        var email = values.text(Key.ADMIN_EMAIL);
        var password = values.text(Key.ADMIN_PASSWORD);
        if (email.isPresent() != password.isPresent()) {
            var lonely = email.isPresent() ? Key.ADMIN_EMAIL : Key.ADMIN_PASSWORD;
            var missing = email.isPresent() ? Key.ADMIN_PASSWORD : Key.ADMIN_EMAIL;
            problems.add(values.source(lonely) + ": needs " + missing.variable() + " too");
        }
        return new Settings(
                values.text(Key.HTTP_HOST),
                port,
                values.text(Key.MANAGEMENT_HOST).orElse(Key.MANAGEMENT_HOST.initial()),
                values.port(Key.MANAGEMENT_PORT),
                values.publicUrl().orElseGet(() -> URI.create("http://localhost:" + (port == 0 ? USUAL_PORT : port))),
                values.databaseUrl(Key.DATABASE_URL),
                values.databaseUrl(Key.DATABASE_OWNER_URL),
                values.path(Key.DATA_DIR),
                values.secret(),
                values.node(),
                values.duration(Key.MERGE_INTERVAL),
                values.readableFile(Key.GEOIP),
                values.networks(Key.TRUSTED_PROXIES),
                email,
                password,
                values.text(Key.ADMIN_TOKEN),
                values.flag(Key.DEMO));
    }
}
