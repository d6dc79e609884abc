package io.footfall.db;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL as a child of this process, for installations that bring none: on a free port of the loopback
 * interface, with a password, durable as PostgreSQL is by default. It ends with this process, however that one ends; what a
 * crash leaves behind is cleared at the next start. Where it ends by itself, it is started again, on the same port.
 *
 * <p>Its log never holds a value: errors (whose texts quote values) are left to the client that caused them.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int ATTEMPTS = 10;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

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

    private final Cluster cluster;
    private final List<String> command;
    private final int port;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile PostgresProcess process; // replaced under the lock of this object

    private EmbeddedPostgres(Cluster cluster, List<String> command, int port, PostgresProcess process) {
        this.cluster = cluster;
        this.command = List.copyOf(command);
        this.port = port;
        this.process = process;
    }

    /**
     * Starts it on the files below {@code dir}, which are made where they are missing. Blocks until it accepts connections.
     *
     * @param dir must be used by no other process, see {@link io.footfall.config.DataDirectory}
     * @throws DatabaseUnavailable when this platform has none, or it does not start
     */
    public static EmbeddedPostgres start(Path dir) {
        return start(dir, dir, Confinement.detect(), Map.of()).watched();
    }

    /** The same, but nobody starts it again. */
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
                return new EmbeddedPostgres(cluster, onPort, port, ready.process());
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

    /** From now on, whenever it ends before it is closed, it is started again, after a pause that grows with each failure. */
    EmbeddedPostgres watched() {
        var thread = new Thread(this::watch, "embedded-postgres-watch");
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void watch() {
        var pause = SHORTEST_PAUSE;
        while (true) {
            var since = System.nanoTime();
            process.awaitEnd();
            if (System.nanoTime() - since > LONGEST_PAUSE.toNanos()) {
                pause = SHORTEST_PAUSE;
            }
            if (closesWithin(pause)) {
                return;
            }
            LOG.warn("The embedded PostgreSQL has ended by itself; starting it again");
            restart();
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private boolean closesWithin(Duration pause) {
        try {
            return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private synchronized void restart() {
        if (closing.getCount() == 0) {
            return;
        }
        try {
            Leftovers.clear(cluster.data());
            var start = PostgresProcess.start(command);
            if (start instanceof PostgresProcess.Start.Ready ready) {
                process = ready.process();
                LOG.info("The embedded PostgreSQL runs again");
            } else {
                LOG.warn("It did not start: {}", ((PostgresProcess.Start.Refused) start).reason());
            }
        } catch (IOException | DatabaseUnavailable e) {
            LOG.warn("It did not start: {}", e.getMessage());
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

    /** Stops it in order and waits for its end; for the end of its start where it is being started again. */
    @Override
    public void close() {
        closing.countDown();
        try {
            stop();
        } catch (IOException e) {
            throw new DatabaseUnavailable("The embedded PostgreSQL does not stop: " + e.getMessage(), e);
        }
    }

    private synchronized void stop() throws IOException {
        process.stop();
    }

    @Override
    public String toString() {
        return "EmbeddedPostgres[port=" + port + "]";
    }
}
