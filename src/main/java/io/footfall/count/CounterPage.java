package io.footfall.count;

import static io.footfall.count.CounterLayout.B_IN_SLOT;
import static io.footfall.count.CounterLayout.CUBE_IN_SLOT;
import static io.footfall.count.CounterLayout.DAY_IN_SLOT;
import static io.footfall.count.CounterLayout.DICTIONARY_AT;
import static io.footfall.count.CounterLayout.FIRST;
import static io.footfall.count.CounterLayout.GAP;
import static io.footfall.count.CounterLayout.INT;
import static io.footfall.count.CounterLayout.LENGTH_MASK;
import static io.footfall.count.CounterLayout.LONG;
import static io.footfall.count.CounterLayout.MEASURES_IN_SLOT;
import static io.footfall.count.CounterLayout.NEXT;
import static io.footfall.count.CounterLayout.SLOT_BYTES;
import static io.footfall.count.CounterLayout.UNIT_BYTES;
import static io.footfall.count.CounterLayout.UNIT_TEXT_BYTES;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The inside of the active file, as its single writer sees it: finds or makes dictionary entries and slots. A new text or a new
 * slot without a count means nothing, so making them needs no redo; the counts themselves change only through {@link
 * PendingAdditions}. Owned by one event loop.
 */
final class CounterPage {

    /** Returned where a text or a cell finds no place. */
    static final int FULL = -1;

    private static final BitSet TOTALS = totals();

    private final CounterFile file;
    private final ByteBuffer bytes;
    private final long seed;
    private final int slotMask;
    private final int slotsAt;
    private final int slotsEnd;
    private final int unitMask;
    private final int slotLimit;
    private final int unitLimit;
    private final TextCache texts;
    private int usedSlots;
    private int usedUnits;
    private int[] totalsAt = new int[64];
    private int totals;
    private long touched;

    /** @param texts for this page alone until the next one is made */
    CounterPage(CounterFile file, TextCache texts) {
        this.texts = texts;
        texts.clear();
        CounterSize size = file.size();
        this.file = file;
        this.bytes = file.bytes();
        this.seed = file.seed();
        this.slotMask = size.slots() - 1;
        this.slotsAt = CounterLayout.slotsAt(size.units());
        this.slotsEnd = size.bytes();
        this.unitMask = size.units() - 1;
        this.slotLimit = size.slots() / 4 * 3;
        this.unitLimit = size.units() / 4 * 3;
        if (!file.wasActivatedEmpty()) {
            countUsed(size);
        }
    }

    private static BitSet totals() {
        BitSet totals = new BitSet();
        Cubes.ALL.stream().filter(Cube::total).mapToInt(Cube::id).forEach(totals::set);
        return totals;
    }

    private void countUsed(CounterSize size) {
        for (int i = 0; i < size.slots(); i++) {
            int at = slotsAt + i * SLOT_BYTES;
            int cube = (int) INT.get(bytes, at);
            if (cube != 0) {
                usedSlots++;
                remember(at, cube);
            }
        }
        for (int i = 0; i < size.units(); i++) {
            usedUnits += (int) INT.get(bytes, DICTIONARY_AT + i * UNIT_BYTES) == 0 ? 0 : 1;
        }
    }

    /** Where the totals are: few among the cells of a file. */
    private void remember(int at, int cube) {
        if (TOTALS.get(cube)) {
            if (totals == totalsAt.length) {
                totalsAt = Arrays.copyOf(totalsAt, 2 * totals);
            }
            totalsAt[totals++] = at;
        }
    }

    /** The totals as they are now. */
    CountedTotals countedTotals() {
        return CountedTotals.of(file, totalsAt, totals);
    }

    /** What has been loaded last: so that nobody leaves the loads out. */
    long touched() {
        return touched;
    }

    /** Whether nothing has been written into the file. */
    boolean isEmpty() {
        return usedSlots == 0;
    }

    /** The number of a text's dictionary entry, from 1, or {@link #FULL}. */
    int entry(Value value) {
        int known = texts.find(value);
        return known != 0 ? known : entryOfText(value);
    }

    private int entryOfText(Value value) {
        byte[] text = value.text().getBytes(StandardCharsets.UTF_8);
        int entry = findOrMake(text, (text.length + UNIT_TEXT_BYTES - 1) / UNIT_TEXT_BYTES);
        if (entry != FULL) {
            texts.put(value, entry);
        }
        return entry;
    }

    private int findOrMake(byte[] text, int units) {
        int unit = position(text);
        while (true) {
            int at = DICTIONARY_AT + unit * UNIT_BYTES;
            int tag = (int) INT.get(bytes, at);
            if (tag == 0) {
                if (usedUnits + units > unitLimit) {
                    return FULL;
                }
                if (fits(unit, units)) {
                    write(text, unit, units);
                    return unit + 1;
                }
                INT.set(bytes, at, GAP);
                usedUnits++;
            } else if ((tag & FIRST) != 0 && holds(unit, text)) {
                return unit + 1;
            }
            unit = (unit + 1) & unitMask;
        }
    }

    private int position(byte[] text) {
        long h = seed;
        for (byte b : text) {
            h = (h ^ b) * 0x100000001b3L;
        }
        return (int) CounterLayout.mix(h) & unitMask;
    }

    /** A run never wraps around the end of the dictionary. */
    private boolean fits(int unit, int units) {
        if (unit + units > unitMask + 1) {
            return false;
        }
        for (int i = 1; i < units; i++) {
            if ((int) INT.get(bytes, DICTIONARY_AT + (unit + i) * UNIT_BYTES) != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(int unit, byte[] text) {
        int tag = (int) INT.get(bytes, DICTIONARY_AT + unit * UNIT_BYTES);
        if ((tag & LENGTH_MASK) != text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i += UNIT_TEXT_BYTES) {
            int at = textAt(unit, i) - i;
            int end = Math.min(text.length, i + UNIT_TEXT_BYTES);
            for (int k = i; k < end; k++) {
                if (bytes.get(at + k) != text[k]) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The first tag is published last: a torn entry has none and is overwritten. */
    private void write(byte[] text, int unit, int units) {
        for (int i = 0; i < text.length; i++) {
            bytes.put(textAt(unit, i), text[i]);
        }
        for (int i = units - 1; i > 0; i--) {
            INT.set(bytes, DICTIONARY_AT + (unit + i) * UNIT_BYTES, NEXT);
        }
        INT.setRelease(bytes, DICTIONARY_AT + unit * UNIT_BYTES, FIRST | text.length);
        usedUnits += units;
    }

    private static int textAt(int unit, int i) {
        return DICTIONARY_AT + (unit + i / UNIT_TEXT_BYTES) * UNIT_BYTES + 4 + i % UNIT_TEXT_BYTES;
    }

    /** The first 8 bytes of a cell's slot. */
    static long firstKey(int site, int cube) {
        return (long) site << 32 | cube;
    }

    /** The second 8 bytes of a cell's slot. */
    static long secondKey(int day, int a) {
        return (long) a << 32 | (day & 0xFFFF_FFFFL);
    }

    /** The third 8 bytes of a cell's slot. */
    static long thirdKey(int b) {
        return b & 0xFFFF_FFFFL;
    }

    /**
     * Where the search for a cell begins. Three products side by side and one after them: short, as it is asked for each cell. What
     * others choose, a and b, are hashed places themselves.
     */
    int firstPlace(long first, long second, long third) {
        long h = seed + first * 0x9E3779B97F4A7C15L + second * 0xC2B2AE3D27D4EB4FL + third * 0x165667B19E3779F9L;
        h = (h ^ (h >>> 32)) * 0xFF51AFD7ED558CCDL;
        return slotsAt + ((int) (h >>> 32) & slotMask) * SLOT_BYTES;
    }

    /** Loads some places into the processor's caches, all at once. */
    void touch(int[] places, int count) {
        long any = 0;
        for (int i = 0; i < count; i++) {
            any |= bytes.getLong(places[i]);
        }
        touched = any;
    }

    /** The offset of a cell's first measure, or {@link #FULL}; the search begins at {@code at}. */
    int measuresOf(int place, long first, long second, long third) {
        int at = place;
        while (true) {
            long found = bytes.getLong(at);
            if (found == first && bytes.getLong(at + DAY_IN_SLOT) == second && bytes.getLong(at + B_IN_SLOT) == third) {
                return at + MEASURES_IN_SLOT;
            }
            if (found == 0) {
                return make(at, first, second, third);
            }
            at = at + SLOT_BYTES < slotsEnd ? at + SLOT_BYTES : slotsAt;
        }
    }

    /** The cube is published last: a torn slot has none and is overwritten. */
    private int make(int at, long first, long second, long third) {
        if (usedSlots >= slotLimit) {
            return FULL;
        }
        bytes.putLong(at + DAY_IN_SLOT, second);
        bytes.putLong(at + B_IN_SLOT, third);
        LONG.setRelease(bytes, at + CUBE_IN_SLOT, first);
        usedSlots++;
        remember(at, (int) first);
        return at + MEASURES_IN_SLOT;
    }
}
