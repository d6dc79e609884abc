package io.footfall.merge;

import io.footfall.count.Cell;
import io.footfall.count.DamagedCounters;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The breakdown cells that still wait for a crowd after a generation of a ring has been merged: {@code carry-GENERATION.cells}
 * beside the ring's files, whole or absent. Its existence means that it has been decided which cells of the generation leave
 * and which stay, so that a merge that is repeated decides the same.
 *
 * <p>Bytes: magic, version, the cells as {@link CellBytes}; then the CRC-32C of everything before it.
 */
final class CarryFile {

    private static final String PREFIX = "carry-";
    private static final String SUFFIX = ".cells";
    private static final int MAGIC = 0x46434152;
    private static final int VERSION = 2;

    /** In which absence was one of seven steps. */
    private static final int VERSION_OF_STEPS = 1;

    private static final List<Integer> STEPS = List.of(0, 1, 2, 7, 14, 30, 90);

    private final Path folder;

    CarryFile(Path folder) {
        this.folder = folder;
    }

    /** The generations for which there is a file, ascending. */
    List<Long> generations() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith(PREFIX) && name.endsWith(SUFFIX))
                    .map(name -> Long.parseLong(name.substring(PREFIX.length(), name.length() - SUFFIX.length())))
                    .sorted()
                    .toList();
        }
    }

    /** The latest generation before this one, or empty. */
    Optional<Long> before(long generation) throws IOException {
        return generations().stream().filter(g -> g < generation).max(Comparator.naturalOrder());
    }

    boolean exists(long generation) {
        return Files.exists(path(generation));
    }

    /** Writes the file of a generation and forces it to the disk, whole or not at all. */
    void write(long generation, CellSums sums) throws IOException {
        write(path(generation), sums, generation);
    }

    /** Writes a file of this format and forces it to the disk, whole or not at all. */
    static void write(Path path, CellSums sums, long orderKey) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        CellBytes.write(out, sums, orderKey);
        CRC32C crc = new CRC32C();
        crc.update(bytes.toByteArray());
        out.writeInt((int) crc.getValue());
        Path unfinished = path.resolveSibling(path.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            ByteBuffer content = ByteBuffer.wrap(bytes.toByteArray());
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
        Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        // The name too has to be on the disk before any cell is in PostgreSQL.
        try (FileChannel names = FileChannel.open(path.resolveSibling("."), StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /**
     * The cells of a generation's file.
     *
     * @throws DamagedCounters when the file does not match its checksum
     */
    CellSums read(long generation) throws IOException {
        return read(path(generation));
    }

    static CellSums read(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        CRC32C crc = new CRC32C();
        int length = bytes.length - Integer.BYTES;
        if (length < 0) {
            throw new DamagedCounters(path, "it is too short");
        }
        crc.update(bytes, 0, length);
        if (ByteBuffer.wrap(bytes).getInt(length) != (int) crc.getValue()) {
            throw new DamagedCounters(path, "it does not match its checksum");
        }
        DataInputStream in = new DataInputStream(new java.io.ByteArrayInputStream(bytes));
        int magic = in.readInt();
        int version = in.readInt();
        if (magic != MAGIC || (version != VERSION && version != VERSION_OF_STEPS)) {
            throw new DamagedCounters(path, "it is not of version " + VERSION);
        }
        CellSums sums = CellBytes.read(in);
        return version == VERSION ? sums : exact(sums);
    }

    /** Steps as the shortest absence that they hold: they end in the same range. */
    private static CellSums exact(CellSums steps) {
        CellSums sums = new CellSums();
        steps.cells().forEach((cell, measures) -> {
            boolean returns = BreakdownCells.visitsOf(cell.cube()).isPresent();
            sums.add(
                    returns && cell.b() instanceof Cell.Numeric step
                            ? new Cell(
                                    cell.site(),
                                    cell.day(),
                                    cell.cube(),
                                    cell.a(),
                                    new Cell.Numeric(STEPS.get(step.number())))
                            : cell,
                    measures);
        });
        return sums;
    }

    /** Removes the files of all generations before this one: they are part of it. */
    void removeBefore(long generation) throws IOException {
        for (long older : generations()) {
            if (older < generation) {
                Files.deleteIfExists(path(older));
            }
        }
    }

    /** Renames a damaged file, so that it is neither read nor lost. */
    void setAside(long generation) throws IOException {
        Path path = path(generation);
        Files.move(path, path.resolveSibling(path.getFileName() + ".damaged"), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path path(long generation) {
        return folder.resolve(PREFIX + generation + SUFFIX);
    }
}
