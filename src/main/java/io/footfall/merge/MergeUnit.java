package io.footfall.merge;

import io.footfall.count.Cell;
import io.footfall.count.DamagedCounters;
import io.footfall.count.SealedCounters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What leaves with one sealed file: its totals, and the breakdowns of the crowds that are complete now, those carried over from
 * earlier files included. Reads and writes files: for a worker thread.
 */
final class MergeUnit {

    private static final Logger LOG = LoggerFactory.getLogger(MergeUnit.class);

    private final SealedCounters file;
    private final CarryFile carry;
    private final CellSums leaving;

    private MergeUnit(SealedCounters file, CarryFile carry, CellSums leaving) {
        this.file = file;
        this.carry = carry;
        this.leaving = leaving;
    }

    /** Decides what leaves, and writes down what stays; a unit that was begun before decides the same again. */
    static MergeUnit of(Path folder, SealedCounters file, Crowds crowds) throws IOException {
        file.force();
        CarryFile carry = new CarryFile(folder);
        CellSums all = carried(carry, carry.before(file.generation()));
        file.forEach(all::add);
        Set<CellSums.Group> staying =
                carry.exists(file.generation()) ? carry.read(file.generation()).groups() : crowds.waiting(all);
        CellSums stays = all.takeOut(staying);
        if (!carry.exists(file.generation())) {
            carry.write(file.generation(), stays);
        }
        return new MergeUnit(file, carry, all);
    }

    static CellSums carried(CarryFile carry, Optional<Long> generation) throws IOException {
        if (generation.isEmpty()) {
            return new CellSums();
        }
        try {
            return carry.read(generation.get());
        } catch (DamagedCounters damaged) {
            LOG.error("{}; the breakdowns that waited in it are lost, totals are not", damaged.getMessage());
            carry.setAside(generation.get());
            return new CellSums();
        }
    }

    SealedCounters file() {
        return file;
    }

    /** What leaves, by bucket. */
    Map<Integer, Map<Cell, long[]>> buckets(ToIntFunction<Cell> bucket) {
        Map<Integer, Map<Cell, long[]>> buckets = new TreeMap<>();
        leaving.cells()
                .forEach((cell, measures) -> buckets.computeIfAbsent(bucket.applyAsInt(cell), b -> new HashMap<>())
                        .put(cell, measures));
        return buckets;
    }

    /** Gives the file back: everything that leaves has left. */
    void finish() throws IOException {
        long generation = file.generation();
        file.release();
        carry.removeBefore(generation);
    }
}
