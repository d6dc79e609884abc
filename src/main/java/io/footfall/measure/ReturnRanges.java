package io.footfall.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A division of all {@linkplain ReturnRange#gap gaps} into ranges, from near to far: what a site's breakdowns of one day tell of
 * absence. One for all dimensions, coarse enough that each range holds a crowd of the day's visitors.
 */
public record ReturnRanges(List<ReturnRange> ranges) {

    /** As long as nothing is known of a site: never, 1, 2 to 6, 7 to 13, 14 to 29, 30 to 89, 90 and more days. */
    public static final ReturnRanges FIXED = new ReturnRanges(List.of(
            new ReturnRange(1, 1),
            new ReturnRange(2, 6),
            new ReturnRange(7, 13),
            new ReturnRange(14, 29),
            new ReturnRange(30, 89),
            new ReturnRange(90, ReturnRange.MOST),
            new ReturnRange(ReturnRange.NEVER, ReturnRange.NEVER)));

    /** The most ranges of a division: each is a row for each value. */
    private static final int MOST_RANGES = 16;

    public ReturnRanges {
        ranges = List.copyOf(ranges);
        int next = 1;
        for (ReturnRange range : ranges) {
            if (range.firstPlace() != next) {
                throw new IllegalArgumentException("ranges follow each other and hold every gap");
            }
            next = range.lastPlace() + 1;
        }
        if (next != ReturnRange.MOST + 2) {
            throw new IllegalArgumentException("ranges hold every gap");
        }
    }

    public static ReturnRanges ofKeys(Integer[] keys) {
        List<ReturnRange> ranges = new ArrayList<>();
        for (int key : keys) {
            ranges.add(ReturnRange.ofKey(key));
        }
        return new ReturnRanges(ranges);
    }

    public Integer[] keys() {
        return ranges.stream().map(ReturnRange::key).toArray(Integer[]::new);
    }

    /** The range that holds a gap. */
    public ReturnRange of(int gap) {
        return ranges.stream().filter(range -> range.holds(gap)).findFirst().orElseThrow();
    }

    /**
     * The finest useful division for visitors like those of one day.
     *
     * @param visitors by gap
     * @param crowd the fewest visitors of a range
     */
    public static ReturnRanges like(Map<Integer, Long> visitors, int crowd) {
        List<ReturnRange> single = new ArrayList<>();
        for (int gap = 1; gap <= ReturnRange.MOST; gap++) {
            single.add(new ReturnRange(gap, gap));
        }
        single.add(new ReturnRange(ReturnRange.NEVER, ReturnRange.NEVER));
        long all = visitors.values().stream().mapToLong(Long::longValue).sum();
        return new ReturnRanges(single).joined(visitors, Math.max(crowd, (all + MOST_RANGES - 1) / MOST_RANGES), crowd);
    }

    /** This division with small ranges joined to neighbours, so that each holds a crowd, if all together do. */
    public ReturnRanges joined(Map<Integer, Long> visitors, int crowd) {
        return joined(visitors, crowd, crowd);
    }

    private ReturnRanges joined(Map<Integer, Long> visitors, long wanted, long fewest) {
        Map<ReturnRange, Long> counts = new TreeMap<>(ReturnRanges::compare);
        ranges.forEach(range -> counts.put(range, 0L));
        visitors.forEach((gap, count) -> counts.merge(of(gap), count, Long::sum));
        return new ReturnRanges(List.copyOf(crowds(counts, wanted, fewest).keySet()));
    }

    /**
     * Visitors of contiguous ranges, small ones joined to neighbours: none is lost, and each holds at least {@code fewest} if all
     * together do.
     */
    public static Map<ReturnRange, Long> crowds(Map<ReturnRange, Long> visitors, long fewest) {
        return crowds(visitors, fewest, fewest);
    }

    /** Those never seen before stay by themselves if they are a crowd: of them it is known that they count in every range of days. */
    private static Map<ReturnRange, Long> crowds(Map<ReturnRange, Long> visitors, long wanted, long fewest) {
        TreeMap<ReturnRange, Long> left = new TreeMap<>(ReturnRanges::compare);
        left.putAll(visitors);
        TreeMap<ReturnRange, Long> joined = new TreeMap<>(ReturnRanges::compare);
        Map.Entry<ReturnRange, Long> last = left.pollLastEntry();
        Map.Entry<ReturnRange, Long> open = null;
        for (Map.Entry<ReturnRange, Long> entry : left.entrySet()) {
            open = open == null ? entry : join(open, entry);
            if (open.getValue() >= wanted) {
                joined.put(open.getKey(), open.getValue());
                open = null;
            }
        }
        if (open != null) {
            putOrJoin(joined, open, fewest);
        }
        if (last != null) {
            putOrJoin(joined, last, fewest);
        }
        return joined;
    }

    /** Puts the farthest so far; joins it to the one before where either is too small. */
    private static void putOrJoin(
            TreeMap<ReturnRange, Long> joined, Map.Entry<ReturnRange, Long> farther, long fewest) {
        Map.Entry<ReturnRange, Long> before = joined.lastEntry();
        Map.Entry<ReturnRange, Long> put = farther;
        if (before != null && (farther.getValue() < fewest || before.getValue() < fewest)) {
            joined.remove(before.getKey());
            put = join(before, farther);
        }
        joined.put(put.getKey(), put.getValue());
    }

    private static Map.Entry<ReturnRange, Long> join(
            Map.Entry<ReturnRange, Long> nearer, Map.Entry<ReturnRange, Long> farther) {
        return Map.entry(nearer.getKey().to(farther.getKey()), nearer.getValue() + farther.getValue());
    }

    private static int compare(ReturnRange one, ReturnRange other) {
        return Integer.compare(one.firstPlace(), other.firstPlace());
    }
}
