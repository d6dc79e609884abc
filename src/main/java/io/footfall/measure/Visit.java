package io.footfall.measure;

import java.util.List;

/**
 * The visit that a request belongs to: the day on which it began and its one set of attributes.
 *
 * @param day the site-calendar day on which the visit began, days since 1970
 * @param values one value for each dimension, in the order of {@link Dimension}
 */
public record Visit(int day, List<Value> values) {
    public Visit {
        if (values.size() != Dimension.values().length) {
            throw new IllegalArgumentException("a visit has one value for each dimension");
        }
        values = List.copyOf(values);
    }

    public Value value(Dimension dimension) {
        return values.get(dimension.index());
    }
}
