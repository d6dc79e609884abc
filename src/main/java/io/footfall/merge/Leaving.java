package io.footfall.merge;

import io.footfall.count.Cell;
import io.footfall.merge.CellSums.Group;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Cells of one bucket that leave a node.
 *
 * @param crowds the sites' days whose breakdowns leave as a crowd; those of others leave because their day is over
 */
record Leaving(Map<Cell, long[]> cells, Set<Group> crowds) {

    /** The sites' days of the breakdowns. */
    Set<Group> groups() {
        Set<Group> groups = new HashSet<>();
        cells.keySet().stream()
                .filter(cell -> !cell.cube().total())
                .map(Group::of)
                .forEach(groups::add);
        return groups;
    }
}
