package io.footfall.merge;

import io.footfall.count.Cell;
import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import io.footfall.measure.ReturnGap;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Days of absence, which counter files hold exactly, in the coarse steps of everything at rest. */
final class ReturnSteps {

    private static final Set<Cube> CUBES = Stream.concat(
                    Arrays.stream(Dimension.values()).map(Cubes::returnsBy), Stream.of(Cubes.SEGMENT_RETURN))
            .collect(Collectors.toUnmodifiableSet());

    private ReturnSteps() {}

    /** The cell as it is at rest. */
    static Cell of(Cell cell) {
        return CUBES.contains(cell.cube()) && cell.b() instanceof Cell.Numeric days
                ? new Cell(cell.site(), cell.day(), cell.cube(), cell.a(), new Cell.Numeric(step(days.number())))
                : cell;
    }

    private static int step(int days) {
        return days == Cubes.AWAY_NEVER
                ? ReturnGap.NEVER.id()
                : ReturnGap.of(days, 0).id();
    }
}
