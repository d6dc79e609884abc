package io.footfall.merge;

import java.time.LocalDate;
import java.util.List;

/** Knows which days of which sites are over, and how many make a crowd there. */
@FunctionalInterface
public interface FinishedDays {

    /** What is over now, for every site. Called often; must not wait. */
    List<Finished> now();

    /**
     * The finished days of a site: all before one.
     *
     * @param site number of the site
     * @param before the first day that is not over, days since 1970 in the site's zone
     * @param crowd how many it takes
     * @param keptMonths how many full months are kept besides the running one
     */
    record Finished(int site, int before, Crowd crowd, int keptMonths) {

        /** The first day that is kept: that of a month. */
        int firstKept() {
            return (int) LocalDate.ofEpochDay(SiteDays.monthOf(before))
                    .minusMonths(keptMonths)
                    .toEpochDay();
        }
    }

    /**
     * How many it takes at a site.
     *
     * @param value fewest visitors, and visits, of a value that is kept by the day; 1 keeps everything
     * @param pair fewest visits of a pair that is kept by the day
     * @param absence fewest visitors of a day in a range of absence
     */
    record Crowd(int value, int pair, int absence) {

        /** Whether the site hides nobody. */
        boolean open() {
            return value <= 1;
        }
    }
}
