package io.footfall.merge;

import io.footfall.count.Cell;
import io.footfall.measure.Cube;
import io.footfall.measure.Marginal;
import io.footfall.measure.ReturnRange;
import io.footfall.measure.ReturnRanges;
import io.footfall.merge.FinishedDays.Crowd;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of the breakdowns of a day: a cell that is large enough is kept by the day, what is too small is hidden. A value of a
 * visit's attribute is large by its visits and its visitors, whichever are fewer, and both are kept or both are hidden; its ranges of
 * absence are joined until each is large enough. What is counted of several values together is kept only where each of them is.
 * Pairs that are too small are not even hidden: they are dropped.
 */
final class DaySettlement {

    private final Crowd crowd;
    private final CellSums kept = new CellSums();
    private final CellSums hidden = new CellSums();
    private final Map<Cell, Map<ReturnRange, Long>> visitors = new HashMap<>();

    private DaySettlement(Crowd crowd) {
        this.crowd = crowd;
    }

    /**
     * Settles a day.
     *
     * @param all its breakdown cells
     * @param ranges how finely absence is told from now on: a coarser division than that of the cells
     */
    static DaySettlement of(Crowd crowd, CellSums all, ReturnRanges ranges) {
        DaySettlement settlement = new DaySettlement(crowd);
        all.cells().forEach((cell, measures) -> settlement.gather(cell, measures, ranges));
        Set<Cell> values = new HashSet<>(settlement.visitors.keySet());
        all.cells().forEach((cell, measures) -> {
            Cube cube = cell.cube();
            if (BreakdownCells.returnsOf(cube).isPresent()) {
                settlement.settleValue(cell, measures);
                values.remove(cell);
            } else if (BreakdownCells.visitsOf(cube).isEmpty()
                    && Marginal.of(cube).isEmpty()) {
                settlement.settle(cell, measures, List.of());
            }
        });
        values.forEach(cell -> settlement.settleValue(cell, new long[Cube.MAX_MEASURES]));
        all.cells().forEach((cell, measures) -> {
            if (!Marginal.of(cell.cube()).isEmpty()) {
                settlement.settle(cell, measures, settlement.hiddenMarginals(cell));
            }
        });
        return settlement;
    }

    CellSums kept() {
        return kept;
    }

    CellSums hidden() {
        return hidden;
    }

    /** Hides more cells of the day, whatever their size. */
    void hide(CellSums cells) {
        cells.cells().forEach((cell, measures) -> {
            if (!cell.cube().pair()) {
                hide(cell, measures, hiddenMarginals(cell));
            }
        });
    }

    /** What the cell is a part of and is not kept by the day. */
    private List<Cell> hiddenMarginals(Cell cell) {
        return BreakdownCells.marginals(cell).stream()
                .filter(marginal -> !kept.cells().containsKey(marginal))
                .toList();
    }

    /** Notes of each marginal that it was hidden on that day, even if the day has nothing of it: the month will ask. */
    private void hide(Cell cell, long[] measures, List<Cell> marginals) {
        hidden.add(cell, measures);
        marginals.forEach(marginal -> hidden.add(marginal, new long[Cube.MAX_MEASURES]));
    }

    private void gather(Cell cell, long[] measures, ReturnRanges ranges) {
        BreakdownCells.visitsOf(cell.cube()).ifPresent(visits -> {
            int near = ReturnRange.ofKey(((Cell.Numeric) cell.b()).number()).near();
            visitors.computeIfAbsent(
                            new Cell(cell.site(), cell.day(), visits, cell.a(), new Cell.Numeric(0)),
                            v -> new HashMap<>())
                    .merge(ranges.of(near), BreakdownCells.size(cell.cube(), measures), Long::sum);
        });
    }

    private void settle(Cell cell, long[] measures, List<Cell> hiddenMarginals) {
        boolean pair = cell.cube().pair();
        int fewest = pair ? crowd.pair() : crowd.value();
        boolean keeps = hiddenMarginals.isEmpty() && BreakdownCells.size(cell.cube(), measures) >= fewest;
        if (keeps || crowd.open()) {
            kept.add(cell, measures);
        } else if (!pair) {
            hide(cell, measures, hiddenMarginals);
        }
    }

    private void settleValue(Cell value, long[] measures) {
        Map<ReturnRange, Long> away = visitors.getOrDefault(value, Map.of());
        long sum = away.values().stream().mapToLong(Long::longValue).sum();
        boolean keeps = crowd.open() || Math.min(sum, BreakdownCells.size(value.cube(), measures)) >= crowd.value();
        CellSums target = keeps ? kept : hidden;
        if (hasAny(measures)) {
            target.add(value, measures);
        }
        Cube returns = BreakdownCells.returnsOf(value.cube()).orElseThrow();
        Map<ReturnRange, Long> told = keeps ? ReturnRanges.crowds(away, crowd.value()) : away;
        told.forEach((range, count) -> target.add(
                new Cell(value.site(), value.day(), returns, value.a(), new Cell.Numeric(range.key())),
                BreakdownCells.visitors(returns, count)));
    }

    private static boolean hasAny(long[] measures) {
        for (long measure : measures) {
            if (measure != 0) {
                return true;
            }
        }
        return false;
    }
}
