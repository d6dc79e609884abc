package io.footfall.count;

import io.footfall.measure.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The dictionary entries of texts that were met lately. A text has {@value #WAYS} places, so that many texts of the same hash,
 * which anybody can make, cost a look into the dictionary each and no more. Owned by one event loop.
 */
final class TextCache {

    private static final int WAYS = 4;
    private static final int SETS = 1 << 14;

    private final @Nullable Value[] values = new Value[SETS * WAYS];
    private final int[] hashes = new int[SETS * WAYS];
    private final int[] entries = new int[SETS * WAYS];
    private int next;

    /** The entry of a text, or 0. */
    int find(Value value) {
        int hash = value.hashCode();
        int set = set(value);
        for (int i = set; i < set + WAYS; i++) {
            if (hashes[i] == hash && value.equals(values[i])) {
                return entries[i];
            }
        }
        return 0;
    }

    /** Remembers a text in place of another one. */
    void put(Value value, int entry) {
        int set = set(value);
        int place = set + (next++ & (WAYS - 1));
        for (int i = set; i < set + WAYS; i++) {
            if (values[i] == null) {
                place = i;
                break;
            }
        }
        values[place] = value;
        hashes[place] = value.hashCode();
        entries[place] = entry;
    }

    private static int set(Value value) {
        int hash = value.hashCode() * 0x9E3779B9;
        return (hash >>> 18) * WAYS;
    }

    /** Forgets all, for another file. */
    void clear() {
        Arrays.fill(values, null);
    }
}
