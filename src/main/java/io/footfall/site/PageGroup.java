package io.footfall.site;

/**
 * Pages that are counted under one name as well.
 *
 * @param name as shown
 * @param pattern a path such as {@code /blog/*}: a star stands for any characters within a segment, at the end for all below too
 */
public record PageGroup(String name, String pattern) {

    /** Whether a cleaned page belongs to it. */
    public boolean holds(String page) {
        return PagePattern.matches(pattern, page);
    }
}
