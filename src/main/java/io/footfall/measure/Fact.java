package io.footfall.measure;

import java.util.List;
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
     * @param about what else is known of the page
     */
    record Pageview(
            Value page,
            int number,
            @Nullable Value from,
            @Nullable Value exitBefore,
            boolean firstView,
            PageFacts about)
            implements Fact {

        /** A view of a page of which nothing else is known. */
        public Pageview(Value page, int number, @Nullable Value from, @Nullable Value exitBefore, boolean firstView) {
            this(page, number, from, exitBefore, firstView, PageFacts.NONE);
        }
    }

    /**
     * What is known of a page besides its path; null for what is not.
     *
     * @param host the host that served it
     * @param title its cleaned title
     * @param group the group of pages that it belongs to
     * @param groupLeft the group of the last page of the visit so far
     */
    record PageFacts(
            @Nullable Value host,
            @Nullable Value title,
            @Nullable Value group,
            @Nullable Value groupLeft) {

        /** Nothing is known. */
        public static final PageFacts NONE = new PageFacts(null, null, null, null);
    }

    /**
     * Time was spent on a page.
     *
     * @param seconds engaged seconds since the last report
     * @param group the group of pages that the page belongs to
     * @param scroll per cents of the page's height that the visit has reached on it for the first time, of {@link
     *     Milestones#SCROLL}
     * @param visitSeconds engaged seconds that the visit has reached, of {@link Milestones#SECONDS}
     */
    record Engagement(Value page, int seconds, @Nullable Value group, List<Integer> scroll, List<Integer> visitSeconds)
            implements Fact {

        public Engagement {
            scroll = List.copyOf(scroll);
            visitSeconds = List.copyOf(visitSeconds);
        }

        /** Time, and no threshold. */
        public Engagement(Value page, int seconds) {
            this(page, seconds, null, List.of(), List.of());
        }
    }

    /**
     * A named event.
     *
     * @param first whether the visit had not done it before
     * @param properties what goes along with it
     */
    record Named(
            Value name,
            boolean first,
            List<Property> properties,
            @Nullable Revenue revenue) implements Fact {

        public Named {
            properties = List.copyOf(properties);
        }

        /** An event and nothing else. */
        public Named(Value name, boolean first) {
            this(name, first, List.of(), null);
        }
    }

    /**
     * A property of an event.
     *
     * @param key name of the event, " › ", name of the property
     */
    record Property(Value key, Value value) {}

    /**
     * Money that an event moved.
     *
     * @param currency ISO 4217
     * @param amount in 1/10,000 of the currency; negative for a refund
     */
    record Revenue(Value currency, long amount) {}

    /**
     * An event that the script notices by itself.
     *
     * @param target what it was about: a place, a file, a term, a form
     * @param first whether the visit had not done it with this target before
     */
    record Automatic(Kind kind, Value target, boolean first) implements Fact {

        /** What the script notices. */
        public enum Kind {
            OUTBOUND,
            DOWNLOAD,
            NOTFOUND,
            SEARCH,
            FORM
        }
    }

    /**
     * How fast a page was.
     *
     * @param buckets one for each metric that was measured
     */
    record Vitals(Value page, List<Bucket> buckets) implements Fact {

        public Vitals {
            buckets = List.copyOf(buckets);
        }

        /**
         * A measured value.
         *
         * @param number of the logarithmic bucket, see {@link Vital}
         */
        public record Bucket(Vital vital, int number) {}
    }

    /**
     * A visit has come to a step of a funnel, for the first time.
     *
     * @param step from 1
     */
    record Step(Value funnel, int step) implements Fact {}
}
