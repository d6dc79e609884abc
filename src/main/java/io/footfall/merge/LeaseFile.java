package io.footfall.merge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * The tokens that a ring's directory has had, a line each, the newest last: {@code lease} beside the ring's files. Earlier ones are
 * kept for a database that was put back to an earlier state.
 */
final class LeaseFile {

    private static final int UUID_LENGTH = 36;

    private final Path folder;

    LeaseFile(Path folder) {
        this.folder = folder;
    }

    private Path path() {
        return folder.resolve("lease");
    }

    /** Those that are whole: a line may have been cut short with the power. */
    List<UUID> tokens() throws IOException {
        if (!Files.exists(path())) {
            return List.of();
        }
        return new String(Files.readAllBytes(path()), StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.matches("[0-9a-f-]{" + UUID_LENGTH + "}"))
                .map(UUID::fromString)
                .toList();
    }

    /** Adds a token and forces it to the disk. */
    UUID add(UUID token) throws IOException {
        try (FileChannel file = FileChannel.open(path(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer line = ByteBuffer.wrap(("\n" + token).getBytes(StandardCharsets.ISO_8859_1));
            while (line.hasRemaining()) {
                file.write(line);
            }
            file.force(true);
        }
        return token;
    }

    /** What tells the directory from a copy of it: its number in the file system, where there is one, and its path. */
    String place() throws IOException {
        Object number = folder.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? Files.getAttribute(folder, "unix:ino")
                : "";
        return Integer.toHexString(
                Objects.hash(String.valueOf(number), folder.toRealPath().toString()));
    }
}
