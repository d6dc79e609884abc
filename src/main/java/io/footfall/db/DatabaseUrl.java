package io.footfall.db;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Where a database is and how to log in: {@code postgresql://user:password@host:port/db?sslmode=...&sslrootcert=FILE}, user
 * and password percent-encoded. It knows from which setting it came, for messages, and prints no password.
 *
 * @param setting the setting that names it
 * @param sslmode as libpq has them: disable, allow, prefer, require, verify-ca, verify-full
 * @param sslrootcert a PEM file with the authorities to trust; those of the Java runtime where empty
 */
record DatabaseUrl(
        String setting,
        String host,
        int port,
        String database,
        String user,
        String password,
        SslMode sslmode,
        Optional<String> sslrootcert) {

    private static final int DEFAULT_PORT = 5432;
    private static final String SHAPE = "postgresql://user:password@host:port/db?sslmode=...";

    /** @throws DatabaseUnavailable when it has another shape */
    static DatabaseUrl parse(String setting, String url) {
        try {
            var uri = new URI(url);
            var scheme = String.valueOf(uri.getScheme());
            if (!(scheme.equals("postgresql") || scheme.equals("postgres")) || uri.getHost() == null) {
                throw malformed(setting, "it must look like " + SHAPE);
            }
            return parse(setting, uri);
        } catch (URISyntaxException e) { // its message would quote the password
            throw malformed(setting, "it must look like " + SHAPE + "; percent-encode what is special in the password");
        }
    }

    private static DatabaseUrl parse(String setting, URI uri) {
        var login = Optional.ofNullable(uri.getRawUserInfo()).orElse("").split(":", 2);
        var path = Optional.ofNullable(uri.getRawPath()).orElse("");
        if (login[0].isEmpty() || path.length() < 2) {
            throw malformed(setting, "it names no " + (path.length() < 2 ? "database" : "user") + ": " + SHAPE);
        }
        var parameters =
                parameters(setting, Optional.ofNullable(uri.getRawQuery()).orElse(""));
        return new DatabaseUrl(
                setting,
                uri.getHost(),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                decoded(path.substring(1)),
                decoded(login[0]),
                login.length < 2 ? "" : decoded(login[1]),
                sslmode(setting, parameters.getOrDefault("sslmode", "prefer")),
                Optional.ofNullable(parameters.get("sslrootcert")));
    }

    private static Map<String, String> parameters(String setting, String query) {
        var parameters = new HashMap<String, String>();
        for (var parameter : query.isEmpty() ? new String[0] : query.split("&")) {
            var pair = parameter.split("=", 2);
            if (pair.length < 2 || !(pair[0].equals("sslmode") || pair[0].equals("sslrootcert"))) {
                throw malformed(setting, "unknown parameter '" + pair[0] + "'; known are sslmode and sslrootcert");
            }
            parameters.put(pair[0], decoded(pair[1]));
        }
        return parameters;
    }

    private static SslMode sslmode(String setting, String name) {
        try {
            return SslMode.of(name);
        } catch (IllegalArgumentException e) {
            throw malformed(
                    setting, "sslmode must be one of disable, allow, prefer, require, verify-ca and verify-full");
        }
    }

    private static DatabaseUnavailable malformed(String setting, String why) {
        return new DatabaseUnavailable(setting + ": " + why);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** For the pool. */
    PgConnectOptions connectOptions() {
        var ssl = new ClientSSLOptions();
        if (verifies()) {
            sslrootcert.ifPresent(file -> ssl.setTrustOptions(new PemTrustOptions().addCertPath(file)));
            ssl.setHostnameVerificationAlgorithm(sslmode == SslMode.VERIFY_FULL ? "HTTPS" : "");
        } else {
            ssl.setTrustAll(true); // what these modes mean: encrypted, not authenticated
            ssl.setHostnameVerificationAlgorithm("");
        }
        return new PgConnectOptions()
                .setHost(host)
                .setPort(port)
                .setDatabase(database)
                .setUser(user)
                .setPassword(password)
                .setSslMode(sslmode)
                .setSslOptions(ssl);
    }

    String jdbcUrl() {
        var name = URLEncoder.encode(database, StandardCharsets.UTF_8);
        return "jdbc:postgresql://" + host + ":" + port + "/" + name;
    }

    Properties jdbcProperties() {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty(
                "sslmode", sslmode.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("ApplicationName", "footfall");
        sslrootcert.ifPresent(file -> properties.setProperty("sslrootcert", file));
        if (verifies() && sslrootcert.isEmpty()) {
            properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        return properties;
    }

    private boolean verifies() {
        return sslmode == SslMode.VERIFY_CA || sslmode == SslMode.VERIFY_FULL;
    }

    /** What went wrong with it, by PostgreSQL's code for the error; never with the password. */
    DatabaseUnavailable unavailable(String sqlState, Throwable cause) {
        var what = switch (sqlState) {
            case "28P01", "28000" ->
                "the user '" + user + "' may not log in at " + place() + ": check user and password";
            case "3D000" -> "there is no database '" + database + "' at " + place() + ": create it first";
            case "42501" ->
                "the user '" + user + "' lacks rights in '" + database + "' at " + place() + ": " + cause.getMessage();
            case "08001", "08006", "" ->
                "cannot reach PostgreSQL at " + place() + " (" + cause.getMessage()
                        + "): check host and port, and that it is running";
            default -> "PostgreSQL at " + place() + " answers: " + cause.getMessage();
        };
        return new DatabaseUnavailable(setting + ": " + what.replace('\n', ' '), cause);
    }

    String place() {
        return host + ":" + port;
    }

    @Override
    public String toString() {
        return "DatabaseUrl[" + user + "@" + place() + "/" + database + "]";
    }
}
