package io.footfall.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server that was killed may have left of its PostgreSQL: processes that still run on the data directory, and a
 * lock file that names a process which is gone, or by now somebody else's. Call it only while the data directory is
 * locked by us: then whatever runs there is an orphan.
 */
final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Leftovers() {}

    /** Stops orphans in order, waits until they are gone, and removes a lock file that would mislead PostgreSQL. */
    static void clear(Path data) throws IOException {
        var lockFile = data.resolve("postmaster.pid");
        var holder = holder(lockFile);
        if (holder.filter(process -> runsOn(process, data)).isPresent()) {
            LOG.warn("Stopping a PostgreSQL that a server which died has left behind");
            interrupt(holder.get().pid());
        }
        awaitNoneOn(data, holder);
        // PostgreSQL looks at the number of the process only: a zombie or a stranger under that number would stop it.
        if (holder(lockFile).isPresent()) {
            Files.deleteIfExists(lockFile);
        }
    }

    /** Asks for the fast shutdown: open transactions are rolled back, everything is written. */
    static void interrupt(long pid) throws IOException {
        Commands.run(List.of("kill", "-INT", Long.toString(pid)));
    }

    /** The living process under the number that the lock file names: a postmaster, a zombie, or a stranger. */
    private static Optional<ProcessHandle> holder(Path lockFile) throws IOException {
        if (!Files.exists(lockFile)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(lockFile)) {
            return lines.findFirst().map(String::strip).flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)));
        } catch (NumberFormatException e) {
            return Optional.empty(); // torn: PostgreSQL itself replaces it
        }
    }

    private static void awaitNoneOn(Path data, Optional<ProcessHandle> holder) throws IOException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (Stream.concat(holder.stream(), ProcessHandle.allProcesses())
                .anyMatch(process -> runsOn(process, data))) {
            if (System.nanoTime() > deadline) {
                throw new DatabaseUnavailable("A PostgreSQL that was left behind still runs on " + data
                        + " and does not stop: end it by hand, then start again.");
            }
            pause();
        }
    }

    /** By the working directory where Linux tells it (of its children too), else by the command line. */
    private static boolean runsOn(ProcessHandle process, Path data) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
                    .equals(data);
        } catch (IOException | UnsupportedOperationException e) {
            return process.info()
                    .arguments()
                    .filter(arguments -> List.of(arguments).contains(data.toString()))
                    .isPresent();
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
