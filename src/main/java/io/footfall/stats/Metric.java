package io.footfall.stats;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A figure that can be asked for; its {@link #key} is the name in the API. */
public enum Metric {
    /** Browsers of consenting visitors that were active in the range, each counted once. */
    VISITORS,
    VISITS,
    PAGEVIEWS,
    /** Visits without a second page, as a share of all visits: 0 to 1. */
    BOUNCE_RATE,
    /** Engaged seconds of a visit, on average. */
    VISIT_DURATION,
    /** Pageviews of a visit, on average. */
    PAGES_PER_VISIT,
    /** Named events. */
    EVENTS,
    /** Visits with the event, the page, the target. */
    CONVERSIONS,
    /** Visits with the event, the page, the target, as a share of all visits: 0 to 1. */
    CONVERSION_RATE,
    /** Money that events brought, less refunds; by currency. */
    REVENUE,
    /** Money that was given back; by currency. */
    REFUNDS,
    /** Events with revenue above 0: refunds are none. */
    ORDERS,
    /** Engaged seconds of a view of the page, on average. */
    TIME_ON_PAGE,
    /** Per cent of a page's height that its visits have reached, on average and at least. */
    SCROLL;

    /** In which the values of a visit's attribute add up. */
    static final Set<Metric> ADDITIVE =
            Set.of(VISITORS, VISITS, PAGEVIEWS, EVENTS, CONVERSIONS, REVENUE, REFUNDS, ORDERS);

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is told of events with revenue. */
    boolean money() {
        return amount() || this == ORDERS;
    }

    /** Whether it is amounts of money by currency. */
    public boolean amount() {
        return this == REVENUE || this == REFUNDS;
    }

    public static Optional<Metric> byKey(String key) {
        return Arrays.stream(values())
                .filter(metric -> metric.key().equals(key))
                .findFirst();
    }

    /** The names of all, for messages. */
    static String keys() {
        return String.join(", ", Arrays.stream(values()).map(Metric::key).toList());
    }
}
