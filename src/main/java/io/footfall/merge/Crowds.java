package io.footfall.merge;

import io.footfall.count.SealedCounters;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which breakdowns wait at the moment of one merge. A crowd is made of all visits of a site that wait on this node, whichever
 * event loop counted them.
 */
final class Crowds {

    private final CrowdRule rule;
    private final Map<Integer, Long> visitStarts;

    private Crowds(CrowdRule rule, Map<Integer, Long> visitStarts) {
        this.rule = rule;
        this.visitStarts = visitStarts;
    }

    /** Looks at what has been carried over and what has been sealed. Reads files: for a worker thread. */
    static Crowds of(List<CountingLoop> loops, CrowdRule rule) throws IOException {
        Map<Integer, Long> starts = new HashMap<>();
        for (CountingLoop loop : loops) {
            carried(loop).addVisitStarts(starts);
            for (SealedCounters file : loop.ring().sealed()) {
                CellSums sums = new CellSums();
                file.forEach(sums::add);
                sums.addVisitStarts(starts);
            }
        }
        return new Crowds(rule, starts);
    }

    private static CellSums carried(CountingLoop loop) throws IOException {
        CarryFile carry = new CarryFile(loop.folder());
        List<Long> generations = carry.generations();
        Optional<Long> latest =
                generations.isEmpty() ? Optional.empty() : Optional.of(generations.get(generations.size() - 1));
        return MergeUnit.carried(carry, latest);
    }

    /** The groups that have to wait. */
    Set<CellSums.Group> waiting(CellSums sums) {
        return sums.waiting(rule, visitStarts);
    }

    /** Whether something that was carried over may leave now. */
    boolean frees(CountingLoop loop) throws IOException {
        CellSums sums = carried(loop);
        return !waiting(sums).equals(sums.groups());
    }
}
