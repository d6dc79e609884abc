package io.footfall.measure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A cell of a single value that another breakdown cell is a part of: of the source and of the country of a pair, of the page of a
 * move. What is counted by views and events is no crowd of visits by itself, as one visit can repeat itself; so no such cell is
 * shown or kept whose values are hidden themselves.
 *
 * @param cube the cube of the single value
 * @param of where the value is found
 */
public record Marginal(Cube cube, Of of) {

    /** Where a cell names the value of a marginal. */
    public enum Of {
        /** Its first key. */
        A,
        /** Its second key. */
        B,
        /** The event that its first key begins with: {@code event › property}. */
        EVENT_OF_A
    }

    /** What stands between the name of an event and that of its property. */
    public static final String BETWEEN = " › ";

    /** What stands for many values has no cell of its own. */
    private static final Set<String> FOLDED = Set.of(Value.FEW.text(), Value.OTHER.text());

    private static final Map<Cube, List<Marginal>> ALL = all();

    private static Map<Cube, List<Marginal>> all() {
        Map<Cube, List<Marginal>> all = new HashMap<>();
        Marginal pageOfA = new Marginal(Cubes.PAGE, Of.A);
        Marginal eventOfA = new Marginal(Cubes.EVENT, Of.A);
        all.put(Cubes.FLOW, List.of(pageOfA, new Marginal(Cubes.PAGE, Of.B)));
        all.put(Cubes.TITLE, List.of(pageOfA));
        for (Vital vital : Vital.values()) {
            all.put(Cubes.vital(vital), List.of(pageOfA));
        }
        all.put(Cubes.PROPERTY, List.of(new Marginal(Cubes.EVENT, Of.EVENT_OF_A)));
        all.put(Cubes.REVENUE, List.of(eventOfA));
        for (Dimension dimension : Dimension.values()) {
            Marginal ofB = new Marginal(Cubes.by(dimension), Of.B);
            all.put(Cubes.eventBy(dimension), List.of(eventOfA, ofB));
            all.put(Cubes.revenueBy(dimension), List.of(new Marginal(Cubes.by(dimension), Of.A)));
            if (Cubes.PAGES_BY.contains(dimension)) {
                all.put(Cubes.pageBy(dimension), List.of(pageOfA, ofB));
            }
        }
        Cubes.forEachPair((a, b) ->
                all.put(Cubes.pair(a, b), List.of(new Marginal(Cubes.by(a), Of.A), new Marginal(Cubes.by(b), Of.B))));
        return Map.copyOf(all);
    }

    /** Those of the cells of a cube; none for a cube that has no other than itself. */
    public static List<Marginal> of(Cube cube) {
        return ALL.getOrDefault(cube, List.of());
    }

    /** The text of the single value; empty where a key stands for many. */
    public Optional<String> valueOf(String key) {
        if (FOLDED.contains(key)) {
            return Optional.empty();
        }
        int end = of == Of.EVENT_OF_A ? key.indexOf(BETWEEN) : key.length();
        return end < 0 ? Optional.empty() : Optional.of(key.substring(0, end));
    }
}
