package io.footfall.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The visitors of one value. Breakdowns keep the day before only as a range; where the first day of the question cuts
 * one, the totals of that day tell exactly how many of all visitors fall on either side, but not which.
 *
 * @param whole visitors that count for certain
 * @param expected visitors of cut ranges that count, if this value is like all others
 * @param least the fewest of them that can
 * @param most the most of them that can
 */
record VisitorShare(long whole, double expected, long least, long most) {

    /** Sums of fractions miss whole numbers by this much at most. */
    private static final double ROUNDING = 1e-6;

    static final VisitorShare NONE = new VisitorShare(0, 0, 0, 0);

    /** A number of visitors and how far the true one can be from it. */
    record Estimate(long visitors, long plusMinus) {}

    /**
     * Whole numbers for all values by the largest remainder, so that they add up to the exact number. (Each is within 1
     * of what is expected, and never outside what is possible.) Closed days hold ranges of their own for each value, so what is
     * expected can be more than there are: then some give way, those farthest above their fewest first.
     *
     * @param total visitors of all values, those not among the shares included
     */
    static List<Estimate> estimate(List<VisitorShare> shares, long total) {
        long[] cut = new long[shares.size()];
        List<Integer> byRemainder = new ArrayList<>();
        double expected = 0;
        long given = 0;
        for (int i = 0; i < cut.length; i++) {
            cut[i] = (long) Math.floor(shares.get(i).expected + ROUNDING);
            given += cut[i];
            expected += shares.get(i).expected;
            byRemainder.add(i);
        }
        byRemainder.sort(Comparator.comparingDouble((Integer i) -> cut[i] - shares.get(i).expected));
        long whole = shares.stream().mapToLong(VisitorShare::whole).sum();
        long rest = Math.min(Math.round(expected), total - whole) - given;
        for (int i : byRemainder.subList(0, (int) Math.max(0, Math.min(rest, cut.length)))) {
            cut[i]++;
        }
        for (; rest < 0; rest++) {
            lowerOne(shares, cut);
        }
        return IntStream.range(0, cut.length)
                .mapToObj(i -> shares.get(i).estimate(cut[i]))
                .toList();
    }

    private static void lowerOne(List<VisitorShare> shares, long[] cut) {
        IntStream.range(0, cut.length)
                .filter(i -> cut[i] > shares.get(i).least)
                .boxed()
                .max(Comparator.comparingLong(i -> cut[i] - shares.get(i).least))
                .ifPresent(i -> cut[i]--);
    }

    private Estimate estimate(long cut) {
        return new Estimate(whole + cut, Math.max(most - cut, cut - least));
    }
}
