package io.footfall.count;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bytes of a counter file, version 2, little-endian. A file has a fixed size; it is created by writing zeros, so that a
 * full disk is an error at the start and never a fault in the middle of an addition.
 *
 * <pre>
 *   offset        length      what
 *   0             8           magic "FOOTFALL"
 *   8             4           version of this layout
 *   12            4           state: 0 free, 1 active, 2 sealed, 3 being emptied (published with release semantics)
 *   16            16          writer: random, the same in all files of a ring, never reused
 *   32            4           number of slots S, a power of two
 *   36            4           number of dictionary units U, a power of two
 *   40            4           CRC-32C of bytes 0..12 and 16..40, which never change
 *   44            4           CRC-32C of bytes 48..64, which change at activation; meaningless in a free file
 *   48            8           generation: counts the files that this writer has filled, from 1
 *   56            8           seed of the hashes of this file
 *   64            8           check: the sum of all measures, each times the weight of its place (see below); 0 in a free file
 *   72            4           1 where the check is kept; 0 in files of programs that did not
 *   4096          16          redo header: state (0 empty, 1 full), count n, CRC-32C of the entries, unused
 *   4112          16 x 4095   redo entries: offset of a measure (8), its new absolute value (8)
 *   69632         32 x U      dictionary units
 *   69632+32U     64 x S      slots
 * </pre>
 *
 * <p>A <em>dictionary entry</em> is a run of units at a hashed position. Each unit begins with a tag (4 bytes): 0 free; {@code
 * FIRST | length in bytes} for the first unit of a text; {@code NEXT} for the following; {@code GAP} for a single unit passed
 * over because the run did not fit. 28 bytes of UTF-8 follow each tag. The number of an entry is the index of its first unit
 * plus 1, so that 0 is no text.
 *
 * <p>A <em>slot</em> is one cell at a hashed position: cube (4, 0 for a free slot, published last), site (4), day (4), key a
 * (4), key b (4), unused (4), and five measures (8 each). Positions depend on the seed and the key alone: nothing tells the
 * order of arrival.
 *
 * <p>The <em>check</em> changes with each request by what the request adds, through the same redo slot. Whatever mixture of older and
 * newer pages a disk has after the loss of power, the file is sound only where check and measures are of the same moment.
 *
 * <p>Version 1 had the same bytes. Its cells of visitors by a dimension held one of seven ranges of absence where these hold days
 * ({@link #EARLIER_AWAY}), and hashes were others.
 */
final class CounterLayout {

    static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    static final long MAGIC = 0x4C4C4146544F4F46L;
    static final int VERSION = 2;
    static final int EARLIER_VERSION = 1;

    /** The first day of each of the ranges of absence of version 1. */
    static final int[] EARLIER_AWAY = {0, 1, 2, 7, 14, 30, 90};

    static final int MAGIC_AT = 0;
    static final int VERSION_AT = 8;
    static final int STATE_AT = 12;
    static final int WRITER_AT = 16;
    static final int SLOTS_AT = 32;
    static final int UNITS_AT = 36;
    static final int HEADER_CRC_AT = 40;
    static final int ACTIVATION_CRC_AT = 44;
    static final int GENERATION_AT = 48;
    static final int SEED_AT = 56;
    static final int HEADER_END = 64;
    static final int CHECK_AT = 64;
    static final int CHECKED_AT = 72;

    static final int FREE = 0;
    static final int ACTIVE = 1;
    static final int SEALED = 2;
    static final int EMPTYING = 3;

    static final int REDO_AT = 4096;
    static final int REDO_COUNT_AT = REDO_AT + 4;
    static final int REDO_CRC_AT = REDO_AT + 8;
    static final int REDO_ENTRIES_AT = REDO_AT + 16;
    static final int REDO_ENTRY_BYTES = 16;
    static final int REDO_CAPACITY = 4095;

    static final int DICTIONARY_AT = REDO_ENTRIES_AT + REDO_CAPACITY * REDO_ENTRY_BYTES;
    static final int UNIT_BYTES = 32;
    static final int UNIT_TEXT_BYTES = 28;
    static final int FIRST = 0x8000_0000;
    static final int NEXT = 0x4000_0000;
    static final int GAP = 0x2000_0000;
    static final int LENGTH_MASK = 0xFFFF;

    static final int SLOT_BYTES = 64;
    static final int CUBE_IN_SLOT = 0;
    static final int SITE_IN_SLOT = 4;
    static final int DAY_IN_SLOT = 8;
    static final int A_IN_SLOT = 12;
    static final int B_IN_SLOT = 16;
    static final int MEASURES_IN_SLOT = 24;

    private CounterLayout() {}

    static int slotsAt(int units) {
        return DICTIONARY_AT + units * UNIT_BYTES;
    }

    /** How much the measure at an offset weighs in the check. */
    static long weight(int offset) {
        long w = offset * 0x9E3779B97F4A7C15L;
        return ((w ^ (w >>> 31)) * 0xBF58476D1CE4E5B9L) | 1;
    }

    /** Finaliser of MurmurHash3 (Austin Appleby, public domain): every bit of the input moves every bit of the result. */
    static long mix(long x) {
        long h = x;
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
