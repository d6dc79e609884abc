package io.footfall.site;

import java.util.List;

/**
 * Steps that visits are meant to take in order.
 *
 * @param name as shown
 * @param steps 2 to 8
 */
public record Funnel(String name, List<Step> steps) {

    public Funnel {
        steps = List.copyOf(steps);
    }

    /** What a step is. */
    public enum Kind {
        /** A page is viewed: a path, which may end in a star. */
        PAGE,
        /** An event of that name happens. */
        EVENT
    }

    /** A step. */
    public record Step(Kind kind, String text) {}
}
