package io.footfall.measure;

/**
 * How long a visitor was away, in steps coarse enough that a breakdown does not single anybody out: contiguous ranges
 * of days between the visitor's previous day of activity and this one. The totals keep the exact previous day; where
 * the edge of a question cuts a range here, the share inside is known from them.
 */
public enum ReturnGap {
    NEVER(0, 0, 0),
    DAY(1, 1, 1),
    DAYS(2, 2, 6),
    WEEK(3, 7, 13),
    WEEKS(4, 14, 29),
    MONTH(5, 30, 89),
    MONTHS(6, 90, Integer.MAX_VALUE);

    private final int id;
    private final int from;
    private final int to;

    ReturnGap(int id, int from, int to) {
        this.id = id;
        this.from = from;
        this.to = to;
    }

    /** The stable number of this range, stored as a key. */
    public int id() {
        return id;
    }

    /** The smallest number of days of this range. */
    public int from() {
        return from;
    }

    /** The largest number of days of this range. */
    public int to() {
        return to;
    }

    /**
     * The range of a step.
     *
     * @param day day of activity, days since 1970
     * @param previousDay the day of activity before it, or {@link Cube#NEVER}
     */
    public static ReturnGap of(int day, int previousDay) {
        if (previousDay == Cube.NEVER) {
            return NEVER;
        }
        int gap = day - previousDay;
        for (ReturnGap range : values()) {
            if (range != NEVER && gap >= range.from && gap <= range.to) {
                return range;
            }
        }
        throw new IllegalArgumentException("the previous day is not before the day");
    }
}
