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
    private final TextCache texts;
    private int usedSlots;
    private int usedUnits;

    /** @param texts for this page alone until the next one is made */
    CounterPage(CounterFile file, TextCache texts) {
        this.texts = texts;
        texts.clear();
        CounterSize size = file.size();
        this.bytes = file.bytes();
        this.seed = file.seed();
        this.slotMask = size.slots() - 1;
        this.slotsAt = CounterLayout.slotsAt(size.units());
        this.unitMask = size.units() - 1;
        this.slotLimit = size.slots() / 4 * 3;
        this.unitLimit = size.units() / 4 * 3;
        if (!file.wasActivatedEmpty()) {
            countUsed(size);
        }
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
            int found = bytes.getInt(at + CUBE_IN_SLOT);
            if (found == cube
                    && bytes.getInt(at + A_IN_SLOT) == a
                    && bytes.getInt(at + B_IN_SLOT) == b
                    && bytes.getInt(at + DAY_IN_SLOT) == day
                    && bytes.getInt(at + SITE_IN_SLOT) == site) {
                return at + MEASURES_IN_SLOT;
            }
            if (found == 0) {
                return make(at, site, day, cube, a, b);
            }
            slot = (slot + 1) & slotMask;
        }
    }

    /** Four products side by side and one after them: short, as it is asked for each cell. What is chosen by others, a and b, are hashed places themselves. */
    private long hash(int site, int day, int cube, int a, int b) {
        long h = seed
                + (((long) site << 32) | (day & 0xFFFF_FFFFL)) * 0x9E3779B97F4A7C15L
                + (((long) a << 32) | (b & 0xFFFF_FFFFL)) * 0xC2B2AE3D27D4EB4FL
                + cube * 0x165667B19E3779F9L;
        h = (h ^ (h >>> 32)) * 0xFF51AFD7ED558CCDL;
        return h ^ (h >>> 32);
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
