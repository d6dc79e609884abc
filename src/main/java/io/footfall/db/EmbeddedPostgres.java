package io.footfall.db;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL as a child of this process, for installations that bring none: on a free port of the loopback
 * interface, with a password, durable as PostgreSQL is by default. It ends with this process, however that one ends; what a
 * crash leaves behind is cleared at the next start.
 *
 * <p>Its log never holds a value: errors (whose texts quote values) are left to the client that caused them.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final int ATTEMPTS = 10;

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("logging_collector", "off"),
            Map.entry("log_destination", "stderr"),
            Map.entry("log_line_prefix", ""),
            Map.entry("log_min_messages", "log"), // that is: LOG, FATAL and PANIC, no ERROR
            Map.entry("log_min_error_statement", "panic"),
            Map.entry("log_error_verbosity", "terse"),
            Map.entry("log_statement", "none"),
            Map.entry("log_min_duration_statement", "-1"),
            Map.entry("log_parameter_max_length_on_error", "0"));

    private final PostgresProcess process;
    private final Cluster cluster;
    private final int port;

    private EmbeddedPostgres(PostgresProcess process, Cluster cluster, int port) {
        this.process = process;
        this.cluster = cluster;
        this.port = port;
    }

    /**
     * Starts it on the files below {@code dir}, which are made where they are missing. Blocks until it accepts connections.
     *
     * @param dir must be used by no other process, see {@link io.footfall.config.DataDirectory}
     * @throws DatabaseUnavailable when this platform has none, or it does not start
     */
    public static EmbeddedPostgres start(Path dir) {
        return start(dir, dir, Confinement.detect(), Map.of());
    }

    static EmbeddedPostgres start(
            Path dir, Path binariesCache, Confinement confinement, Map<String, String> moreSettings) {
        var settings = new HashMap<>(SETTINGS);
        settings.putAll(moreSettings);
        try {
            Files.createDirectories(dir);
            confinement.openTheWayTo(dir.toRealPath());
            var binaries = PostgresBinaries.unpackInto(binariesCache.toRealPath());
            var cluster = Cluster.open(dir.toRealPath().resolve("cluster"), binaries, confinement);
            Leftovers.clear(cluster.data());
            var command = new ArrayList<>(List.of(
                    binaries.resolve("bin/postgres").toString(),
                    "-D",
                    cluster.data().toString()));
            settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
            return start(cluster, confinement.confine(command));
        } catch (IOException e) {
            throw unavailable(String.valueOf(e.getMessage()), e);
        }
    }

    private static EmbeddedPostgres start(Cluster cluster, List<String> command) throws IOException {
        var reason = "";
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var port = freePort();
            var onPort = new ArrayList<>(command);
            onPort.addAll(List.of("-p", Integer.toString(port)));
            var start = PostgresProcess.start(onPort);
            if (start instanceof PostgresProcess.Start.Ready ready) {
                return new EmbeddedPostgres(ready.process(), cluster, port);
            }
            reason = ((PostgresProcess.Start.Refused) start).reason();
            if (!reason.contains("TCP/IP sockets")) {
                break; // nothing that another port would mend
            }
        }
        throw unavailable(reason, null);
    }

    private static DatabaseUnavailable unavailable(String reason, @Nullable IOException cause) {
        return new DatabaseUnavailable(
                "The embedded PostgreSQL did not start: " + reason
                        + ". Or set FOOTFALL_DATABASE_URL to a PostgreSQL of your own.",
                cause);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** {@code postgresql://user:password@host:port/database}: a secret. */
    public String url() {
        return "postgresql://" + Cluster.USER + ":" + cluster.password() + "@127.0.0.1:" + port + "/"
                + Cluster.DATABASE;
    }

    long pid() {
        return process.pid();
    }

    /** Stops it in order and waits for its end. */
    @Override
    public void close() {
        try {
            process.stop();
        } catch (IOException e) {
            throw new DatabaseUnavailable("The embedded PostgreSQL does not stop: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "EmbeddedPostgres[port=" + port + "]";
    }
}
