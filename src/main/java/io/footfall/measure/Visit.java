package io.footfall.measure;

import java.util.List;

/**
 * The visit that a request belongs to: the day on which it began and its one set of attributes.
 *
 * @param day the site-calendar day on which the visit began, days since 1970
 * @param values one value for each dimension, in the order of {@link Dimension}
 * @param segments names of the site's segments that it belongs to
 */
public record Visit(int day, List<Value> values, List<Value> segments) {
    public Visit {
        if (values.size() != Dimension.values().length) {
            throw new IllegalArgumentException("a visit has one value for each dimension");
        }
        values = List.copyOf(values);
        segments = List.copyOf(segments);
    }

    /** A visit of no segment. */
    public Visit(int day, List<Value> values) {
        this(day, values, List.of());
    }

    public Value value(Dimension dimension) {
        return values.get(dimension.index());
    }
}
