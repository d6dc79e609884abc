package io.footfall.merge;

import io.footfall.count.SealedCounters;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which breakdowns wait at the moment of one merge. A crowd is made of all visits of a site's day that wait on this node, whichever
 * event loop counted them.
 */
final class Crowds {

    private final CrowdRule rule;
    private final Map<CellSums.Group, Long> visitStarts;

    private Crowds(CrowdRule rule, Map<CellSums.Group, Long> visitStarts) {
        this.rule = rule;
        this.visitStarts = visitStarts;
    }

    /** Looks at what has been carried over and what has been sealed. Reads files: for a worker thread. */
    static Crowds of(List<CountingLoop> loops, CrowdRule rule) throws IOException {
        Map<CellSums.Group, Long> starts = new HashMap<>();
        for (CountingLoop loop : loops) {
            carried(loop).addVisitStarts(starts);
            for (SealedCounters file : loop.ring().sealed()) {
                file.forEachOf(CellSums.VISITS, (cell, measures) -> CellSums.addVisitStarts(starts, cell, measures));
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

    /** Those of some groups that are a crowd. */
    Set<CellSums.Group> crowds(Set<CellSums.Group> groups) {
        return crowds(rule, groups, visitStarts);
    }

    /** The groups of some cells that are a crowd by themselves. */
    static Set<CellSums.Group> alone(CellSums sums, CrowdRule rule) {
        Map<CellSums.Group, Long> starts = new HashMap<>();
        sums.addVisitStarts(starts);
        return crowds(rule, sums.groups(), starts);
    }

    private static Set<CellSums.Group> crowds(
            CrowdRule rule, Set<CellSums.Group> groups, Map<CellSums.Group, Long> starts) {
        return groups.stream()
                .filter(group -> rule.isCrowd(group.site(), starts.getOrDefault(group, 0L)))
                .collect(Collectors.toSet());
    }

    /** Whether something that was carried over may leave now. */
    boolean frees(CountingLoop loop) throws IOException {
        CellSums sums = carried(loop);
        return !waiting(sums).equals(sums.groups());
    }
}
