package io.footfall.enrich;

import io.footfall.event.Report.DayStep;
import io.footfall.event.Report.Weeks;
import io.footfall.measure.Cube;
import io.footfall.measure.VisitorStep;
import io.footfall.measure.WeekStep;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/**
 * Which days a report may name: a visit began today or yesterday; a visitor's step is of today or up to two days before,
 * and of tomorrow in the last five minutes of a day, for clocks that are a little ahead; a step of the week is of this week or the
 * last, or of the next in those minutes.
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

    /** What is wrong with a visitor's step of the week. */
    Optional<Enrichment> problemOfWeeks(Weeks weeks) {
        if (isAbsurd(weeks.cohort()) || isAbsurd(weeks.week())) {
            return Optional.of(new Enrichment.Malformed(
                    isAbsurd(weeks.cohort()) ? "visitor.cohort" : "visitor.week", "a week from 2000 to 2199"));
        }
        LocalDate last = monday(today()).minusWeeks(1);
        if (weeks.week().isBefore(last) || weeks.week().isAfter(monday(latest()))) {
            return Optional.of(new Enrichment.DayMismatch("visitor.week"));
        }
        return weeks.cohort().isAfter(weeks.week())
                ? Optional.of(new Enrichment.DayMismatch("visitor.cohort"))
                : Optional.empty();
    }

    /** A step of the week without a problem, as counted. */
    static WeekStep counted(Weeks weeks) {
        return new WeekStep(epochDay(weeks.week()), epochDay(weeks.cohort()));
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
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
