package io.footfall.stats;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Measure;
import io.footfall.measure.Vital;
import io.footfall.stats.CellSums.Added;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Percentiles of web vitals from logarithmic buckets: the middle of the bucket that holds the rank, at most half a bucket from the
 * truth ({@link Vital}).
 */
final class Speeds {

    private static final double MEDIAN = 0.5;
    private static final double THREE_OF_FOUR = 0.75;
    private static final double NINE_OF_TEN = 0.9;
    private static final double THOUSANDTHS = 1000;

    private Speeds() {}

    /** Of each page (or all) and vital, those measured most often first. */
    static List<Report.Speed> of(List<Added> cells, Publication publication) {
        Map<String, List<Added>> pages = cells.stream().collect(Collectors.groupingBy(Added::a));
        List<Report.Speed> speeds = new ArrayList<>();
        pages.forEach((page, of) -> {
            for (Vital vital : Vital.values()) {
                Cube cube = Cubes.vital(vital);
                TreeMap<Integer, Long> buckets = new TreeMap<>();
                of.stream()
                        .filter(added -> added.cube().equals(cube))
                        .forEach(added ->
                                buckets.merge(Integer.valueOf(added.b()), added.measure(Measure.EVENTS), Long::sum));
                long measured = sum(buckets);
                if (measured > 0 && publication.shown(measured, cube) != null) {
                    speeds.add(speed(page, vital, buckets, measured));
                }
            }
        });
        speeds.sort(Comparator.comparingLong(Report.Speed::measured)
                .reversed()
                .thenComparing(Report.Speed::page)
                .thenComparing(Report.Speed::vital));
        return speeds;
    }

    private static Report.Speed speed(String page, Vital vital, NavigableMap<Integer, Long> buckets, long measured) {
        double unit = vital == Vital.CLS ? THOUSANDTHS : 1;
        return new Report.Speed(
                page,
                vital.name(),
                measured,
                percentile(buckets, measured, MEDIAN) / unit,
                percentile(buckets, measured, THREE_OF_FOUR) / unit,
                percentile(buckets, measured, NINE_OF_TEN) / unit,
                upTo(buckets, goodTo(vital)) / measured,
                1 - upTo(buckets, poorFrom(vital)) / measured);
    }

    /** The largest good value, in the unit of buckets: the thresholds of the field (web.dev/articles/vitals). */
    private static double goodTo(Vital vital) {
        return switch (vital) {
            case LCP -> 2500;
            case INP -> 200;
            case CLS -> 100;
            case FCP -> 1800;
            case TTFB -> 800;
        };
    }

    /** What is larger is poor. */
    private static double poorFrom(Vital vital) {
        return switch (vital) {
            case LCP -> 4000;
            case INP -> 500;
            case CLS -> 250;
            case FCP -> 3000;
            case TTFB -> 1800;
        };
    }

    private static double percentile(NavigableMap<Integer, Long> buckets, long measured, double share) {
        long rank = (long) Math.ceil(share * measured);
        long passed = 0;
        for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
            passed += bucket.getValue();
            if (passed >= rank) {
                return Vital.middleOf(bucket.getKey());
            }
        }
        throw new IllegalStateException("a rank lies within the buckets");
    }

    /** How many were not above a limit; of its own bucket the part below it, as if values were spread evenly by ratio. */
    private static double upTo(NavigableMap<Integer, Long> buckets, double limit) {
        int last = Vital.bucketOf(limit);
        double part = Math.log(limit) / Math.log(Vital.RATIO) - (last - 1);
        return sum(buckets.headMap(last, false)) + part * buckets.getOrDefault(last, 0L);
    }

    private static long sum(Map<Integer, Long> buckets) {
        return buckets.values().stream().mapToLong(Long::longValue).sum();
    }
}
