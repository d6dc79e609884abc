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
 * @param comparison which days to give the totals of too, empty for none
 */
public record StatsQuestion(
        Site site,
        Range range,
        List<Metric> metrics,
        By by,
        Optional<Filter> filter,
        Order order,
        int limit,
        Optional<Comparison> comparison) {

    public StatsQuestion {
        metrics = List.copyOf(metrics);
    }

    /** The same question of other days. */
    StatsQuestion of(Range other) {
        return new StatsQuestion(site, other, metrics, by, filter, order, limit, comparison);
    }

    /** The same question, compared with those days. */
    StatsQuestion comparedWith(Range days) {
        return new StatsQuestion(
                site, range, metrics, by, filter, order, limit, Optional.of(new Comparison.Days(days)));
    }

    /** The days to compare with. */
    public Optional<Range> compared() {
        return comparison.map(with -> with.with(range));
    }

    /** Whether a metric is asked for, as a figure or for the order. */
    boolean wants(Metric metric) {
        return metrics.contains(metric) || (by instanceof By.Breakdown && order.metric() == metric);
    }

    boolean wantsMoney() {
        return wants(Metric.REVENUE) || wants(Metric.REFUNDS) || wants(Metric.ORDERS);
    }
}
