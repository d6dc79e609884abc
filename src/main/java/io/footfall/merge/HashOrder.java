package io.footfall.merge;

import io.footfall.count.Cell;
import io.footfall.measure.SplitMix;
import io.footfall.merge.ValueIds.SiteText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The order in which cells are written: that of a hash, so that nothing stored tells the order of arrival, and the same for
 * every writer with the same key, so that two of them never wait for each other crosswise.
 */
final class HashOrder {

    private HashOrder() {}

    /** Of two with the same hash, the text decides. */
    private record Hashed<K, V>(long hash, Map.Entry<K, V> entry) implements Comparable<Hashed<K, V>> {

        private static final Comparator<Hashed<?, ?>> ORDER = Comparator.<Hashed<?, ?>>comparingLong(Hashed::hash)
                .thenComparing(hashed -> hashed.entry().getKey().toString());

        @Override
        public int compareTo(Hashed<K, V> other) {
            return ORDER.compare(this, other);
        }
    }

    static <K, V> List<Map.Entry<K, V>> of(Map<K, V> map, long key) {
        List<Hashed<K, V>> hashed = new ArrayList<>(map.size());
        map.entrySet().forEach(entry -> hashed.add(new Hashed<>(hash(entry.getKey(), key), entry)));
        hashed.sort(null);
        return hashed.stream().map(Hashed::entry).toList();
    }

    private static long hash(Object object, long key) {
        if (object instanceof Cell cell) {
            long place = SplitMix.mix(key ^ ((long) cell.site() << 32 | cell.day()));
            return SplitMix.mix(SplitMix.mix(
                            SplitMix.mix(place ^ cell.cube().id()) ^ cell.a().hashCode())
                    ^ cell.b().hashCode());
        }
        if (object instanceof SiteText text) {
            return SplitMix.mix(SplitMix.mix(key ^ text.site()) ^ text.text().hashCode());
        }
        return SplitMix.mix(key ^ object.hashCode());
    }
}
