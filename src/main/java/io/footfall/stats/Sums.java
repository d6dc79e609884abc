package io.footfall.stats;

import org.jspecify.annotations.Nullable;

/**
 * What was added up for a range, a period or a value. A sum is null where it is not counted by that.
 *
 * @param secondPages visits that saw a second page
 * @param seconds engaged seconds
 */
public record Sums(
        @Nullable Long visitors,
        @Nullable Long visits,
        @Nullable Long secondPages,
        @Nullable Long pageviews,
        @Nullable Long seconds,
        @Nullable Long events) {

    static final Sums ZERO = new Sums(0L, 0L, 0L, 0L, 0L, 0L);

    /** A figure, or null where it is not counted or there was no visit to divide by. */
    public @Nullable Double figure(Metric metric) {
        return switch (metric) {
            case VISITORS -> number(visitors);
            case VISITS -> number(visits);
            case PAGEVIEWS -> number(pageviews);
            case EVENTS -> number(events);
            case BOUNCE_RATE -> ratio(bounces());
            case VISIT_DURATION -> ratio(seconds);
            case PAGES_PER_VISIT -> ratio(pageviews);
        };
    }

    /** An additive figure as a whole number, or null. */
    public @Nullable Long count(Metric metric) {
        return switch (metric) {
            case VISITORS -> visitors;
            case VISITS -> visits;
            case PAGEVIEWS -> pageviews;
            case EVENTS -> events;
            default -> throw new IllegalArgumentException(metric + " is not a count");
        };
    }

    Sums withVisitors(@Nullable Long number) {
        return new Sums(number, visits, secondPages, pageviews, seconds, events);
    }

    private @Nullable Long bounces() {
        return visits == null || secondPages == null ? null : Math.max(0, visits - secondPages);
    }

    private @Nullable Double ratio(@Nullable Long part) {
        return part == null || visits == null || visits == 0 ? null : (double) part / visits;
    }

    private static @Nullable Double number(@Nullable Long count) {
        return count == null ? null : (double) count;
    }
}
