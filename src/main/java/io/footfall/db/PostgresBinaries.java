package io.footfall.db;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL that the build put on the class path for this platform, unpacked once per version. */
final class PostgresBinaries {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);
    private static final int OWNER_MAY_EXECUTE = 0100;

    private PostgresBinaries() {}

    /**
     * Unpacks into a directory below {@code cache} unless it is there already. It appears whole or not at all.
     *
     * @return the directory that holds {@code bin}, {@code lib} and {@code share}
     * @throws DatabaseUnavailable when there is none for this platform
     */
    static Path unpackInto(Path cache) throws IOException {
        var name = resourceName(System.getProperty("os.name"), System.getProperty("os.arch"));
        var resource = PostgresBinaries.class.getResource("/" + name);
        if (resource == null) {
            throw new DatabaseUnavailable("This build has no embedded PostgreSQL for " + System.getProperty("os.name")
                    + " on " + System.getProperty("os.arch")
                    + ": set FOOTFALL_DATABASE_URL to a PostgreSQL (15 or newer) of your own.");
        }
        var home = cache.resolve(name.replace(".txz", "") + "-" + size(resource));
        if (!Files.isDirectory(home)) {
            LOG.info("Unpacking PostgreSQL, this happens once");
            Files.createDirectories(cache);
            unpack(resource, home);
        }
        return home;
    }

    static String resourceName(String os, String arch) {
        var system = os.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : os.toLowerCase(Locale.ROOT);
        var processor = switch (arch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> arch.toLowerCase(Locale.ROOT);
        };
        return "postgres-" + system + "-" + processor + ".txz";
    }

    /** Tells one version of the binaries from another. */
    private static long size(URL resource) throws IOException {
        var connection = resource.openConnection();
        connection.setUseCaches(false);
        connection.getInputStream().close();
        return connection.getContentLengthLong();
    }

    private static void unpack(URL resource, Path home) throws IOException {
        var unfinished = Unfinished.beside(home);
        try (var in = resource.openStream()) {
            unpack(in, unfinished);
        }
        try {
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Trees.delete(unfinished);
            if (!Files.isDirectory(home)) { // else another process was faster
                throw e;
            }
        }
    }

    private static void unpack(InputStream in, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in, 1 << 16)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, target);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        var path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0 && !path.toFile().setExecutable(true, false)) {
                throw new IOException("cannot make executable: " + path);
            }
        }
    }
}
