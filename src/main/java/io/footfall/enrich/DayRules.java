package io.footfall.enrich;

import io.footfall.event.Report.DayStep;
import io.footfall.measure.Cube;
import io.footfall.measure.VisitorStep;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Which days a report may name: a visit began today or yesterday; a visitor's step is of today or up to two days before,
 * and of tomorrow in the last five minutes of a day, for clocks that are a little ahead.
 *
 * @param now the time at the site
 */
record DayRules(ZonedDateTime now) {

    /** A longer absence counts as one of so many days, which bounds how many cells a day can have. */
    static final int LONGEST_ABSENCE = 400;

    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2200, 1, 1);
    private static final String CALENDAR_DAY = "a calendar day from 2000 to 2199";

    /** What is wrong with the day on which a visit began. */
    Optional<Enrichment> problemOfVisit(LocalDate day) {
        if (isAbsurd(day)) {
            return Optional.of(new Enrichment.Malformed("visit.day", CALENDAR_DAY));
        }
        return day.equals(today()) || day.equals(today().minusDays(1))
                ? Optional.empty()
                : Optional.of(new Enrichment.DayMismatch("visit.day"));
    }

    /** What is wrong with a visitor's step. */
    Optional<Enrichment> problemOfVisitor(DayStep step) {
        LocalDate previous = step.previousDay();
        if (isAbsurd(step.day())) {
            return Optional.of(new Enrichment.Malformed("visitor.day", CALENDAR_DAY));
        }
        if (previous != null && isAbsurd(previous)) {
            return Optional.of(new Enrichment.Malformed("visitor.previousDay", CALENDAR_DAY));
        }
        if (step.day().isBefore(today().minusDays(2)) || step.day().isAfter(latest())) {
            return Optional.of(new Enrichment.DayMismatch("visitor.day"));
        }
        return previous == null || previous.isBefore(step.day())
                ? Optional.empty()
                : Optional.of(new Enrichment.DayMismatch("visitor.previousDay"));
    }

    /** A step without a problem, as counted. */
    static VisitorStep counted(DayStep step) {
        int day = epochDay(step.day());
        LocalDate previous = step.previousDay();
        int counted = previous == null ? Cube.NEVER : Math.max(epochDay(previous), day - LONGEST_ABSENCE);
        return new VisitorStep(day, counted);
    }

    static int epochDay(LocalDate day) {
        return Math.toIntExact(day.toEpochDay());
    }

    private LocalDate today() {
        return now.toLocalDate();
    }

    private LocalDate latest() {
        return now.plus(AHEAD).toLocalDate();
    }

    private static boolean isAbsurd(LocalDate day) {
        return day.isBefore(EARLIEST) || !day.isBefore(LATEST);
    }
}
