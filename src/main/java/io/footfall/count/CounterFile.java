package io.footfall.count;

import static io.footfall.count.CounterLayout.ACTIVATION_CRC_AT;
import static io.footfall.count.CounterLayout.ACTIVE;
import static io.footfall.count.CounterLayout.CHECKED_AT;
import static io.footfall.count.CounterLayout.CHECK_AT;
import static io.footfall.count.CounterLayout.EARLIER_VERSION;
import static io.footfall.count.CounterLayout.EMPTYING;
import static io.footfall.count.CounterLayout.FREE;
import static io.footfall.count.CounterLayout.GENERATION_AT;
import static io.footfall.count.CounterLayout.HEADER_CRC_AT;
import static io.footfall.count.CounterLayout.HEADER_END;
import static io.footfall.count.CounterLayout.INT;
import static io.footfall.count.CounterLayout.LONG;
import static io.footfall.count.CounterLayout.MAGIC;
import static io.footfall.count.CounterLayout.MAGIC_AT;
import static io.footfall.count.CounterLayout.SEALED;
import static io.footfall.count.CounterLayout.SEED_AT;
import static io.footfall.count.CounterLayout.SLOTS_AT;
import static io.footfall.count.CounterLayout.STATE_AT;
import static io.footfall.count.CounterLayout.UNITS_AT;
import static io.footfall.count.CounterLayout.VERSION;
import static io.footfall.count.CounterLayout.VERSION_AT;
import static io.footfall.count.CounterLayout.WRITER_AT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * One mapped file of a ring: its header and its life, free → active → sealed → free. What is inside is written by {@link
 * CounterPage} (the event loop, while active) and read by {@link SealedCounters} (the merge, while sealed); the state is the
 * only thing that both touch, and it is published with release and read with acquire semantics.
 */
final class CounterFile {

    private static final int ZEROS = 1 << 16;

    private final Path path;
    private final MappedByteBuffer bytes;
    private final CounterSize size;
    private final ByteBuffer redoEntries;
    private boolean activatedEmpty;

    private CounterFile(Path path, MappedByteBuffer bytes, CounterSize size) {
        this.path = path;
        this.bytes = bytes;
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        this.redoEntries = bytes.slice(
                CounterLayout.REDO_ENTRIES_AT, CounterLayout.REDO_CAPACITY * CounterLayout.REDO_ENTRY_BYTES);
        this.size = size;
    }

    /**
     * Makes a free file, whole or not at all.
     *
     * @param generation that its writer has reached, as far as is known
     */
    static CounterFile create(Path path, UUID writer, CounterSize size, long generation) throws IOException {
        Path unfinished = path.resolveSibling(path.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            writeZeros(channel, size.bytes());
            CounterFile file =
                    new CounterFile(unfinished, channel.map(FileChannel.MapMode.READ_WRITE, 0, size.bytes()), size);
            LONG.set(file.bytes, MAGIC_AT, MAGIC);
            INT.set(file.bytes, VERSION_AT, VERSION);
            LONG.set(file.bytes, WRITER_AT, writer.getMostSignificantBits());
            LONG.set(file.bytes, WRITER_AT + 8, writer.getLeastSignificantBits());
            INT.set(file.bytes, SLOTS_AT, size.slots());
            INT.set(file.bytes, UNITS_AT, size.units());
            LONG.set(file.bytes, GENERATION_AT, generation);
            INT.set(file.bytes, HEADER_CRC_AT, headerCrc(file.bytes));
            file.bytes.force();
            channel.force(true);
        }
        Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        return open(path);
    }

    private static void writeZeros(FileChannel channel, int length) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS);
        for (int left = length; left > 0; ) {
            zeros.clear().limit(Math.min(ZEROS, left));
            left -= channel.write(zeros);
        }
    }

    /**
     * Maps a file.
     *
     * @throws DamagedCounters when it is not a counter file of this version, or its header does not match its checksum
     */
    static CounterFile open(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (channel.size() < CounterLayout.DICTIONARY_AT || channel.size() > Integer.MAX_VALUE) {
                throw new DamagedCounters(path, "it has an impossible size");
            }
            MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
            if ((long) LONG.get(bytes, MAGIC_AT) != MAGIC) {
                throw new DamagedCounters(path, "it is not a counter file");
            }
            int version = (int) INT.get(bytes, VERSION_AT);
            if (version != VERSION && version != EARLIER_VERSION) {
                throw new DamagedCounters(path, "its version is not " + VERSION);
            }
            if ((int) INT.get(bytes, HEADER_CRC_AT) != headerCrc(bytes)) {
                throw new DamagedCounters(path, "its header does not match its checksum");
            }
            int state = (int) INT.get(bytes, STATE_AT);
            if (state < FREE || state > EMPTYING) {
                throw new DamagedCounters(path, "its state is not known");
            }
            if (state != FREE && (int) INT.get(bytes, ACTIVATION_CRC_AT) != activationCrc(bytes)) {
                throw new DamagedCounters(path, "its generation does not match its checksum");
            }
            CounterSize size = new CounterSize((int) INT.get(bytes, SLOTS_AT), (int) INT.get(bytes, UNITS_AT));
            if (size.bytes() != bytes.capacity()) {
                throw new DamagedCounters(path, "its size is not the one in its header");
            }
            return new CounterFile(path, bytes, size);
        }
    }

    Path path() {
        return path;
    }

    /** Whether it is of version 1: its counts are merged, and nothing is counted in it any more. */
    boolean isEarlier() {
        return (int) INT.get(bytes, VERSION_AT) == EARLIER_VERSION;
    }

    /** The same file under another name, which no file has. */
    CounterFile moved(Path to) throws IOException {
        Files.move(path, to, StandardCopyOption.ATOMIC_MOVE);
        return new CounterFile(to, bytes, size);
    }

    MappedByteBuffer bytes() {
        return bytes;
    }

    /** The entries of the redo slot; its position and limit are whoever's who asks. Writer's side. */
    ByteBuffer redoEntries() {
        return redoEntries;
    }

    CounterSize size() {
        return size;
    }

    UUID writer() {
        return new UUID((long) LONG.get(bytes, WRITER_AT), (long) LONG.get(bytes, WRITER_AT + 8));
    }

    long generation() {
        return (long) LONG.get(bytes, GENERATION_AT);
    }

    long seed() {
        return (long) LONG.get(bytes, SEED_AT);
    }

    int state() {
        return (int) INT.getAcquire(bytes, STATE_AT);
    }

    /** Free → active. The file is empty. */
    void activate(long generation, long seed) {
        LONG.set(bytes, GENERATION_AT, generation);
        LONG.set(bytes, SEED_AT, seed);
        INT.set(bytes, CHECKED_AT, 1);
        INT.set(bytes, ACTIVATION_CRC_AT, activationCrc(bytes));
        activatedEmpty = true;
        INT.setRelease(bytes, STATE_AT, ACTIVE);
    }

    /** The process may have died while it activated a file: that one is free still. */
    void unmark() {
        INT.set(bytes, CHECKED_AT, 0);
    }

    /** Whether it has been activated since it was asked last, and so is empty. Writer's side. */
    boolean wasActivatedEmpty() {
        boolean empty = activatedEmpty;
        activatedEmpty = false;
        return empty;
    }

    /** Active → sealed: from now on the merge may read it. */
    void seal() {
        INT.setRelease(bytes, STATE_AT, SEALED);
    }

    /** Sealed → free, or away for one in which nothing will be counted any more. Everything in it has been merged. */
    void release() {
        if (isEarlier()) {
            remove();
        } else {
            free();
        }
    }

    /** Sealed → free: all bytes behind the header become zero again; at the next start, if the process dies meanwhile. */
    void free() {
        INT.setRelease(bytes, STATE_AT, EMPTYING);
        VarHandle.storeStoreFence();
        zero();
        LONG.set(bytes, CHECK_AT, 0L);
        INT.set(bytes, CHECKED_AT, 0);
        // Before the file can be active again: else a loss of power could leave a new header over old counts.
        bytes.force();
        INT.setRelease(bytes, STATE_AT, FREE);
    }

    /** Ends a file that nothing is counted in any more. */
    void remove() {
        free();
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Zeroes everything but the header, writing only where something is. */
    private void zero() {
        for (int at = CounterLayout.REDO_AT; at < bytes.capacity(); at += 8) {
            if ((long) LONG.get(bytes, at) != 0) {
                LONG.set(bytes, at, 0L);
            }
        }
    }

    private static int headerCrc(ByteBuffer bytes) {
        byte[] header = new byte[HEADER_END];
        bytes.get(0, header);
        CRC32C crc = new CRC32C();
        crc.update(header, 0, STATE_AT);
        crc.update(header, WRITER_AT, HEADER_CRC_AT - WRITER_AT);
        return (int) crc.getValue();
    }

    private static int activationCrc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(GENERATION_AT, HEADER_END - GENERATION_AT));
        return (int) crc.getValue();
    }
}
