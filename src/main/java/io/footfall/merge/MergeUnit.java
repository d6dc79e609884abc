package io.footfall.merge;

import io.footfall.count.Cell;
import io.footfall.count.DamagedCounters;
import io.footfall.count.SealedCounters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What leaves with one sealed file: its totals, and the breakdowns of the crowds that are complete now, those carried over from
 * earlier files included. Reads and writes files: for a worker thread.
 */
final class MergeUnit {

    private static final Logger LOG = LoggerFactory.getLogger(MergeUnit.class);

    private final Path folder;
    private final SealedCounters file;
    private final CarryFile carry;
    private final CellSums leaving;
    private final Set<CellSums.Group> crowds;

    private MergeUnit(Path folder, SealedCounters file, CarryFile carry, CellSums leaving, Set<CellSums.Group> crowds) {
        this.folder = folder;
        this.file = file;
        this.carry = carry;
        this.leaving = leaving;
        this.crowds = crowds;
    }

    /** Decides for all that has been sealed what leaves with it, before any of it leaves: so a crowd leaves whole. */
    static List<MergeUnit> all(List<CountingLoop> loops, Crowds crowds) throws IOException {
        List<MergeUnit> units = new ArrayList<>();
        for (CountingLoop loop : loops) {
            for (SealedCounters file : loop.ring().sealed()) {
                Decided decided = decide(loop.folder(), file, crowds::waiting);
                units.add(new MergeUnit(
                        loop.folder(), file, decided.carry, decided.leaving, crowds.crowds(decided.leaving.groups())));
            }
        }
        return units;
    }

    /** What has been decided and did not come to its end. Other loops' part of a crowd may have left: it is judged by itself. */
    static List<MergeUnit> decided(List<CountingLoop> loops, CrowdRule rule) throws IOException {
        List<MergeUnit> units = new ArrayList<>();
        for (CountingLoop loop : loops) {
            for (SealedCounters file : loop.ring().sealed()) {
                if (new CarryFile(loop.folder()).exists(file.generation())) {
                    Decided decided = decide(loop.folder(), file, CellSums::groups);
                    units.add(new MergeUnit(
                            loop.folder(), file, decided.carry, decided.leaving, Crowds.alone(decided.leaving, rule)));
                }
            }
        }
        return units;
    }

    private record Decided(CarryFile carry, CellSums leaving) {}

    /** Decides what leaves, and writes down what stays; a unit that was begun before decides the same again. */
    private static Decided decide(Path folder, SealedCounters file, Function<CellSums, Set<CellSums.Group>> waiting)
            throws IOException {
        file.force();
        CarryFile carry = new CarryFile(folder);
        CellSums all = new CellSums();
        CellSums broken = new CellSums();
        carried(carry, carry.before(file.generation()))
                .cells()
                .forEach((cell, measures) -> add(cell, measures, all, broken));
        int lost = file.forEach((cell, measures) -> add(cell, measures, all, broken));
        new EarlyTotals(folder).takeOut(all, file.generation());
        if (!broken.isEmpty()) {
            new Quarantine(folder, file.generation()).putBroken(broken);
        }
        if (lost > 0) {
            LOG.error("{} cells of a counter file had lost their text and were not merged", lost);
        }
        if (carry.exists(file.generation())) {
            takeOutAgain(carry, file.generation(), all);
        } else {
            carry.write(file.generation(), all.takeOut(waiting.apply(all)));
        }
        return new Decided(carry, all);
    }

    private static void add(Cell found, long[] measures, CellSums all, CellSums broken) {
        Cell cell = StoredText.folded(found);
        if (!StoredText.canHold(cell) || !all.addIfPossible(cell, measures)) {
            broken.addIfPossible(found, measures);
        }
    }

    private static void takeOutAgain(CarryFile carry, long generation, CellSums all) throws IOException {
        try {
            all.takeOut(carry.read(generation).groups());
        } catch (DamagedCounters damaged) {
            // Which breakdowns have left already is not known any more, and none may leave twice.
            lost(carry, generation, damaged);
            all.takeOut(all.groups());
            carry.write(generation, new CellSums());
        }
    }

    static CellSums carried(CarryFile carry, Optional<Long> generation) throws IOException {
        if (generation.isEmpty()) {
            return new CellSums();
        }
        try {
            return carry.read(generation.get());
        } catch (DamagedCounters damaged) {
            // What came before is part of it and must not be taken for what waits.
            carry.removeBefore(generation.get());
            lost(carry, generation.get(), damaged);
            return new CellSums();
        }
    }

    private static void lost(CarryFile carry, long generation, DamagedCounters damaged) throws IOException {
        LOG.error("{}; the breakdowns that waited in it are lost, totals are not", damaged.getMessage());
        carry.setAside(generation);
    }

    /** Where the cells come from. */
    CarefulStore.Source source() {
        return new CarefulStore.Source(file.writer(), file.generation(), new Quarantine(folder, file.generation()));
    }

    /** What leaves, by bucket. */
    Map<Integer, Leaving> buckets(ToIntFunction<Cell> bucket) {
        return buckets(leaving, crowds, bucket);
    }

    /** Some cells, by bucket. */
    static Map<Integer, Leaving> buckets(CellSums leaving, Set<CellSums.Group> crowds, ToIntFunction<Cell> bucket) {
        Map<Integer, Leaving> buckets = new TreeMap<>();
        leaving.cells()
                .forEach((cell, measures) -> buckets.computeIfAbsent(
                                bucket.applyAsInt(cell), b -> new Leaving(new HashMap<>(), crowds))
                        .cells()
                        .put(cell, measures));
        return buckets;
    }

    /** Gives the file back: everything that leaves has left. */
    void finish() throws IOException {
        long generation = file.generation();
        file.release();
        // After the file: without them its totals would seem to be new.
        new EarlyTotals(folder).forget(generation);
        carry.removeBefore(generation);
    }
}
