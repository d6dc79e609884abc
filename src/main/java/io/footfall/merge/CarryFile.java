package io.footfall.merge;

import io.footfall.count.Cell;
import io.footfall.count.DamagedCounters;
import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The breakdown cells that still wait for a crowd after a generation of a ring has been merged: {@code carry-GENERATION.cells}
 * beside the ring's files, whole or absent. Its existence means that it has been decided which cells of the generation leave
 * and which stay, so that a merge that is repeated decides the same.
 *
 * <p>Bytes: magic, version, number of cells; for each cell site, day, cube, two keys (a tag, then a number or a text in modified
 * UTF-8) and the measures; then the CRC-32C of everything before it. The cells are in the order of a hash.
 */
final class CarryFile {

    private static final String PREFIX = "carry-";
    private static final String SUFFIX = ".cells";
    private static final int MAGIC = 0x46434152;
    private static final int VERSION = 1;

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
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(sums.cells().size());
        for (Map.Entry<Cell, long[]> entry : HashOrder.of(sums.cells(), generation)) {
            writeCell(out, entry.getKey(), entry.getValue());
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes.toByteArray());
        out.writeInt((int) crc.getValue());
        Path unfinished = path(generation).resolveSibling(path(generation).getFileName() + ".new");
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
        Files.move(unfinished, path(generation), StandardCopyOption.ATOMIC_MOVE);
        // The name too has to be on the disk before any cell is in PostgreSQL.
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static void writeCell(DataOutputStream out, Cell cell, long[] measures) throws IOException {
        out.writeInt(cell.site());
        out.writeInt(cell.day());
        out.writeInt(cell.cube().id());
        writeKey(out, cell.a());
        writeKey(out, cell.b());
        for (long measure : measures) {
            out.writeLong(measure);
        }
    }

    private static void writeKey(DataOutputStream out, Cell.Key key) throws IOException {
        if (key instanceof Cell.Text text) {
            out.writeBoolean(true);
            out.writeUTF(text.text());
        } else if (key instanceof Cell.Numeric numeric) {
            out.writeBoolean(false);
            out.writeInt(numeric.number());
        }
    }

    /**
     * The cells of a generation's file.
     *
     * @throws DamagedCounters when the file does not match its checksum
     */
    CellSums read(long generation) throws IOException {
        byte[] bytes = Files.readAllBytes(path(generation));
        CRC32C crc = new CRC32C();
        int length = bytes.length - Integer.BYTES;
        if (length < 0) {
            throw new DamagedCounters(path(generation), "it is too short");
        }
        crc.update(bytes, 0, length);
        if (ByteBuffer.wrap(bytes).getInt(length) != (int) crc.getValue()) {
            throw new DamagedCounters(path(generation), "it does not match its checksum");
        }
        DataInputStream in = new DataInputStream(new java.io.ByteArrayInputStream(bytes));
        if (in.readInt() != MAGIC || in.readInt() != VERSION) {
            throw new DamagedCounters(path(generation), "it is not of version " + VERSION);
        }
        CellSums sums = new CellSums();
        for (int left = in.readInt(); left > 0; left--) {
            readCell(in, sums);
        }
        return sums;
    }

    private void readCell(DataInputStream in, CellSums sums) throws IOException {
        int site = in.readInt();
        int day = in.readInt();
        int cubeId = in.readInt();
        Cube cube = Cubes.byId(cubeId).orElseThrow(() -> new IOException("cube " + cubeId + " is not known here"));
        Cell cell = new Cell(site, day, cube, readKey(in), readKey(in));
        long[] measures = new long[Cube.MAX_MEASURES];
        for (int i = 0; i < measures.length; i++) {
            measures[i] = in.readLong();
        }
        sums.add(cell, measures);
    }

    private static Cell.Key readKey(DataInputStream in) throws IOException {
        return in.readBoolean() ? new Cell.Text(in.readUTF()) : new Cell.Numeric(in.readInt());
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
