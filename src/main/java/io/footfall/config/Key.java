package io.footfall.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The settings by name: {@code http-port} in the file, {@code FOOTFALL_HTTP_PORT} and {@code --http-port} are one. */
enum Key {
    HTTP_PORT("8080", "public port: collection, script, dashboard, API"),
    HTTP_HOST(
            "0.0.0.0, and 127.0.0.1 while no administrator exists",
            "address to listen on for the public port",
            Kind.PLAIN,
            ""),
    MANAGEMENT_PORT("9464", "port of /health/live, /health/ready and /metrics"),
    MANAGEMENT_HOST("127.0.0.1", "address to listen on for the management port"),
    PUBLIC_URL("http://localhost:HTTP-PORT", "how browsers reach the server", Kind.PLAIN, ""),
    DATABASE_URL("none: embedded", "postgresql://user:password@host:port/db?sslmode=...", Kind.SECRET, ""),
    DATABASE_OWNER_URL(
            "the database URL", "used for migrations only; the server's role needs no DDL rights", Kind.SECRET, ""),
    DATA_DIR("data", "counter files, embedded database, the installation's secret"),
    SECRET(
            "a file in the data directory",
            "wraps keys stored in the database; the same on every node of a cluster",
            Kind.SECRET,
            ""),
    NODE("node-1", "this node's name, unique in a cluster"),
    MERGE_INTERVAL("5s", "how often counters are merged into PostgreSQL, such as 500ms, 5s or 1m"),
    GEOIP("the built-in one", "a MaxMind-format country database", Kind.PLAIN, ""),
    TRUSTED_PROXIES(
            "none",
            "networks whose X-Forwarded-For or Forwarded is believed, such as 10.0.0.0/8,::1/128",
            Kind.PLAIN,
            ""),
    ADMIN_EMAIL("none", "creates the first administrator, with the password", Kind.PLAIN, ""),
    ADMIN_PASSWORD("none", "see admin-email; without them a set-up link is printed", Kind.SECRET, ""),
    ADMIN_TOKEN("none", "an API token with the administrator's rights, for automation", Kind.SECRET, ""),
    DEMO("false", "demo site at /demo/ with demo data");

    private enum Kind {
        PLAIN,
        SECRET
    }

    static final String PREFIX = "FOOTFALL_";

    private final String shownDefault;
    private final String meaning;
    private final Kind kind;
    private final String initial;

    Key(String initial, String meaning) {
        this(initial, meaning, Kind.PLAIN, initial);
    }

    Key(String shownDefault, String meaning, Kind kind, String initial) {
        this.shownDefault = shownDefault;
        this.meaning = meaning;
        this.kind = kind;
        this.initial = initial;
    }

    /** As in the file and, after two dashes, on the command line. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String variable() {
        return PREFIX + name();
    }

    /** Secrets never stand on a command line, which other users of the machine can read; a file may hold them. */
    boolean isSecret() {
        return kind == Kind.SECRET;
    }

    /** The value where nobody gives one; empty for none. */
    String initial() {
        return initial;
    }

    String shownDefault() {
        return shownDefault;
    }

    String meaning() {
        return meaning;
    }

    static Optional<Key> byId(String id) {
        return Arrays.stream(values()).filter(key -> key.id().equals(id)).findFirst();
    }
}
