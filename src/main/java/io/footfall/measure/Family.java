package io.footfall.measure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All the values that answer one question, such as "which source?", in whatever cube they are a key of. How many values a site's day
 * has is bounded by family, so that a value is either kept in all cells or {@link Value#OTHER} in all.
 *
 * @param id stored in the database: never changes; the number of the cube whose first key it is, or 1,000 more for a second key
 * @param name for people
 * @param cap the most values that a site's day has; of values within another, that one of those has
 * @param index place in {@link #ALL}
 * @param home the cube that tells how large a value of it is
 * @param second whether it is the second key of that cube
 * @param within whether each value of the first key has its own values
 */
public record Family(int id, String name, int cap, int index, Cube home, boolean second, boolean within) {

    private static final int SECOND = 1_000;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private static final List<Family> LIST = new ArrayList<>();
    private static final Map<Cube, Family> FIRSTS = new HashMap<>();
    private static final Map<Cube, Family> SECONDS = new HashMap<>();

    /** Pages, wherever they are viewed, left, reached or measured; entry pages are a dimension. */
    public static final Family PAGE = first(Cubes.PAGE);

    public static final Family TITLE = second(Cubes.TITLE, false);
    public static final Family HOST = first(Cubes.HOST);
    public static final Family GROUP = first(Cubes.GROUP);
    public static final Family EVENT = first(Cubes.EVENT);

    /** Names of properties, each with its event's. */
    public static final Family PROPERTY = first(Cubes.PROPERTY);

    /** Values of a property. */
    public static final Family PROPERTY_VALUE = second(Cubes.PROPERTY, true);

    public static final Family FUNNEL = first(Cubes.FUNNEL);
    public static final Family SEGMENT = first(Cubes.SEGMENT);

    private static final List<Family> DIMENSIONS = new ArrayList<>();
    private static final Map<Fact.Automatic.Kind, Family> TARGETS = new EnumMap<>(Fact.Automatic.Kind.class);

    static {
        for (Dimension dimension : Dimension.values()) {
            DIMENSIONS.add(first(Cubes.by(dimension)));
        }
        for (Fact.Automatic.Kind kind : Fact.Automatic.Kind.values()) {
            TARGETS.put(kind, first(Cubes.automatic(kind)));
        }
        pages();
        for (Dimension dimension : Dimension.values()) {
            Family family = of(dimension);
            FIRSTS.put(Cubes.returnsBy(dimension), family);
            FIRSTS.put(Cubes.eventBy(dimension), EVENT);
            SECONDS.put(Cubes.eventBy(dimension), family);
            FIRSTS.put(Cubes.revenueBy(dimension), family);
        }
        FIRSTS.put(Cubes.REVENUE, EVENT);
        FIRSTS.put(Cubes.SEGMENT_RETURN, SEGMENT);
        Cubes.forEachPair((a, b) -> {
            FIRSTS.put(Cubes.pair(a, b), of(a));
            SECONDS.put(Cubes.pair(a, b), of(b));
        });
    }

    /** All of them. */
    public static final List<Family> ALL = List.copyOf(LIST);

    private static void pages() {
        FIRSTS.put(Cubes.FLOW, PAGE);
        SECONDS.put(Cubes.FLOW, PAGE);
        FIRSTS.put(Cubes.TITLE, PAGE);
        FIRSTS.put(Cubes.SCROLL, PAGE);
        for (Vital vital : Vital.values()) {
            FIRSTS.put(Cubes.vital(vital), PAGE);
        }
        for (Dimension dimension : Cubes.PAGES_BY) {
            FIRSTS.put(Cubes.pageBy(dimension), PAGE);
            SECONDS.put(Cubes.pageBy(dimension), of(dimension));
        }
    }

    private static Family first(Cube home) {
        int cap = home.definition().cap();
        return add(new Family(home.id(), home.definition().a(), cap, LIST.size(), home, false, false), FIRSTS);
    }

    private static Family second(Cube home, boolean within) {
        int cap = within ? home.definition().each() : home.definition().cap();
        Family family = new Family(SECOND + home.id(), home.definition().b(), cap, LIST.size(), home, true, within);
        return add(family, SECONDS);
    }

    private static Family add(Family family, Map<Cube, Family> of) {
        LIST.add(family);
        of.put(family.home, family);
        return family;
    }

    /** The values of a dimension. */
    public static Family of(Dimension dimension) {
        return DIMENSIONS.get(dimension.index());
    }

    /** The targets of an automatic event. */
    public static Family of(Fact.Automatic.Kind kind) {
        return Objects.requireNonNull(TARGETS.get(kind));
    }

    /** The family of a cube's first key; empty where that is no value. */
    public static Optional<Family> ofFirst(Cube cube) {
        return Optional.ofNullable(FIRSTS.get(cube));
    }

    /** The family of a cube's second key; empty where that is no value. */
    public static Optional<Family> ofSecond(Cube cube) {
        return Optional.ofNullable(SECONDS.get(cube));
    }

    public static Optional<Family> byId(int id) {
        return ALL.stream().filter(family -> family.id == id).findFirst();
    }

    /**
     * A number that stands for a value of this family.
     *
     * @param key a secret, so that nobody can choose values of the same number
     * @param scope the value that it is within, or an empty text
     */
    public long hash(long key, String scope, String text) {
        long hash = textHash(key, text);
        return hash(scope.isEmpty() ? hash : textHash(hash, scope));
    }

    /** The same of a value within nothing, by {@link #textHash}. */
    public long hash(long textHash) {
        return SplitMix.mix(textHash + id * GOLDEN);
    }

    /** A number that stands for a text, four characters at a time: event loops ask for several with each event. */
    public static long textHash(long key, String text) {
        long h = key ^ text.length();
        int i = 0;
        for (; i + 3 < text.length(); i += 4) {
            long four = text.charAt(i)
                    | (long) text.charAt(i + 1) << 16
                    | (long) text.charAt(i + 2) << 32
                    | (long) text.charAt(i + 3) << 48;
            h = round(h, four);
        }
        for (; i < text.length(); i++) {
            h = round(h, text.charAt(i));
        }
        return h;
    }

    private static long round(long hash, long chars) {
        long h = (hash ^ chars) * GOLDEN;
        return h ^ (h >>> 29);
    }

    /** By number: there is one family of each. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Family family && family.id == id;
    }

    @Override
    public int hashCode() {
        return id;
    }
}
