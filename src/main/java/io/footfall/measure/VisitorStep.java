package io.footfall.measure;

/**
 * A visitor's first sign of life on a calendar day.
 *
 * @param day that day, days since 1970
 * @param previousDay its day of activity before, days since 1970, or {@link Cube#NEVER}
 */
public record VisitorStep(int day, int previousDay) {
    public VisitorStep {
        if (previousDay != Cube.NEVER && previousDay >= day) {
            throw new IllegalArgumentException("the previous day is not before the day");
        }
    }
}
