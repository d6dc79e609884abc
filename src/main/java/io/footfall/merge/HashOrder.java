package io.footfall.merge;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The order in which cells are written: that of a hash, so that nothing stored tells the order of arrival, and the same for
 * every writer with the same key, so that two of them never wait for each other crosswise.
 */
final class HashOrder {

    private HashOrder() {}

    static <K, V> List<Map.Entry<K, V>> of(Map<K, V> map, long key) {
        return map.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<K, V> entry) ->
                                mix(key ^ entry.getKey().hashCode()))
                        .thenComparing(entry -> entry.getKey().toString()))
                .toList();
    }

    /** Finaliser of SplitMix64 (Guy Steele et al., 2014). */
    private static long mix(long x) {
        long h = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
        h = (h ^ (h >>> 27)) * 0x94d049bb133111ebL;
        return h ^ (h >>> 31);
    }
}
