package io.footfall.event;

import io.footfall.measure.Fact;
import io.footfall.measure.Vital;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One event of a {@link Report}, as sent; its texts are raw. */
public sealed interface Event {

    /**
     * @param url URL of the page
     * @param page ordinal of this page in the visit, from 1
     * @param from URL of the previous page of the tab
     * @param exitBefore URL of the last page of the visit so far, over all tabs
     * @param firstView whether the visit had not seen this page
     * @param title title of the page
     */
    record Pageview(
            Raw url,
            int page,
            @Nullable Raw from,
            @Nullable Raw exitBefore,
            boolean firstView,
            @Nullable Raw title) implements Event {

        /** A view of a page without a title. */
        public Pageview(Raw url, int page, @Nullable Raw from, @Nullable Raw exitBefore, boolean firstView) {
            this(url, page, from, exitBefore, firstView, null);
        }
    }

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
     * @param name name of the event as sent
     * @param url URL of the page
     * @param first whether the visit had not done it before
     * @param properties what goes along with it, as sent
     */
    record Named(
            Raw name,
            Raw url,
            boolean first,
            List<Property> properties,
            @Nullable Revenue revenue) implements Event {

        public Named {
            properties = List.copyOf(properties);
        }

        /** An event and nothing else. */
        public Named(Raw name, Raw url, boolean first) {
            this(name, url, first, List.of(), null);
        }
    }

    /** A property of an event, as sent. */
    record Property(Raw name, Raw value) {}

    /**
     * @param amount in 1/10,000 of the currency; negative for a refund
     * @param currency ISO 4217
     */
    record Revenue(long amount, String currency) {}

    /**
     * An event that the script notices by itself: {@code outbound}, {@code download}, {@code notfound}, {@code search},
     * {@code form}.
     *
     * @param target what it was about, as sent
     * @param url URL of the page
     * @param first whether the visit had not done it with this target before
     */
    record Automatic(Fact.Automatic.Kind kind, Raw target, Raw url, boolean first) implements Event {}

    /**
     * How fast the page was.
     *
     * @param url URL of the page
     * @param values what was measured: ms, for {@link Vital#CLS} the score itself
     */
    record Vitals(Raw url, Map<Vital, Double> values) implements Event {

        public Vitals {
            values = Map.copyOf(values);
        }
    }

    /**
     * The visit has come to a step of a funnel.
     *
     * @param funnel its name, as sent
     * @param step from 1
     */
    record Step(Raw funnel, int step) implements Event {}
}
