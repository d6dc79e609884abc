package io.footfall.stats;

import io.footfall.site.Site;
import java.util.List;

/**
 * A question that can be answered; {@link Questions} reads one.
 *
 * @param metrics the figures asked for, at least one
 * @param order of the rows of a breakdown; time goes forward
 * @param limit the most rows of a breakdown, 1 to 1000
 * @param comparePrevious whether to give the totals of the range before too
 */
public record StatsQuestion(
        Site site, Range range, List<Metric> metrics, By by, Order order, int limit, boolean comparePrevious) {

    public StatsQuestion {
        metrics = List.copyOf(metrics);
    }

    /** The same question of other days. */
    StatsQuestion of(Range other) {
        return new StatsQuestion(site, other, metrics, by, order, limit, comparePrevious);
    }

    /** Whether visitors are asked for, as a figure or for the order. */
    boolean wantsVisitors() {
        return metrics.contains(Metric.VISITORS) || order.metric() == Metric.VISITORS;
    }
}
