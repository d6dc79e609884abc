package io.footfall.measure;

/**
 * How long visitors were away: contiguous days between their previous day of activity and this one, first and last included.
 * "Never before" ({@value #NEVER}) is the farthest of all, and a range may reach up to it.
 *
 * @param near the fewest days, 1 to {@value #MOST}; {@value #NEVER} for those never seen before alone
 * @param far the most days; {@value #MOST} stands for as many or more, {@value #NEVER} for a range with those never seen before
 */
public record ReturnRange(int near, int far) {

    /** What stands for "never before" in place of a number of days. */
    public static final int NEVER = 0;

    /** The most days that are told apart. */
    public static final int MOST = 400;

    private static final int FAR_KEYS = 512;

    public ReturnRange {
        if (near < 0 || near > MOST || far < 0 || far > MOST || place(near) > place(far)) {
            throw new IllegalArgumentException("a range goes from near to far");
        }
    }

    /** The range of a stored key. */
    public static ReturnRange ofKey(int key) {
        return new ReturnRange(key / FAR_KEYS, key % FAR_KEYS);
    }

    /** What is stored: says by itself which days it holds. */
    public int key() {
        return near * FAR_KEYS + far;
    }

    /**
     * The exact number of days of a step, as counter files hold it: {@value #NEVER}, or 1 to {@value #MOST}.
     *
     * @param day day of activity, days since 1970
     * @param previousDay the day of activity before it, or {@link Cube#NEVER}
     */
    public static int gap(int day, int previousDay) {
        if (previousDay == Cube.NEVER) {
            return NEVER;
        }
        if (previousDay >= day) {
            throw new IllegalArgumentException("the previous day is not before the day");
        }
        return Math.min(MOST, day - previousDay);
    }

    /** The place of a gap in the order of distance. */
    static int place(int gap) {
        return gap == NEVER ? MOST + 1 : gap;
    }

    int firstPlace() {
        return place(near);
    }

    int lastPlace() {
        return place(far);
    }

    /** Whether a gap is in it. */
    public boolean holds(int gap) {
        return firstPlace() <= place(gap) && place(gap) <= lastPlace();
    }

    /** From the nearer end of this one to the farther end of another one, which lies beyond it. */
    ReturnRange to(ReturnRange farther) {
        return new ReturnRange(near, farther.far);
    }
}
