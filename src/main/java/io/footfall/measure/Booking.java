package io.footfall.measure;

import java.util.Locale;

/** The day that something is booked on. The {@link #key} stands in {@code cubes.yaml}. */
public enum Booking {
    /** The day on which the visit began. */
    HOME,
    /** The day on which it happened. */
    ACTIVITY,
    /** The Monday of the week in which it happened. */
    WEEK;

    /** The name in {@code cubes.yaml}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
