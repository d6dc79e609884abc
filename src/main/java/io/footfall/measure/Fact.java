package io.footfall.measure;

import org.jspecify.annotations.Nullable;

/** One thing that happened in a visit, in bounded values. */
public sealed interface Fact {

    /**
     * A page was viewed.
     *
     * @param page the cleaned page
     * @param number the ordinal of this page in the visit, from 1
     * @param from the previous page of the tab
     * @param exitBefore the last page of the visit so far, over all tabs
     * @param firstView whether the visit had not seen this page
     */
    record Pageview(
            Value page,
            int number,
            @Nullable Value from,
            @Nullable Value exitBefore,
            boolean firstView) implements Fact {}

    /**
     * Time was spent on a page.
     *
     * @param seconds engaged seconds since the last report
     */
    record Engagement(Value page, int seconds) implements Fact {}

    /**
     * A named event.
     *
     * @param first whether the visit had not done it before
     */
    record Named(Value name, boolean first) implements Fact {}
}
