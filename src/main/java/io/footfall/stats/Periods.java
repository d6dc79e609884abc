package io.footfall.stats;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The spans of days that a question needs totals of. The places of the first three are fixed.
 *
 * @param firsts first day of each, days since 1970
 * @param lasts last day of each; before the first for an empty one
 */
record Periods(List<Integer> firsts, List<Integer> lasts) {

    /** The range of the question. */
    static final int RANGE = 0;
    /** The days of the range whose breakdowns may still wait: visits are booked on today or yesterday. */
    static final int RECENT = 1;
    /** The days that the range is compared with. */
    static final int COMPARED = 2;
    /** The first row of time. */
    static final int ROWS = 3;

    static Periods of(StatsQuestion question, LocalDate today) {
        Periods periods = of(question.range(), question.compared(), today);
        if (question.by() instanceof By.Period length) {
            periods.addRows(question.range(), length);
        }
        return periods;
    }

    /** A range, and each period of the calendar in it. */
    static Periods of(Range range, By.Period length, LocalDate today) {
        Periods periods = of(range, Optional.empty(), today);
        periods.addRows(range, length);
        return periods;
    }

    private static Periods of(Range range, Optional<Range> compared, LocalDate today) {
        Periods periods = new Periods(new ArrayList<>(), new ArrayList<>());
        periods.add(range.firstDay(), range.lastDay());
        periods.add(Math.max(range.firstDay(), (int) today.toEpochDay() - 1), range.lastDay());
        periods.add(
                compared.map(Range::firstDay).orElse(range.firstDay()),
                compared.map(Range::lastDay).orElse(range.firstDay() - 1));
        return periods;
    }

    /** The days of a period. */
    Range range(int place) {
        return new Range(
                LocalDate.ofEpochDay(firsts.get(place)),
                LocalDate.ofEpochDay(Math.max(firsts.get(place), lasts.get(place))));
    }

    /** The first days of the months that lie in them all, days since 1970. */
    List<Integer> months() {
        return monthsOf().stream().map(Range::firstDay).toList();
    }

    /** The last days of those months. */
    List<Integer> monthEnds() {
        return monthsOf().stream().map(Range::lastDay).toList();
    }

    private List<Range> monthsOf() {
        int last = Collections.max(lasts);
        List<Range> months = new ArrayList<>();
        LocalDate first = LocalDate.ofEpochDay(Collections.min(firsts)).with(TemporalAdjusters.firstDayOfMonth());
        for (; first.toEpochDay() <= last; first = first.plusMonths(1)) {
            months.add(new Range(first, By.Period.MONTH.last(first)));
        }
        return months;
    }

    /** The first days of the rows of time. */
    List<LocalDate> rows() {
        return firsts.subList(ROWS, firsts.size()).stream()
                .map(day -> LocalDate.ofEpochDay(day))
                .toList();
    }

    private void addRows(Range range, By.Period length) {
        LocalDate first = range.from();
        while (!first.isAfter(range.to())) {
            LocalDate last = length.last(first);
            last = last.isAfter(range.to()) ? range.to() : last;
            add((int) first.toEpochDay(), (int) last.toEpochDay());
            first = last.plusDays(1);
        }
    }

    private void add(int first, int last) {
        firsts.add(first);
        lasts.add(last);
    }
}
