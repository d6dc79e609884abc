package io.footfall.stats;

import io.footfall.site.Thresholds;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Decides which values of a breakdown are shown, and what is said of the rest: the one place that does. */
final class Publication {

    private final Thresholds thresholds;

    Publication(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    /**
     * The rows to show, in order.
     *
     * @param rows every value that has cells
     */
    List<StatsRow> visible(List<StatsRow> rows, StatsQuestion question) {
        List<StatsRow> visible =
                new ArrayList<>(rows.stream().filter(this::shows).toList());
        visible.sort(question.order().comparator());
        return visible.subList(0, Math.min(question.limit(), visible.size()));
    }

    /** What the visible rows leave of the totals, for each figure in which rows add up; without zeros. */
    static Map<Metric, Long> few(Sums totals, List<StatsRow> visible, StatsQuestion question) {
        Map<Metric, Long> few = new EnumMap<>(Metric.class);
        for (Metric metric : question.metrics()) {
            if (question.by().adding().contains(metric)) {
                long rest = count(totals, metric)
                        - visible.stream()
                                .mapToLong(row -> count(row.sums(), metric))
                                .sum();
                if (rest > 0) {
                    few.put(metric, rest);
                }
            }
        }
        return few;
    }

    /** How many more visits make a crowd, when {@code pending} wait. */
    int waitsFor(long pending) {
        return (int) Math.max(1, thresholds.crowd() - pending);
    }

    private boolean shows(StatsRow row) {
        Long visits = row.sums().visits();
        return visits != null && visits >= thresholds.value();
    }

    private static long count(Sums sums, Metric metric) {
        Long count = sums.count(metric);
        return count == null ? 0 : count;
    }
}
