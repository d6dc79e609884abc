package io.footfall.measure;

/**
 * A visitor's first sign of life in an ISO week.
 *
 * @param week Monday of that week, days since 1970
 * @param cohort Monday of the week of the browser's first activity
 */
public record WeekStep(int week, int cohort) {

    public WeekStep {
        if (cohort > week) {
            throw new IllegalArgumentException("the first week is after this one");
        }
    }
}
