package io.footfall.stats;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which two things are counted together, made from the list of cubes: what can be the rows under which filter. */
final class Pairs {

    /**
     * Rows by something under a filter.
     *
     * @param rows the key of the cells that gives the rows; the other one is the filter's
     */
    private record Pair(By by, By.Breakdown filter, Cube cube, Slice.Key rows) {}

    private static final List<Pair> ALL = all();

    private Pairs() {}

    private static List<Pair> all() {
        List<Pair> all = new ArrayList<>();
        Cubes.forEachPair((a, b) -> both(all, new By.Attribute(a), new By.Attribute(b), Cubes.pair(a, b)));
        Cubes.PAGES_BY.forEach(
                dimension -> both(all, By.Thing.PAGE, new By.Attribute(dimension), Cubes.pageBy(dimension)));
        for (Dimension dimension : Dimension.values()) {
            both(all, By.Thing.EVENT, new By.Attribute(dimension), Cubes.eventBy(dimension));
        }
        all.add(new Pair(By.Steps.SCROLL, By.Thing.PAGE, Cubes.SCROLL, Slice.Key.B));
        return all;
    }

    private static void both(List<Pair> all, By.Breakdown a, By.Breakdown b, Cube cube) {
        all.add(new Pair(a, b, cube, Slice.Key.A));
        all.add(new Pair(b, a, cube, Slice.Key.B));
    }

    /** The cells that hold the rows under a filter, empty where the two are not counted together. */
    static Optional<Slice> slice(By by, Filter filter) {
        if (by instanceof By.Property property && filter.axis() == By.Thing.EVENT) {
            return Optional.of(Slice.of(Cubes.PROPERTY, Slice.Key.B, property.keyOf(filter.value())));
        }
        return ALL.stream()
                .filter(pair -> pair.by.equals(by) && pair.filter.equals(filter.axis()))
                .findFirst()
                .map(pair -> Slice.of(pair.cube, pair.rows, filter.value()));
    }

    /** The names of the filters that rows by something can have. */
    static String filters(By by) {
        if (by instanceof By.Property) {
            return By.Thing.EVENT.key();
        }
        return ALL.stream()
                .filter(pair -> pair.by.equals(by))
                .map(pair -> pair.filter.key())
                .collect(Collectors.joining(", "));
    }

    /** The names of what can be the rows under a filter by something; time and totals always can. */
    static String rows(By.Breakdown filter) {
        return ALL.stream()
                .filter(pair -> pair.filter.equals(filter))
                .map(pair -> pair.by.key())
                .collect(Collectors.joining(", "));
    }
}
