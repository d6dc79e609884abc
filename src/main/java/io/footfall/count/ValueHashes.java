package io.footfall.count;

import org.jspecify.annotations.Nullable;

/**
 * Hashes of values: one thread at a time adds, any may ask meanwhile, without waiting. Who asks while one is added may miss it.
 * Takes 16 to 32 bytes for each.
 */
public final class ValueHashes {

    private static final int FIRST_LENGTH = 16;

    private volatile long[] table = new long[FIRST_LENGTH];
    private volatile int size;

    /** How many there are. */
    public int size() {
        return size;
    }

    public boolean contains(long hash) {
        long[] now = table;
        return now[place(now, stored(hash))] != 0;
    }

    /** Adds a hash; whether it was new. */
    public synchronized boolean add(long hash) {
        long[] now = table;
        if (2 * (size + 1) > now.length) {
            now = grown(now);
            table = now;
        }
        int place = place(now, stored(hash));
        if (now[place] != 0) {
            return false;
        }
        now[place] = stored(hash);
        size++;
        return true;
    }

    /** Those that another set does not hold; null for none. */
    synchronized ValueHashes without(@Nullable ValueHashes other) {
        ValueHashes rest = new ValueHashes();
        for (long hash : table) {
            if (hash != 0 && (other == null || !other.contains(hash))) {
                rest.add(hash);
            }
        }
        return rest;
    }

    private static long[] grown(long[] old) {
        long[] grown = new long[2 * old.length];
        for (long hash : old) {
            if (hash != 0) {
                grown[place(grown, hash)] = hash;
            }
        }
        return grown;
    }

    /** Where a hash is or could be. */
    private static int place(long[] table, long hash) {
        int place = (int) hash & (table.length - 1);
        while (table[place] != 0 && table[place] != hash) {
            place = (place + 1) & (table.length - 1);
        }
        return place;
    }

    /** 0 stands for an empty place. */
    private static long stored(long hash) {
        return hash == 0 ? 1 : hash;
    }
}
