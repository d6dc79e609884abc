package io.footfall.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event of a {@link Report}, as sent; its texts are raw. */
public sealed interface Event {

    /**
     * @param url URL of the page
     * @param page ordinal of this page in the visit, from 1
     * @param from URL of the previous page of the tab
     * @param exitBefore URL of the last page of the visit so far, over all tabs
     * @param firstView whether the visit had not seen this page
     */
    record Pageview(
            Raw url, int page, @Nullable Raw from, @Nullable Raw exitBefore, boolean firstView) implements Event {}

    /**
     * @param url URL of the page
     * @param seconds engaged seconds since the last report, 0..3600
     * @param reached thresholds passed, such as {@code scroll:50}
     */
    record Engagement(Raw url, int seconds, List<String> reached) implements Event {

        /** Never what was sent. */
        @Override
        public String toString() {
            return "Engagement[" + seconds + " seconds]";
        }
    }

    /**
     * @param name name of the event as sent; reserved types ({@code outbound}, {@code download} ...) have their own
     * @param url URL of the page
     * @param first whether the visit had not done it before
     */
    record Named(Raw name, Raw url, boolean first) implements Event {}

    /**
     * A kind that the contract knows and the counters do not add up yet. It is checked and accepted, and adds nothing
     * of its own.
     */
    record Uncounted(String type) implements Event {}
}
