package io.footfall.stats;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** Which days the totals of a range are compared with. */
public sealed interface Comparison {

    /** The days that a range is compared with. */
    Range with(Range range);

    /** Days that follow from the range. */
    enum Earlier implements Comparison {
        /** As many days just before. */
        PREVIOUS {
            @Override
            public Range with(Range range) {
                return range.previous();
            }
        },
        /** The same days a year earlier; of whole weeks, the same days of the week: 52 weeks earlier. */
        YEAR {
            @Override
            public Range with(Range range) {
                boolean weeks = range.from().getDayOfWeek() == DayOfWeek.MONDAY && range.days() % DAYS_OF_A_WEEK == 0;
                return weeks && !wholeMonths(range)
                        ? new Range(
                                range.from().minusWeeks(WEEKS_OF_A_YEAR),
                                range.to().minusWeeks(WEEKS_OF_A_YEAR))
                        : new Range(range.from().minusYears(1), lastOfSame(range));
            }
        };

        private static final int DAYS_OF_A_WEEK = 7;
        private static final int WEEKS_OF_A_YEAR = 52;

        /** A February is one, be it of four weeks. */
        private static boolean wholeMonths(Range range) {
            return range.from().getDayOfMonth() == 1 && range.to().equals(By.Period.MONTH.last(range.to()));
        }

        private static LocalDate lastOfSame(Range range) {
            LocalDate last = range.to().minusYears(1);
            return wholeMonths(range) ? By.Period.MONTH.last(last) : last;
        }
    }

    /** Days that were asked for. */
    record Days(Range days) implements Comparison {
        @Override
        public Range with(Range range) {
            return days;
        }
    }
}
