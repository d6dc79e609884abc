package io.footfall.merge;

import io.footfall.count.Cell;
import io.footfall.measure.Cube;
import io.footfall.measure.Marginal;
import io.footfall.measure.ReturnRange;
import io.footfall.merge.FinishedDays.Crowd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of the cells that were too small for the days of a month, when it is over: those that are large enough together, from
 * at least two days, are kept as the month's residual; the others are dropped. A value of a visit's attribute is large by its visits
 * and by its visitors who count in the month, whichever are fewer. What is a part of other cells is not kept of days on which those
 * were hidden, unless they are kept by the month.
 */
final class MonthSettlement {

    private static final int FEWEST_DAYS = 2;

    private final int month;
    private final Map<Integer, Map<Integer, Long>> returns;
    private final Map<Cell, Part> parts = new HashMap<>();
    private final Map<Cell, MonthReturns> visitors = new HashMap<>();
    private final List<Dependent> dependents = new ArrayList<>();

    /** A cell of a day that is a part of others; its key is that of the month. */
    private record Dependent(int day, Cell key, Part part) {}

    private static final class Part {
        final long[] measures = new long[Cube.MAX_MEASURES];
        final Set<Integer> days = new HashSet<>();

        void add(int day, long[] more) {
            for (int i = 0; i < measures.length; i++) {
                measures[i] = Math.addExact(measures[i], more[i]);
            }
            days.add(day);
        }
    }

    /**
     * @param month its first day, days since 1970
     * @param returns visitors of each day by gap
     */
    MonthSettlement(int month, Map<Integer, Map<Integer, Long>> returns) {
        this.month = month;
        this.returns = returns;
    }

    /** Adds cells of a day. */
    void add(int day, CellSums cells) {
        cells.cells().forEach((cell, measures) -> {
            Cell key = new Cell(cell.site(), month, cell.cube(), cell.a(), cell.b());
            if (BreakdownCells.visitsOf(cell.cube()).isPresent()) {
                Cell value = valueOf(key);
                ReturnRange range = ReturnRange.ofKey(((Cell.Numeric) cell.b()).number());
                visitors.computeIfAbsent(value, v -> new MonthReturns())
                        .add(
                                MonthReturns.Split.of(month, day, range, returns.getOrDefault(day, Map.of())),
                                BreakdownCells.size(cell.cube(), measures));
                part(value).days.add(day);
            } else if (Marginal.of(cell.cube()).isEmpty()) {
                part(key).add(day, measures);
            } else {
                Part part = new Part();
                part.add(day, measures);
                dependents.add(new Dependent(day, key, part));
            }
        });
    }

    private Part part(Cell key) {
        return parts.computeIfAbsent(key, k -> new Part());
    }

    private static Cell valueOf(Cell returns) {
        Cube visits = BreakdownCells.visitsOf(returns.cube()).orElseThrow();
        return new Cell(returns.site(), returns.day(), visits, returns.a(), new Cell.Numeric(0));
    }

    /** What is kept of cells that were hidden. */
    CellSums residual(Crowd crowd) {
        CellSums kept = new CellSums();
        parts.forEach((cell, part) -> keepLarge(kept, cell, part, crowd));
        Map<Cell, Part> more = new HashMap<>();
        for (Dependent dependent : dependents) {
            boolean stands = BreakdownCells.marginals(dependent.key).stream()
                    .allMatch(marginal -> kept.cells().containsKey(marginal) || !hidden(marginal, dependent.day));
            if (stands) {
                more.computeIfAbsent(dependent.key, key -> new Part()).add(dependent.day, dependent.part.measures);
            }
        }
        more.forEach((cell, part) -> keepLarge(kept, cell, part, crowd));
        return kept;
    }

    private boolean hidden(Cell cell, int day) {
        Part part = parts.get(cell);
        return part != null && part.days.contains(day);
    }

    private void keepLarge(CellSums kept, Cell cell, Part part, Crowd crowd) {
        if (part.days.size() >= FEWEST_DAYS && size(cell, part) >= crowd.value()) {
            keep(kept, cell, part, crowd);
        }
    }

    private long size(Cell cell, Part part) {
        long size = BreakdownCells.size(cell.cube(), part.measures);
        if (BreakdownCells.returnsOf(cell.cube()).isEmpty()) {
            return size;
        }
        MonthReturns of = visitors.get(cell);
        return of == null ? 0 : Math.min(size, of.visitors());
    }

    private void keep(CellSums kept, Cell cell, Part part, Crowd crowd) {
        if (BreakdownCells.size(cell.cube(), part.measures) > 0) {
            kept.add(cell, part.measures);
        }
        MonthReturns of = visitors.get(cell);
        if (of != null) {
            Cube returns = BreakdownCells.returnsOf(cell.cube()).orElseThrow();
            of.cells(returns, crowd.value())
                    .forEach((range, measures) -> kept.add(
                            new Cell(cell.site(), month, returns, cell.a(), new Cell.Numeric(range.key())), measures));
        }
    }
}
