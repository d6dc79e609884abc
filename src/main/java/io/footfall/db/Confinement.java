package io.footfall.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * As whom PostgreSQL runs. It refuses to run as root; and it must not outlive the server, even when that one is killed:
 * Linux then sends it SIGINT, its fast shutdown ({@code --pdeathsig}). It gets a session of its own, so that a Ctrl-C in
 * the terminal reaches the server alone, which merges its last counters before it stops the database.
 */
enum Confinement {
    /** As the server's own, ordinary user. */
    SAME_USER {
        @Override
        List<String> prefix() {
            return List.of();
        }
    },
    /** The server is root: as nobody inside a user namespace of its own; outside of it the files belong to root. */
    NAMESPACE {
        @Override
        List<String> prefix() {
            return List.of("unshare", "-U");
        }
    },
    /** The server is root and namespaces are forbidden (as by Docker's default rules): as the user nobody. */
    NOBODY {
        @Override
        List<String> prefix() {
            return List.of("setpriv", "--reuid=" + ID, "--regid=" + ID, "--clear-groups", "--");
        }

        @Override
        void handOver(Path dir) throws IOException {
            Commands.run(List.of("chown", "-R", ID + ":" + ID, dir.toString()));
        }

        @Override
        void openTheWayTo(Path dir) throws IOException {
            Commands.run(List.of(
                    "chmod", "o+x", dir.toString(), dir.resolveSibling(".").toString()));
        }
    };

    private static final String ID = "65534";

    abstract List<String> prefix();

    /** Gives a directory with all that is in it to the user that PostgreSQL runs as. */
    void handOver(Path dir) throws IOException {}

    /** Lets that user pass, not read, a directory and the data directory above it, on the way to its own. */
    void openTheWayTo(Path dir) throws IOException {}

    static Confinement detect() {
        if (!isRoot()) {
            return SAME_USER;
        }
        return works(NAMESPACE.prefix()) ? NAMESPACE : NOBODY;
    }

    /** The whole command line; each of the programs in front replaces itself by the next, so the process stays one. */
    List<String> confine(List<String> command) {
        var line = new ArrayList<String>();
        if (works(List.of("setsid"))) {
            line.add("setsid");
        }
        line.addAll(prefix());
        // Last: a change of user would clear it.
        var deathSignal = List.of("setpriv", "--pdeathsig", "INT", "--");
        if (works(deathSignal)) {
            line.addAll(deathSignal);
        }
        line.addAll(command);
        return line;
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return "root".equals(System.getProperty("user.name")); // macOS
        }
    }

    private static boolean works(List<String> prefix) {
        var command = new ArrayList<>(prefix);
        command.add("true");
        try {
            Commands.run(command);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
