package io.footfall.stats;

import io.footfall.site.Site;
import java.util.List;
import java.util.Optional;

/**
 * A question that can be answered; {@link Questions} reads one.
 *
 * @param metrics the figures asked for, at least one
 * @param filter what the answer is about, empty for everything
 * @param order of the rows of a breakdown; others have an order of their own
 * @param limit the most rows of a breakdown, 1 to 1000
 * @param comparePrevious whether to give the totals of the range before too
 */
public record StatsQuestion(
        Site site,
        Range range,
        List<Metric> metrics,
        By by,
        Optional<Filter> filter,
        Order order,
        int limit,
        boolean comparePrevious) {

    public StatsQuestion {
        metrics = List.copyOf(metrics);
    }

    /** The same question of other days. */
    StatsQuestion of(Range other) {
        return new StatsQuestion(site, other, metrics, by, filter, order, limit, comparePrevious);
    }

    /** Whether a metric is asked for, as a figure or for the order. */
    boolean wants(Metric metric) {
        return metrics.contains(metric) || (by instanceof By.Breakdown && order.metric() == metric);
    }

    boolean wantsMoney() {
        return wants(Metric.REVENUE) || wants(Metric.REFUNDS) || wants(Metric.ORDERS);
    }
}
