package io.footfall.merge;

import io.footfall.count.Cell;
import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import io.footfall.measure.Value;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Cells with {@link Value#OTHER} in place of some values. */
final class Folds {

    private static final Cell.Text OTHER = new Cell.Text(Value.OTHER.text());

    /** The second key belongs to the first, and is nothing without it. */
    private static final Set<Cube> BELONGING = Set.of(Cubes.PROPERTY, Cubes.TITLE);

    /** The second key is the unit of the sums. */
    private static final Set<Cube> IN_UNITS = inUnits();

    private Folds() {}

    private static Set<Cube> inUnits() {
        Set<Cube> cubes = new HashSet<>();
        cubes.add(Cubes.REVENUE);
        for (Dimension dimension : Dimension.values()) {
            cubes.add(Cubes.revenueBy(dimension));
        }
        return Set.copyOf(cubes);
    }

    /** The same cells, summed, with rejected values as (other). */
    static Leaving values(Leaving leaving, Set<Candidate> rejected) {
        return rejected.isEmpty() ? leaving : folded(leaving, cell -> fold(cell, rejected));
    }

    /** The same cells, summed, with rejected pairs as (other). */
    static Leaving pairs(Leaving leaving, Set<Cell> rejected) {
        return rejected.isEmpty() ? leaving : folded(leaving, cell -> rejected.contains(cell) ? pair(cell) : cell);
    }

    private static Leaving folded(Leaving leaving, UnaryOperator<Cell> fold) {
        CellSums sums = new CellSums();
        leaving.cells().forEach((cell, measures) -> sums.add(fold.apply(cell), measures));
        return new Leaving(sums.cells(), leaving.crowds());
    }

    private static Cell fold(Cell cell, Set<Candidate> rejected) {
        if (cell.cube().total()) {
            return cell;
        }
        boolean first = Candidate.first(cell).filter(rejected::contains).isPresent();
        boolean second = Candidate.second(cell).filter(rejected::contains).isPresent();
        boolean both = first && BELONGING.contains(cell.cube());
        return first || second ? with(cell, first ? OTHER : cell.a(), second || both ? OTHER : cell.b()) : cell;
    }

    /** The cell that stands for pairs past the cap. Sums in different units are never added up. */
    static Cell pair(Cell cell) {
        return with(cell, OTHER, IN_UNITS.contains(cell.cube()) ? cell.b() : OTHER);
    }

    private static Cell with(Cell cell, Cell.Key a, Cell.Key b) {
        return new Cell(cell.site(), cell.day(), cell.cube(), a, b);
    }
}
