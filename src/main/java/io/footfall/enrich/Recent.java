package io.footfall.enrich;

import org.jspecify.annotations.Nullable;

/**
 * What some texts came to lately, by a {@link KeyedHash}; the texts are not kept. Bounded: of texts that share a place the latest few
 * are known. Any thread may ask: entries are immutable, and whoever sees an older one works it out again.
 *
 * @param <T> cleaned values, nothing raw
 */
final class Recent<T> {

    private static final int WAYS = 4;

    private record Entry<T>(Object owner, long hash, T value) {}

    private final @Nullable Entry<T>[] entries;
    private final int mask;

    /** @param size entries at most, a power of two */
    Recent(int size) {
        entries = empty(size);
        mask = size - WAYS;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // there is no other way to make an array of a generic type
    private static <T> @Nullable Entry<T>[] empty(int size) {
        return new Entry[size];
    }

    /**
     * What a text came to, or null.
     *
     * @param owner that very object, in whose eyes it came to that
     */
    @SuppressWarnings("ReferenceEquality") // another object, equal or not, may see it otherwise
    @Nullable
    T find(Object owner, long hash) {
        int set = (int) hash & mask;
        for (int i = set; i < set + WAYS; i++) {
            Entry<T> entry = entries[i];
            if (entry != null && entry.hash == hash && entry.owner == owner) {
                return entry.value;
            }
        }
        return null;
    }

    /** Remembers what a text came to. */
    T put(Object owner, long hash, T value) {
        int set = (int) hash & mask;
        System.arraycopy(entries, set, entries, set + 1, WAYS - 1);
        entries[set] = new Entry<>(owner, hash, value);
        return value;
    }
}
