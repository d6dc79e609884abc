package io.footfall.site;

import io.footfall.measure.Dimension;
import io.footfall.measure.Value;
import java.util.List;

/**
 * Visits that share up to three attributes, counted as one more value of a visit.
 *
 * @param name as shown
 * @param conditions all must hold
 * @param since the first home day of visits that are counted, days since 1970: the day after the definition
 */
public record Segment(String name, List<Condition> conditions, int since) {

    public Segment {
        conditions = List.copyOf(conditions);
    }

    /** A visit has this value. */
    public record Condition(Dimension dimension, Value value) {}
}
