package io.footfall.site;

import java.util.List;

/**
 * What a site counts besides the standard, and for how long.
 *
 * @param pageGroups the first that holds a page is its group
 * @param retentionMonths how many months of figures are kept
 */
public record Counting(List<PageGroup> pageGroups, List<Funnel> funnels, List<Segment> segments, int retentionMonths) {

    /** What a site has that sets nothing. */
    public static final Counting DEFAULT = new Counting(List.of(), List.of(), List.of(), 25);

    public Counting {
        pageGroups = List.copyOf(pageGroups);
        funnels = List.copyOf(funnels);
        segments = List.copyOf(segments);
    }
}
