package io.footfall.merge;

import io.footfall.count.Cell;
import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import io.footfall.measure.Marginal;
import io.footfall.measure.Measure;
import io.footfall.measure.ReturnRanges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the cells of breakdowns have in common: how large one is, and which belong together. */
final class BreakdownCells {

    /** By the first of these that a cube has, a cell is large or small. */
    private static final List<Measure> SIZES =
            List.of(Measure.VISITS_WITH, Measure.VISITS, Measure.VISITORS, Measure.PAGEVIEWS, Measure.EVENTS);

    /** Visitors by absence of each cube that has them, and back. */
    private static final Map<Cube, Cube> RETURNS = returns();

    private static final Map<Cube, Cube> VISITS =
            RETURNS.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private static final Map<Cube, Integer> COLUMNS = Cubes.ALL.stream()
            .filter(cube -> !cube.total())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), BreakdownCells::column));

    private BreakdownCells() {}

    private static Map<Cube, Cube> returns() {
        Map<Cube, Cube> returns = new HashMap<>();
        for (Dimension dimension : Dimension.values()) {
            returns.put(Cubes.by(dimension), Cubes.returnsBy(dimension));
        }
        returns.put(Cubes.SEGMENT, Cubes.SEGMENT_RETURN);
        return Map.copyOf(returns);
    }

    private static int column(Cube cube) {
        return SIZES.stream()
                .filter(cube.measures()::contains)
                .findFirst()
                .map(cube::column)
                .orElseThrow(
                        () -> new IllegalStateException("nothing tells how large a cell of " + cube.name() + " is"));
    }

    /**
     * How many visits, or what stands for them, a cell holds. Of a group of pages nobody says which visits saw it: those that ended
     * there, once each, stand for them.
     */
    static long size(Cube cube, long[] measures) {
        if (cube.equals(Cubes.GROUP)) {
            long ended = measures[cube.column(Measure.ARRIVALS)] - measures[cube.column(Measure.DEPARTURES)];
            return Math.min(ended, measures[cube.column(Measure.PAGEVIEWS)]);
        }
        Integer column = COLUMNS.get(cube);
        if (column == null) {
            throw new IllegalArgumentException(cube.name() + " is no breakdown");
        }
        return measures[column];
    }

    /** The column that tells how large a cell of a breakdown is, from 0. */
    static int sizeColumn(Cube cube) {
        return Objects.requireNonNull(COLUMNS.get(cube));
    }

    /** The cube of the visitors of a cube's values by absence. */
    static Optional<Cube> returnsOf(Cube visits) {
        return Optional.ofNullable(RETURNS.get(visits));
    }

    /** The cube whose visitors by absence this one holds. */
    static Optional<Cube> visitsOf(Cube returns) {
        return Optional.ofNullable(VISITS.get(returns));
    }

    /** Measures with a number of visitors and nothing else. */
    static long[] visitors(Cube returns, long visitors) {
        long[] measures = new long[Cube.MAX_MEASURES];
        measures[returns.column(Measure.VISITORS)] = visitors;
        return measures;
    }

    /** The cells of the single values of a cell, on the same day. */
    static List<Cell> marginals(Cell cell) {
        List<Marginal> marginals = Marginal.of(cell.cube());
        if (marginals.isEmpty()) {
            return List.of();
        }
        List<Cell> cells = new ArrayList<>();
        for (Marginal marginal : marginals) {
            Cell.Key key = marginal.of() == Marginal.Of.B ? cell.b() : cell.a();
            marginal.valueOf(((Cell.Text) key).text())
                    .ifPresent(value -> cells.add(new Cell(
                            cell.site(), cell.day(), marginal.cube(), new Cell.Text(value), new Cell.Numeric(0))));
        }
        return cells;
    }

    /** A cell as a counter file holds it, with absence told as coarsely as its day does. */
    static Cell coarse(Cell cell, ReturnRanges ranges) {
        if (!VISITS.containsKey(cell.cube())) {
            return cell;
        }
        int gap = ((Cell.Numeric) cell.b()).number();
        return new Cell(
                cell.site(),
                cell.day(),
                cell.cube(),
                cell.a(),
                new Cell.Numeric(ranges.of(gap).key()));
    }
}
