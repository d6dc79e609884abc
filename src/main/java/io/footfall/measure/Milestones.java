package io.footfall.measure;

import java.util.List;

/** How far a visit came, in the steps that are counted: how many visits stopped between two of them is their difference. */
public final class Milestones {

    /** Per cents of a page's height. */
    public static final List<Integer> SCROLL = List.of(25, 50, 75, 100);

    /** Engaged seconds of a visit. */
    public static final List<Integer> SECONDS = List.of(10, 30, 60, 120, 300, 600, 1800);

    /** Pages of a visit. */
    public static final List<Integer> PAGES = List.of(1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50);

    private Milestones() {}
}
