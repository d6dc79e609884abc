package io.footfall.stats;

import io.footfall.measure.Measure;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was added up for a range, a period or a value.
 *
 * @param measures what is absent is not counted by that
 * @param base all visits of which those {@linkplain Measure#VISITS_WITH with something} are a part; null if not told
 * @param revenue null where it is not counted by that
 * @param scrolled visits that reached each quarter of the page, added up; null where it is not counted by that
 * @param plusMinus how far the true number of visitors can be from the one given, 0 where it is exact
 */
public record Sums(
        Map<Measure, Long> measures,
        @Nullable Long base,
        @Nullable Revenue revenue,
        @Nullable Long scrolled,
        long plusMinus) {

    /** Nothing is told. */
    static final Sums UNTOLD = new Sums(Map.of(), null, null, null, 0);

    private static final double QUARTER = 25;

    public Sums {
        measures = Map.copyOf(measures);
    }

    static Sums of(Map<Measure, Long> measures) {
        return new Sums(measures, null, null, null, 0);
    }

    /** None of some measures. */
    static Sums zero(List<Measure> measures) {
        Map<Measure, Long> zeros = new EnumMap<>(Measure.class);
        measures.forEach(measure -> zeros.put(measure, 0L));
        return of(zeros);
    }

    public @Nullable Long visitors() {
        return measures.get(Measure.VISITORS);
    }

    /** Visits, or visits with something. */
    public @Nullable Long visits() {
        Long visits = measures.getOrDefault(Measure.VISITS, measures.get(Measure.VISITS_WITH));
        return visits == null ? null : Math.max(0, visits);
    }

    public @Nullable Long pageviews() {
        return measures.get(Measure.PAGEVIEWS);
    }

    /** A figure, or null where it is not counted or there was nothing to divide by. */
    public @Nullable Figure figure(Metric metric) {
        return switch (metric) {
            case VISITORS -> count(visitors());
            case VISITS -> count(visits());
            case PAGEVIEWS -> count(pageviews());
            case EVENTS -> count(measures.get(Measure.EVENTS));
            case CONVERSIONS -> count(measures.get(Measure.VISITS_WITH));
            case ORDERS -> revenue == null ? null : new Figure.Count(revenue.orders());
            case REVENUE -> revenue == null ? null : revenue.net();
            case REFUNDS -> revenue == null ? null : revenue.refunds();
            case BOUNCE_RATE -> ratio(bounces(), visitsAlone());
            case VISIT_DURATION -> ratio(measures.get(Measure.SECONDS), visitsAlone());
            case PAGES_PER_VISIT -> ratio(pageviews(), visitsAlone());
            case CONVERSION_RATE -> ratio(measures.get(Measure.VISITS_WITH), base);
            case TIME_ON_PAGE ->
                measures.containsKey(Measure.VISITS) ? null : ratio(measures.get(Measure.SECONDS), pageviews());
            case SCROLL -> scroll();
        };
    }

    /** How large it is: by this it is shown or hidden. */
    long size() {
        Long visits = visits();
        if (visits != null) {
            return visits;
        }
        Long views = pageviews();
        return views != null ? views : measures.getOrDefault(Measure.EVENTS, 0L);
    }

    /**
     * The same with a number of visitors.
     *
     * @param number null for one that is not told
     */
    Sums withVisitors(@Nullable Long number, long margin) {
        Map<Measure, Long> changed = new EnumMap<>(Measure.class);
        changed.putAll(measures);
        if (number == null) {
            changed.remove(Measure.VISITORS);
        } else {
            changed.put(Measure.VISITORS, number);
        }
        return new Sums(changed, base, revenue, scrolled, margin);
    }

    /** Whether a difference was below 0, and is given as 0. */
    boolean floored() {
        Long visits = measures.get(Measure.VISITS);
        Long seconds = measures.get(Measure.SECOND_PAGES);
        return visits != null && (visits < 0 || (seconds != null && seconds > visits));
    }

    Sums withBase(@Nullable Long visits) {
        return new Sums(measures, visits, revenue, scrolled, plusMinus);
    }

    Sums with(@Nullable Revenue money) {
        return new Sums(measures, base, money, scrolled, plusMinus);
    }

    Sums withScrolled(@Nullable Long quarters) {
        return new Sums(measures, base, revenue, quarters, plusMinus);
    }

    private @Nullable Figure scroll() {
        Figure quarters = ratio(scrolled, measures.get(Measure.VISITS_WITH));
        return quarters == null ? null : new Figure.Ratio(Math.min(100, QUARTER * quarters.size()));
    }

    private @Nullable Long visitsAlone() {
        return measures.get(Measure.VISITS);
    }

    private @Nullable Long bounces() {
        Long visits = visitsAlone();
        Long seconds = measures.get(Measure.SECOND_PAGES);
        return visits == null || seconds == null ? null : Math.max(0, visits - seconds);
    }

    private static @Nullable Figure ratio(@Nullable Long part, @Nullable Long of) {
        return part == null || of == null || of == 0 ? null : new Figure.Ratio((double) part / of);
    }

    private static @Nullable Figure count(@Nullable Long count) {
        return count == null ? null : new Figure.Count(count);
    }
}
