package io.footfall.merge;

/**
 * Decides when the breakdown cells of a site's day may leave the counter files: as a crowd, in which no visit stands alone, or
 * when the day is over.
 */
@FunctionalInterface
public interface CrowdRule {

    /**
     * @param site number of the site
     * @param day days since 1970 in the site's zone
     * @param waitingVisits visit starts of the site's day that wait
     */
    boolean mayLeave(int site, int day, long waitingVisits);

    /**
     * Whether visits that leave together hide each other. Those that do not are sealed until their day is closed.
     *
     * @param visits visit starts of one day of the site
     */
    default boolean isCrowd(int site, long visits) {
        return true;
    }
}
