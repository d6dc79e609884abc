package io.footfall.measure;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The list of cubes: everything that Footfall ever adds up. Each cell belongs to a site and a day besides its keys. The list
 * itself is {@code cubes.yaml}; here are the names by which code calls them.
 */
public final class Cubes {

    /** All cubes. */
    public static final List<Cube> ALL = CubeFile.read();

    private static final Map<Integer, Cube> BY_ID =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Cube::id, Function.identity()));

    /** a: the local hour's first UTC instant, in minutes since 1970 (half-hour zones begin theirs at :30). */
    public static final Cube HOUR = named("hour");

    /** Totals of the day. */
    public static final Cube DAY = named("day");

    /** a: the visitor's day of activity before this one (days since 1970), or {@link Cube#NEVER}. */
    public static final Cube RETURN = named("return");

    /** a: minute since 1970, UTC; b: minutes since the last sign of life, 0..30, or {@link Cube#NEVER}. Kept an hour. */
    public static final Cube MINUTE = named("minute");

    /** a: number of the technical reason. */
    public static final Cube REFUSAL = named("refusal");

    /** a: policy version; b: number of the kind of decision. */
    public static final Cube DECISION = named("decision");

    /** By week; a: Monday of the browser's first week. */
    public static final Cube COHORT = named("cohort");

    /** a: pages of the visit, of {@link Milestones#PAGES}. */
    public static final Cube PAGES_REACHED = named("pages reached");

    /** a: engaged seconds of the visit, of {@link Milestones#SECONDS}. */
    public static final Cube SECONDS_REACHED = named("seconds reached");

    /** a: page. */
    public static final Cube PAGE = named("page");

    /** a: page left; b: page reached. */
    public static final Cube FLOW = named("flow");

    /** a: name of the event. */
    public static final Cube EVENT = named("event");

    /** a: page; b: its title. */
    public static final Cube TITLE = named("title");

    /** a: host. */
    public static final Cube HOST = named("host");

    /** a: group of pages. */
    public static final Cube GROUP = named("group");

    /** a: page; b: per cent of its height, of {@link Milestones#SCROLL}. */
    public static final Cube SCROLL = named("scroll");

    /** a: event › property; b: value of the property. */
    public static final Cube PROPERTY = named("property");

    /** a: name of the event; b: currency. */
    public static final Cube REVENUE = named("revenue");

    /** a: funnel; b: step, from 1. */
    public static final Cube FUNNEL = named("funnel");

    /** Totals by segment; a: its name. */
    public static final Cube SEGMENT = named("segment");

    /** Visitors by segment; a: its name, b: as in {@link #returnsBy}. */
    public static final Cube SEGMENT_RETURN = named("segment x return");

    /** The dimensions of which any two are counted together, in the order of the numbers of their cubes. */
    public static final List<Dimension> PAIRED = List.of(
            Dimension.SOURCE,
            Dimension.CHANNEL,
            Dimension.UTM_CAMPAIGN,
            Dimension.COUNTRY,
            Dimension.DEVICE,
            Dimension.ENTRY_PAGE);

    /** The dimensions that pages are counted by. */
    public static final List<Dimension> PAGES_BY =
            List.of(Dimension.SOURCE, Dimension.CHANNEL, Dimension.COUNTRY, Dimension.DEVICE);

    private static final List<Cube> VISITS_BY = ofDimensions("");
    private static final List<Cube> RETURNS_BY = Arrays.stream(Dimension.values())
            .map(d -> named(d.key() + " x return"))
            .toList();
    private static final List<Cube> EVENTS_BY = ofDimensions("event x ");
    private static final List<Cube> REVENUE_BY = ofDimensions("revenue x ");
    private static final Map<Vital, Cube> VITALS = new EnumMap<>(Vital.class);
    private static final Map<Fact.Automatic.Kind, Cube> AUTOMATIC = new EnumMap<>(Fact.Automatic.Kind.class);

    static {
        for (Vital vital : Vital.values()) {
            VITALS.put(vital, named(vital.name()));
        }
        for (Fact.Automatic.Kind kind : Fact.Automatic.Kind.values()) {
            AUTOMATIC.put(kind, named(kind.name().toLowerCase(Locale.ROOT)));
        }
    }

    private Cubes() {}

    private static Cube named(String name) {
        return ALL.stream()
                .filter(cube -> cube.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no cube is named " + name));
    }

    private static List<Cube> ofDimensions(String before) {
        return Arrays.stream(Dimension.values())
                .map(d -> named(before + d.key()))
                .toList();
    }

    /** Totals by a visit dimension; a: its value. */
    public static Cube by(Dimension dimension) {
        return VISITS_BY.get(dimension.index());
    }

    /**
     * Visitors by a visit dimension; a: its value, b: how long the visitor was away: in counter files exactly, in days ({@value
     * #AWAY_NEVER} for never before, else 1 to {@value #AWAY_MOST}), at rest a range of them.
     */
    public static Cube returnsBy(Dimension dimension) {
        return RETURNS_BY.get(dimension.index());
    }

    /** Never before, as the number of days that a visitor was away. */
    public static final int AWAY_NEVER = 0;

    /** The most days that a visitor was away: longer ones are counted as this. */
    public static final int AWAY_MOST = 400;

    /**
     * Totals by two visit dimensions together, of {@link #PAIRED}, the earlier one first; a and b: their values.
     *
     * @throws IllegalArgumentException where they are not counted together
     */
    public static Cube pair(Dimension a, Dimension b) {
        if (!PAIRED.contains(a) || !PAIRED.contains(b) || PAIRED.indexOf(a) >= PAIRED.indexOf(b)) {
            throw new IllegalArgumentException(a + " and " + b + " are not counted together, in this order");
        }
        return named(a.key() + " x " + b.key());
    }

    /** Hands over each two dimensions that are counted together, in the order of {@link #pair}. */
    public static void forEachPair(BiConsumer<Dimension, Dimension> consumer) {
        for (int i = 0; i < PAIRED.size(); i++) {
            for (Dimension second : PAIRED.subList(i + 1, PAIRED.size())) {
                consumer.accept(PAIRED.get(i), second);
            }
        }
    }

    /**
     * Pages by a visit dimension of {@link #PAGES_BY}; a: page, b: its value.
     *
     * @throws IllegalArgumentException where they are not counted together
     */
    public static Cube pageBy(Dimension dimension) {
        if (!PAGES_BY.contains(dimension)) {
            throw new IllegalArgumentException("pages are not counted by " + dimension);
        }
        return named("page x " + dimension.key());
    }

    /** Events by a visit dimension; a: name of the event, b: the dimension's value. */
    public static Cube eventBy(Dimension dimension) {
        return EVENTS_BY.get(dimension.index());
    }

    /** Revenue by a visit dimension; a: its value, b: currency. */
    public static Cube revenueBy(Dimension dimension) {
        return REVENUE_BY.get(dimension.index());
    }

    /** A web vital; a: page, b: {@link Vital#bucketOf}. */
    public static Cube vital(Vital vital) {
        return Objects.requireNonNull(VITALS.get(vital));
    }

    /** Events that the script notices by itself; a: target. */
    public static Cube automatic(Fact.Automatic.Kind kind) {
        return Objects.requireNonNull(AUTOMATIC.get(kind));
    }

    public static Optional<Cube> byId(int id) {
        return Optional.ofNullable(BY_ID.get(id));
    }
}
