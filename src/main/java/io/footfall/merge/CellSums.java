package io.footfall.merge;

import io.footfall.count.Cell;
import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import io.footfall.measure.Measure;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Sums by cell, gathered from files. Owned by one merge. */
final class CellSums {

    /** Every visit has one country, so one dimension counts them all. */
    static final Cube VISITS = Cubes.by(Dimension.COUNTRY);

    private static final int VISIT_STARTS = VISITS.column(Measure.VISITS);

    private final Map<Cell, long[]> sums = new HashMap<>();

    /** The breakdown cells of one site's day: they leave together. */
    record Group(int site, int day) {
        static Group of(Cell cell) {
            return new Group(cell.site(), cell.day());
        }

        /** Whether a day is of before the last two of its site. What comes to the days meanwhile is not. */
        static Predicate<Group> isPast(Collection<Group> days) {
            Map<Integer, Integer> newest = new HashMap<>();
            days.forEach(group -> newest.merge(group.site, group.day, Math::max));
            return group -> group.day < newest.getOrDefault(group.site, 0) - 1;
        }
    }

    void add(Cell cell, long[] measures) {
        long[] sum = sums.computeIfAbsent(cell, c -> new long[measures.length]);
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.addExact(sum[i], measures[i]);
        }
    }

    /** The same, unless a sum would not be a number of 64 bits any more: then nothing is added. */
    boolean addIfPossible(Cell cell, long[] measures) {
        long[] sum = sums.computeIfAbsent(cell, c -> new long[measures.length]);
        for (int i = 0; i < sum.length; i++) {
            long overflow = (sum[i] ^ (sum[i] + measures[i])) & (measures[i] ^ (sum[i] + measures[i]));
            if (overflow < 0) {
                return false;
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] += measures[i];
        }
        return true;
    }

    Map<Cell, long[]> cells() {
        return sums;
    }

    boolean isEmpty() {
        return sums.isEmpty();
    }

    /**
     * The groups whose breakdowns have to wait.
     *
     * @param starts visit starts that wait on this node
     */
    Set<Group> waiting(CrowdRule rule, Map<Group, Long> starts) {
        Set<Group> waiting = groups();
        waiting.removeIf(group -> rule.mayLeave(group.site(), group.day(), starts.getOrDefault(group, 0L)));
        return waiting;
    }

    /** Adds the visit starts among the breakdown cells. */
    void addVisitStarts(Map<Group, Long> starts) {
        sums.forEach((cell, measures) -> addVisitStarts(starts, cell, measures));
    }

    /** Adds the visit starts of one cell, where it is one that tells them. */
    static void addVisitStarts(Map<Group, Long> starts, Cell cell, long[] measures) {
        if (cell.cube().equals(VISITS)) {
            starts.merge(Group.of(cell), measures[VISIT_STARTS], Long::sum);
        }
    }

    /** Takes the breakdown cells of some groups out, and returns them. */
    CellSums takeOut(Collection<Group> groups) {
        CellSums taken = new CellSums();
        sums.entrySet().removeIf(entry -> {
            boolean take = !entry.getKey().cube().total() && groups.contains(Group.of(entry.getKey()));
            if (take) {
                taken.sums.put(entry.getKey(), entry.getValue());
            }
            return take;
        });
        return taken;
    }

    /** The groups of all breakdown cells. */
    Set<Group> groups() {
        Set<Group> groups = new HashSet<>();
        for (Cell cell : sums.keySet()) {
            if (!cell.cube().total()) {
                groups.add(Group.of(cell));
            }
        }
        return groups;
    }
}
