package io.footfall.count;

import static io.footfall.count.CounterLayout.CHECK_AT;
import static io.footfall.count.CounterLayout.INT;
import static io.footfall.count.CounterLayout.LONG;
import static io.footfall.count.CounterLayout.REDO_AT;
import static io.footfall.count.CounterLayout.REDO_CAPACITY;
import static io.footfall.count.CounterLayout.REDO_COUNT_AT;
import static io.footfall.count.CounterLayout.REDO_CRC_AT;
import static io.footfall.count.CounterLayout.REDO_ENTRIES_AT;
import static io.footfall.count.CounterLayout.REDO_ENTRY_BYTES;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The additions of one request, gathered and then applied all or not at all, whatever instant the process dies at.
 *
 * <p>{@link #commit} writes the new absolute value of each measure into the redo slot, publishes the slot (from here on the
 * request is counted), applies the values, and empties the slot by writing zeros. {@link #replay} at the next start applies a
 * slot that was published and not emptied; absolute values make that idempotent. The checksum tells a slot that lost its pages
 * with the power. Owned by one event loop.
 */
final class PendingAdditions {

    /** Measures of a request; the check of the file goes with them. */
    private static final int MOST = REDO_CAPACITY - 1;

    private static final int EMPTY = 0;
    private static final int FULL = 1;

    /** Places of the index for requests of the usual size, and for the largest. */
    private static final int SMALL_INDEX = 1 << 9;

    private static final int LARGE_INDEX = 1 << 13;

    /** Bits of an entry of the index that hold a position, from 1; those above hold the request's number. */
    private static final int POSITION_BITS = 13;

    private static final int POSITION = (1 << POSITION_BITS) - 1;

    private final int[] offsets = new int[REDO_CAPACITY];
    private final long[] values = new long[REDO_CAPACITY];
    private final int[] smallIndex = new int[SMALL_INDEX];
    private final int[] largeIndex = new int[LARGE_INDEX];
    private final byte[] zeros = new byte[REDO_CAPACITY * REDO_ENTRY_BYTES];
    private final CRC32C crc = new CRC32C();
    private int[] index = smallIndex;
    private int indexed;
    private int request = 1 << POSITION_BITS;
    private int count;
    private long check;

    /**
     * Adds to a measure once committed.
     *
     * @param offset where the measure lies in the file
     * @throws IllegalStateException when a request adds to more measures than the redo slot holds, which the limits on a request
     *     make impossible
     */
    void add(ByteBuffer bytes, int offset, long delta) {
        int at = indexOf(offset);
        if (isUsed(at)) {
            values[(index[at] & POSITION) - 1] += delta;
            check += delta * CounterLayout.weight(offset);
            return;
        }
        addOnce(bytes, offset, delta);
        index[at] = request | count;
        indexed++;
        if (index == smallIndex && indexed > SMALL_INDEX / 2) {
            growIndex();
        }
    }

    /** The same for a measure that nothing else of the request adds to. */
    void addOnce(ByteBuffer bytes, int offset, long delta) {
        if (count == MOST) {
            throw new IllegalStateException("a request adds to more than " + MOST + " measures");
        }
        offsets[count] = offset;
        values[count] = bytes.getLong(offset) + delta;
        count++;
        check += delta * CounterLayout.weight(offset);
    }

    /** The place of an offset in the index: where it is, or the free one where it belongs. */
    private int indexOf(int offset) {
        int mask = index.length - 1;
        int at = (((offset >>> 3) * 0x9E3779B9) >>> 15) & mask;
        while (isUsed(at) && offsets[(index[at] & POSITION) - 1] != offset) {
            at = (at + 1) & mask;
        }
        return at;
    }

    /** Entries of earlier requests are as good as none. */
    private boolean isUsed(int at) {
        return (index[at] & ~POSITION) == request;
    }

    private void growIndex() {
        index = largeIndex;
        for (int entry : smallIndex) {
            if ((entry & ~POSITION) == request) {
                largeIndex[indexOf(offsets[(entry & POSITION) - 1])] = entry;
            }
        }
    }

    /** Forgets what was gathered. */
    void clear() {
        count = 0;
        check = 0;
        indexed = 0;
        index = smallIndex;
        request += 1 << POSITION_BITS;
        if (request == 0) {
            Arrays.fill(smallIndex, 0);
            Arrays.fill(largeIndex, 0);
            request = 1 << POSITION_BITS;
        }
    }

    /** Counts what was gathered, all of it, and forgets it. */
    void commit(CounterFile file) {
        ByteBuffer bytes = file.bytes();
        offsets[count] = CHECK_AT;
        values[count] = bytes.getLong(CHECK_AT) + check;
        count++;
        for (int i = 0; i < count; i++) {
            int at = REDO_ENTRIES_AT + i * REDO_ENTRY_BYTES;
            bytes.putLong(at, offsets[i]);
            bytes.putLong(at + 8, values[i]);
        }
        INT.set(bytes, REDO_COUNT_AT, count);
        INT.set(bytes, REDO_CRC_AT, crcOf(file, count));
        INT.setRelease(bytes, REDO_AT, FULL);
        // Release orders what came before; no later store may move ahead of it either.
        VarHandle.storeStoreFence();
        for (int i = 0; i < count; i++) {
            bytes.putLong(offsets[i], values[i]);
        }
        empty(bytes, count);
        clear();
    }

    /** Leaves nothing of the request behind: neighbours in the slot would tell which cells moved together. */
    private void empty(ByteBuffer bytes, int count) {
        INT.setRelease(bytes, REDO_AT, EMPTY);
        VarHandle.storeStoreFence();
        INT.set(bytes, REDO_COUNT_AT, 0);
        INT.set(bytes, REDO_CRC_AT, 0);
        bytes.put(REDO_ENTRIES_AT, zeros, 0, count * REDO_ENTRY_BYTES);
    }

    /**
     * Finishes the request that was being applied when the process died, and empties the slot.
     *
     * @return whether the slot was sound; false means that the file lost pages and cannot be trusted
     */
    boolean replay(CounterFile file) {
        ByteBuffer bytes = file.bytes();
        if ((int) INT.getAcquire(bytes, REDO_AT) != FULL) {
            empty(bytes, REDO_CAPACITY);
            return true;
        }
        int stored = (int) INT.get(bytes, REDO_COUNT_AT);
        if (stored < 0 || stored > REDO_CAPACITY || (int) INT.get(bytes, REDO_CRC_AT) != crcOf(file, stored)) {
            return false;
        }
        for (int i = 0; i < stored; i++) {
            int at = REDO_ENTRIES_AT + i * REDO_ENTRY_BYTES;
            long offset = (long) LONG.get(bytes, at);
            if (offset != CHECK_AT && (offset < CounterLayout.DICTIONARY_AT || offset > bytes.capacity() - 8)) {
                return false;
            }
            LONG.set(bytes, (int) offset, (long) LONG.get(bytes, at + 8));
        }
        empty(bytes, REDO_CAPACITY);
        return true;
    }

    private int crcOf(CounterFile file, int entries) {
        crc.reset();
        crc.update(file.redoEntries().clear().limit(entries * REDO_ENTRY_BYTES));
        return (int) crc.getValue();
    }
}
