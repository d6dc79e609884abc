package io.footfall.stats;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The order of the rows of a breakdown; equal ones follow by value.
 *
 * @param metric what decides
 * @param descending largest first
 */
public record Order(Metric metric, boolean descending) {

    /** Rows without the figure come last either way. */
    Comparator<StatsRow> comparator() {
        Comparator<Double> figures = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return Comparator.comparing(this::size, Comparator.nullsLast(figures)).thenComparing(StatsRow::value);
    }

    private @Nullable Double size(StatsRow row) {
        Figure figure = row.sums().figure(metric);
        return figure == null ? null : (Double) figure.size();
    }
}
