package io.footfall.db;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL in the foreground. A thread of its own starts it, reads its log and lives as long as it does: the signal at
 * our death belongs to the thread that started it, not to the process.
 */
final class PostgresProcess {

    private static final Logger LOG = LoggerFactory.getLogger("io.footfall.db.postgres");
    private static final String READY = "database system is ready to accept connections";
    private static final long PATIENCE_MINUTES = 10; // replaying a long write-ahead log takes its time

    /** What became of a start: sealed so that a caller meets both. */
    sealed interface Start {
        /** It accepts connections. */
        record Ready(PostgresProcess process) implements Start {}

        /** It has ended; its own words why. */
        record Refused(String reason) implements Start {}
    }

    private final CompletableFuture<Start> start = new CompletableFuture<>();
    private final CompletableFuture<Process> process = new CompletableFuture<>();
    private final List<String> command;
    private @Nullable String lastComplaint; // owned by the log's thread

    private PostgresProcess(List<String> command) {
        this.command = command;
    }

    static Start start(List<String> command) throws IOException {
        var postgres = new PostgresProcess(command);
        var thread = new Thread(postgres::run, "embedded-postgres");
        thread.setDaemon(true);
        thread.start();
        try {
            return postgres.start.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("PostgreSQL did not become ready within " + PATIENCE_MINUTES + " minutes", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    long pid() {
        return process.join().pid();
    }

    /** Returns when it has ended, whoever ended it. */
    void awaitEnd() {
        process.join().onExit().join();
    }

    /** Fast shutdown; returns when it has ended. Does nothing when it has ended already. */
    void stop() throws IOException {
        var running = process.join();
        if (running.isAlive()) {
            try {
                Leftovers.interrupt(running.pid());
            } catch (IOException e) {
                if (running.isAlive()) {
                    throw e;
                }
            }
        }
        running.onExit().join();
    }

    private void run() {
        try {
            var running = Commands.builder(command).start();
            process.complete(running);
            try (var log = running.inputReader()) {
                follow(log);
            }
            running.onExit().join();
            start.complete(new Start.Refused(lastComplaint == null ? "it ended without a word" : lastComplaint));
        } catch (IOException | RuntimeException e) {
            process.completeExceptionally(e);
            start.completeExceptionally(e);
        }
    }

    private void follow(BufferedReader log) throws IOException {
        for (var line = log.readLine(); line != null; line = log.readLine()) {
            if (line.startsWith("FATAL") || line.startsWith("PANIC") || line.startsWith("WARNING")) {
                lastComplaint = line;
                LOG.warn("{}", line);
            } else {
                LOG.debug("{}", line);
            }
            if (line.contains(READY)) {
                start.complete(new Start.Ready(this));
            }
        }
    }
}
