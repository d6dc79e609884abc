package io.footfall.measure;

import java.util.List;

/**
 * What {@code cubes.yaml} says of a {@link Cube} besides its shape.
 *
 * @param a the meaning of the first key, empty where it is always 0
 * @param b the meaning of the second key, empty where it is always 0
 * @param total whether it says nothing about a single visit's attributes
 * @param pair whether it holds two values together, shown from the threshold of pairs on
 * @param cap the most values that a site's day has; 0 for totals, whose keys are bounded
 * @param each the most values of the second key for one of the first; 0 where the cap of its family holds
 * @param rollUpMonths full months after which days are rolled up into months; 0 for never
 * @param additions one for each measure, in the order of the columns
 * @param readBy the figures that are made of it
 */
public record CubeDefinition(
        String a,
        String b,
        boolean total,
        boolean pair,
        int cap,
        int each,
        int rollUpMonths,
        List<Addition> additions,
        List<String> readBy) {

    public CubeDefinition {
        additions = List.copyOf(additions);
        readBy = List.copyOf(readBy);
        boolean bounded = cap > 0 && rollUpMonths > 0;
        if (total == bounded || (total && pair)) {
            throw new IllegalArgumentException("totals have neither cap nor age of roll-up, all others have both");
        }
    }

    /** What a measure adds up, and when it is booked. */
    public record Addition(Measure measure, Occasion occasion, Booking booking) {}
}
