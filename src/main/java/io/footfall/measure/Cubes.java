package io.footfall.measure;

import static io.footfall.measure.Cube.Key.NONE;
import static io.footfall.measure.Cube.Key.NUMBER;
import static io.footfall.measure.Cube.Key.VALUE;
import static io.footfall.measure.Measure.ARRIVALS;
import static io.footfall.measure.Measure.DEPARTURES;
import static io.footfall.measure.Measure.EVENTS;
import static io.footfall.measure.Measure.PAGEVIEWS;
import static io.footfall.measure.Measure.REQUESTS;
import static io.footfall.measure.Measure.SECONDS;
import static io.footfall.measure.Measure.SECOND_PAGES;
import static io.footfall.measure.Measure.VISITORS;
import static io.footfall.measure.Measure.VISITS;
import static io.footfall.measure.Measure.VISITS_WITH;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The list of cubes: everything that Footfall ever adds up. Each cell belongs to a site and a day besides its keys.
 *
 * <p>Home day: visits, second pages, entries, arrivals, departures and flows are booked on the day on which the visit
 * began; pageviews, events, seconds and visitors on the day of the activity.
 */
public final class Cubes {

    /** a: the local hour's first UTC instant, in minutes since 1970 (half-hour zones begin theirs at :30). */
    public static final Cube HOUR = new Cube(1, "hour", NUMBER, NONE, List.of(PAGEVIEWS, VISITS, EVENTS), true);

    /** Totals of the day. */
    public static final Cube DAY =
            new Cube(2, "day", NONE, NONE, List.of(PAGEVIEWS, VISITS, SECOND_PAGES, SECONDS, EVENTS), true);

    /** a: the visitor's day of activity before this one (days since 1970), or {@link Cube#NEVER}. */
    public static final Cube RETURN = new Cube(3, "return", NUMBER, NONE, List.of(VISITORS), true);

    /** a: minute since 1970, UTC; b: minutes since the last sign of life, 0..30, or {@link Cube#NEVER}. Kept an hour. */
    public static final Cube MINUTE = new Cube(4, "minute", NUMBER, NUMBER, List.of(VISITORS), true);

    /** a: number of the technical reason. */
    public static final Cube REFUSAL = new Cube(5, "refusal", NUMBER, NONE, List.of(REQUESTS), true);

    /** a: policy version; b: number of the kind of decision. */
    public static final Cube DECISION = new Cube(6, "decision", NUMBER, NUMBER, List.of(REQUESTS), true);

    /** a: page. */
    public static final Cube PAGE =
            new Cube(20, "page", VALUE, NONE, List.of(PAGEVIEWS, VISITS_WITH, ARRIVALS, DEPARTURES, SECONDS), false);

    /** a: page left; b: page reached. */
    public static final Cube FLOW = new Cube(21, "flow", VALUE, VALUE, List.of(PAGEVIEWS), false);

    /** a: name of the event. */
    public static final Cube EVENT = new Cube(22, "event", VALUE, NONE, List.of(EVENTS, VISITS_WITH), false);

    private static final int VISITS_BY = 100;
    private static final int RETURN_BY = 200;

    private static final List<Cube> VISITS_CUBES;
    private static final List<Cube> RETURN_CUBES;

    /** All cubes. */
    public static final List<Cube> ALL;

    private static final Map<Integer, Cube> BY_ID;

    static {
        VISITS_CUBES = Arrays.stream(Dimension.values()).map(Cubes::visitsCube).toList();
        RETURN_CUBES = Arrays.stream(Dimension.values()).map(Cubes::returnsCube).toList();
        List<Cube> all = new ArrayList<>(List.of(HOUR, DAY, RETURN, MINUTE, REFUSAL, DECISION, PAGE, FLOW, EVENT));
        all.addAll(VISITS_CUBES);
        all.addAll(RETURN_CUBES);
        ALL = List.copyOf(all);
        BY_ID = ALL.stream().collect(Collectors.toUnmodifiableMap(Cube::id, Function.identity()));
    }

    private Cubes() {}

    private static Cube visitsCube(Dimension dimension) {
        List<Measure> measures = List.of(PAGEVIEWS, VISITS, SECOND_PAGES, SECONDS, EVENTS);
        return new Cube(VISITS_BY + dimension.id(), dimension.key(), VALUE, NONE, measures, false);
    }

    private static Cube returnsCube(Dimension dimension) {
        String name = dimension.key() + " x return";
        return new Cube(RETURN_BY + dimension.id(), name, VALUE, NUMBER, List.of(VISITORS), false);
    }

    /** Totals by a visit dimension; a: its value. */
    public static Cube by(Dimension dimension) {
        return VISITS_CUBES.get(dimension.index());
    }

    /** Visitors by a visit dimension; a: its value, b: the {@link ReturnGap} of the visitor's previous day. */
    public static Cube returnsBy(Dimension dimension) {
        return RETURN_CUBES.get(dimension.index());
    }

    public static Optional<Cube> byId(int id) {
        return Optional.ofNullable(BY_ID.get(id));
    }
}
