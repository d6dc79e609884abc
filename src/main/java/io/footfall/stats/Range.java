package io.footfall.stats;

import java.time.LocalDate;

/**
 * Calendar days of a site, first and last included.
 *
 * @param from not after {@code to}
 */
public record Range(LocalDate from, LocalDate to) {

    public Range {
        if (from.isAfter(to)) {
            throw new IllegalArgumentException("a range ends before it begins");
        }
    }

    /** The number of days. */
    public int days() {
        return (int) (to.toEpochDay() - from.toEpochDay() + 1);
    }

    /** The range of the same length that ends where this one begins. */
    public Range previous() {
        return new Range(from.minusDays(days()), from.minusDays(1));
    }

    /** This range without the days before another, if that leaves any. */
    Range notBefore(LocalDate first) {
        return first.isAfter(from) && !first.isAfter(to) ? new Range(first, to) : this;
    }

    int firstDay() {
        return (int) from.toEpochDay();
    }

    int lastDay() {
        return (int) to.toEpochDay();
    }
}
