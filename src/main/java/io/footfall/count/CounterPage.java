package io.footfall.count;

import static io.footfall.count.CounterLayout.A_IN_SLOT;
import static io.footfall.count.CounterLayout.B_IN_SLOT;
import static io.footfall.count.CounterLayout.CUBE_IN_SLOT;
import static io.footfall.count.CounterLayout.DAY_IN_SLOT;
import static io.footfall.count.CounterLayout.DICTIONARY_AT;
import static io.footfall.count.CounterLayout.FIRST;
import static io.footfall.count.CounterLayout.GAP;
import static io.footfall.count.CounterLayout.INT;
import static io.footfall.count.CounterLayout.LENGTH_MASK;
import static io.footfall.count.CounterLayout.MEASURES_IN_SLOT;
import static io.footfall.count.CounterLayout.NEXT;
import static io.footfall.count.CounterLayout.SITE_IN_SLOT;
import static io.footfall.count.CounterLayout.SLOT_BYTES;
import static io.footfall.count.CounterLayout.UNIT_BYTES;
import static io.footfall.count.CounterLayout.UNIT_TEXT_BYTES;

import io.footfall.measure.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The inside of the active file, as its single writer sees it: finds or makes dictionary entries and slots. A new text or a new
 * slot without a count means nothing, so making them needs no redo; the counts themselves change only through {@link
 * PendingAdditions}. Owned by one event loop.
 */
final class CounterPage {

    /** Returned where a text or a cell finds no place. */
    static final int FULL = -1;

    private final ByteBuffer bytes;
    private final long seed;
    private final int slotMask;
    private final int slotsAt;
    private final int unitMask;
    private final int slotLimit;
    private final int unitLimit;
    private final Map<Value, Integer> entries = new HashMap<>();
    private int usedSlots;
    private int usedUnits;

    CounterPage(CounterFile file) {
        CounterSize size = file.size();
        this.bytes = file.bytes();
        this.seed = file.seed();
        this.slotMask = size.slots() - 1;
        this.slotsAt = CounterLayout.slotsAt(size.units());
        this.unitMask = size.units() - 1;
        this.slotLimit = size.slots() / 4 * 3;
        this.unitLimit = size.units() / 4 * 3;
        countUsed(size);
    }

    private void countUsed(CounterSize size) {
        for (int i = 0; i < size.slots(); i++) {
            usedSlots += (int) INT.get(bytes, slotsAt + i * SLOT_BYTES) == 0 ? 0 : 1;
        }
        for (int i = 0; i < size.units(); i++) {
            usedUnits += (int) INT.get(bytes, DICTIONARY_AT + i * UNIT_BYTES) == 0 ? 0 : 1;
        }
    }

    /** Whether nothing has been written into the file. */
    boolean isEmpty() {
        return usedSlots == 0;
    }

    /** The number of a text's dictionary entry, from 1, or {@link #FULL}. */
    int entry(Value value) {
        Integer known = entries.get(value);
        if (known != null) {
            return known;
        }
        byte[] text = value.text().getBytes(StandardCharsets.UTF_8);
        int entry = findOrMake(text, (text.length + UNIT_TEXT_BYTES - 1) / UNIT_TEXT_BYTES);
        if (entry != FULL) {
            entries.put(value, entry);
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
        for (int i = 0; i < text.length; i++) {
            if (bytes.get(textAt(unit, i)) != text[i]) {
                return false;
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

    /** The offset of a cell's first measure, or {@link #FULL}. */
    int measuresOf(int site, int day, int cube, int a, int b) {
        int slot = (int) hash(site, day, cube, a, b) & slotMask;
        while (true) {
            int at = slotsAt + slot * SLOT_BYTES;
            int found = (int) INT.get(bytes, at + CUBE_IN_SLOT);
            if (found == 0) {
                return make(at, site, day, cube, a, b);
            }
            if (found == cube
                    && (int) INT.get(bytes, at + A_IN_SLOT) == a
                    && (int) INT.get(bytes, at + B_IN_SLOT) == b
                    && (int) INT.get(bytes, at + DAY_IN_SLOT) == day
                    && (int) INT.get(bytes, at + SITE_IN_SLOT) == site) {
                return at + MEASURES_IN_SLOT;
            }
            slot = (slot + 1) & slotMask;
        }
    }

    private long hash(int site, int day, int cube, int a, int b) {
        long h = CounterLayout.mix(seed ^ (((long) site << 32) | (day & 0xFFFF_FFFFL)));
        h = CounterLayout.mix(h ^ (((long) a << 32) | (b & 0xFFFF_FFFFL)));
        return CounterLayout.mix(h + cube);
    }

    /** The cube is published last: a torn slot has none and is overwritten. */
    private int make(int at, int site, int day, int cube, int a, int b) {
        if (usedSlots >= slotLimit) {
            return FULL;
        }
        INT.set(bytes, at + SITE_IN_SLOT, site);
        INT.set(bytes, at + DAY_IN_SLOT, day);
        INT.set(bytes, at + A_IN_SLOT, a);
        INT.set(bytes, at + B_IN_SLOT, b);
        INT.setRelease(bytes, at + CUBE_IN_SLOT, cube);
        usedSlots++;
        return at + MEASURES_IN_SLOT;
    }
}
