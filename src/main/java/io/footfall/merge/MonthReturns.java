package io.footfall.merge;

import io.footfall.measure.Cube;
import io.footfall.measure.Measure;
import io.footfall.measure.ReturnRange;
import io.footfall.measure.ReturnRanges;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A value's visitors of a month by how long before the month's first day they were last there: those who count in a range of whole
 * months. Visitors who were there earlier in the month do not. Days tell absence in ranges; where the month's first day, or the edge
 * of a range here, cuts one, the exact totals of the day give each side its share, and how far it can be from the truth is kept.
 */
final class MonthReturns {

    /** Days before the month's first: one month, three, more, never. */
    private static final ReturnRanges RANGES = new ReturnRanges(List.of(
            new ReturnRange(1, 31),
            new ReturnRange(32, 92),
            new ReturnRange(93, ReturnRange.MOST),
            new ReturnRange(ReturnRange.NEVER, ReturnRange.NEVER)));

    private final Map<ReturnRange, Double> expected = new HashMap<>();
    private final Map<ReturnRange, Long> margins = new HashMap<>();

    /**
     * Visitors of a range.
     *
     * @param visitors as many as are expected
     * @param margin how many more or fewer there can be
     */
    record Share(long visitors, long margin) {}

    /**
     * Which part of the visitors of a day's range belongs to which range of the month; what is missing was there earlier in the month.
     */
    record Split(Map<ReturnRange, Double> parts) {

        /**
         * The parts of a range.
         *
         * @param first the month's first day
         * @param totals all visitors of the day by gap
         */
        static Split of(int first, int day, ReturnRange range, Map<Integer, Long> totals) {
            Map<ReturnRange, Double> parts = new HashMap<>();
            long all = 0;
            for (Map.Entry<Integer, Long> total : totals.entrySet()) {
                int gap = total.getKey();
                if (range.holds(gap)) {
                    int before = gap - (day - first);
                    all += total.getValue();
                    if (gap == ReturnRange.NEVER) {
                        parts.merge(RANGES.of(gap), (double) total.getValue(), Double::sum);
                    } else if (gap == ReturnRange.MOST || before > 0) {
                        parts.merge(RANGES.of(Math.max(1, before)), (double) total.getValue(), Double::sum);
                    }
                }
            }
            double sum = all;
            parts.replaceAll((to, part) -> part / sum);
            return new Split(parts);
        }
    }

    /** Adds visitors of a day's range. */
    void add(Split split, long visitors) {
        split.parts.forEach((to, part) -> {
            expected.merge(to, visitors * part, Double::sum);
            margins.merge(to, part == 1 ? 0 : visitors, Long::sum);
        });
    }

    /** The measures of the month's cells by range, in ranges as of {@link #shares}. */
    Map<ReturnRange, long[]> cells(Cube returns, long fewest) {
        Map<ReturnRange, long[]> cells = new HashMap<>();
        shares(fewest).forEach((range, share) -> {
            long[] measures = BreakdownCells.visitors(returns, share.visitors);
            measures[returns.column(Measure.VISITORS) + 1] = share.margin;
            cells.put(range, measures);
        });
        return cells;
    }

    /** Visitors of the month by range, in ranges of at least {@code fewest} each where all together are as many. */
    Map<ReturnRange, Share> shares(long fewest) {
        Map<ReturnRange, Long> whole = new TreeMap<>((a, b) -> Integer.compare(places(a), places(b)));
        double carried = 0;
        for (ReturnRange range : RANGES.ranges()) {
            carried += expected.getOrDefault(range, 0.0);
            long rounded = (long) Math.floor(carried + 1e-6);
            if (expected.containsKey(range)) {
                whole.put(range, rounded);
            }
            carried -= rounded;
        }
        Map<ReturnRange, Share> shares = new HashMap<>();
        ReturnRanges.crowds(whole, fewest).forEach((range, visitors) -> {
            long margin = margins.entrySet().stream()
                    .filter(entry -> range.holds(entry.getKey().near()))
                    .mapToLong(entry -> entry.getValue() == 0 ? 0 : entry.getValue() + 1)
                    .sum();
            shares.put(range, new Share(visitors, margin));
        });
        return shares;
    }

    long visitors() {
        return (long) Math.floor(
                expected.values().stream().mapToDouble(Double::doubleValue).sum() + 1e-6);
    }

    private static int places(ReturnRange range) {
        return range.near() == ReturnRange.NEVER ? ReturnRange.MOST + 1 : range.near();
    }
}
