package io.footfall.merge;

import java.time.Duration;

/**
 * How long the merge waits between two runs. Where a run takes more than half of the interval, the interval doubles, so that a slow
 * database gets fewer and larger merges instead of one without end; where it takes less than a quarter, the interval goes back by half. A run that
 * takes the same time in a halved interval leaves it there, so it does not swing. For one thread after another.
 */
final class Rhythm {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Duration usual;
    private final Duration longest;
    private volatile Duration interval;

    /** @param usual what the operator has set; more than a minute stays as it is */
    Rhythm(Duration usual) {
        this.usual = usual;
        this.longest = usual.compareTo(LONGEST) > 0 ? usual : LONGEST;
        this.interval = usual;
    }

    Duration interval() {
        return interval;
    }

    /** After a run. */
    void took(Duration run) {
        if (run.multipliedBy(2).compareTo(interval) > 0) {
            Duration doubled = interval.multipliedBy(2);
            interval = doubled.compareTo(longest) < 0 ? doubled : longest;
        } else if (run.multipliedBy(4).compareTo(interval) < 0) {
            Duration halved = interval.dividedBy(2);
            interval = halved.compareTo(usual) > 0 ? halved : usual;
        }
    }

    /** How often breakdowns leave: each of their merges writes far more rows than one of totals. */
    Duration breakdowns() {
        Duration usually = usual.multipliedBy(12);
        return usually.compareTo(LONGEST) < 0 ? usually : LONGEST;
    }
}
