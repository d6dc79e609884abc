package io.footfall.stats;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
    EVENTS;

    /** Figures of the contract that nothing is counted for yet. */
    static final List<String> NOT_YET = List.of("conversion_rate", "revenue");

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is a number of things, not a ratio. */
    public boolean whole() {
        return this == VISITORS || this == VISITS || this == PAGEVIEWS || this == EVENTS;
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
