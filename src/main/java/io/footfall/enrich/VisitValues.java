package io.footfall.enrich;

import io.footfall.measure.Dimension;
import io.footfall.measure.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a visit by dimension, as they become known. Used for one request at a time. */
final class VisitValues {

    private static final int DIMENSIONS = Dimension.values().length;

    private final @Nullable Value[] values;

    VisitValues() {
        this(new Value[DIMENSIONS]);
    }

    private VisitValues(@Nullable Value[] values) {
        this.values = values;
    }

    VisitValues copy() {
        return new VisitValues(values.clone());
    }

    void put(Dimension dimension, Value value) {
        values[dimension.index()] = value;
    }

    void putIfAbsent(Dimension dimension, Value value) {
        if (values[dimension.index()] == null) {
            values[dimension.index()] = value;
        }
    }

    Value get(Dimension dimension) {
        Value value = values[dimension.index()];
        return value == null ? Value.UNKNOWN : value;
    }

    /** One for each dimension, in their order. */
    List<Value> inOrder() {
        Value[] all = new Value[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            Value value = values[i];
            all[i] = value == null ? Value.UNKNOWN : value;
        }
        return List.of(all);
    }
}
