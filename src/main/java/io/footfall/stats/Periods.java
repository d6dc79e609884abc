package io.footfall.stats;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

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
    /** The range before. */
    static final int PREVIOUS = 2;
    /** The first row of time. */
    static final int ROWS = 3;

    static Periods of(StatsQuestion question, LocalDate today) {
        Range range = question.range();
        Periods periods = new Periods(new ArrayList<>(), new ArrayList<>());
        periods.add(range.firstDay(), range.lastDay());
        periods.add(Math.max(range.firstDay(), (int) today.toEpochDay() - 1), range.lastDay());
        Range previous = range.previous();
        periods.add(previous.firstDay(), question.comparePrevious() ? previous.lastDay() : previous.firstDay() - 1);
        if (question.by() instanceof By.Period length) {
            periods.addRows(range, length);
        }
        return periods;
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
