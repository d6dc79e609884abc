package io.footfall.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The directory that holds everything a node keeps on disk, open for its owner only and locked against a second process
 * for as long as this object is open. A lock of a process that died is gone with it.
 */
public final class DataDirectory implements AutoCloseable {

    private static final String LOCK_FILE = "lock";

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Creates the directory where it is missing and locks it.
     *
     * @throws InvalidSettings when it cannot be used: not a directory, not writable, or used by another process
     */
    public static DataDirectory open(Path dir) {
        var path = dir.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            OwnerOnly.directory(path);
            return new DataDirectory(path.toRealPath(), lock(path));
        } catch (FileAlreadyExistsException e) {
            throw unusable(path, "it is not a directory");
        } catch (AccessDeniedException e) {
            throw unusable(path, "this user may not write there");
        } catch (IOException e) {
            throw unusable(path, String.valueOf(e.getMessage()));
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        var channel = FileChannel.open(
                path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
        if (tryLock(channel) == null) {
            channel.close();
            throw unusable(
                    path, "another Footfall uses it; stop that one first, or give this one a directory of its own");
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    private static InvalidSettings unusable(Path path, String why) {
        return new InvalidSettings("FOOTFALL_DATA_DIR: cannot use " + path + ": " + why);
    }

    /** The real, absolute path. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "DataDirectory[" + path + "]";
    }

    /** Permissions that keep other users of the machine out, where the file system knows them. */
    private static final class OwnerOnly {

        static void directory(Path path) throws IOException {
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }
}
