package io.footfall.merge;

import io.footfall.count.Cell;
import io.footfall.count.CountedTotals;
import io.footfall.count.DamagedCounters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The totals that leave an active counter file while its breakdowns wait in it: {@code totals-GENERATION-STEP.cells} beside the ring's
 * files, in the format of a {@link CarryFile}, with all that has left by that step. One file of a generation: its step has ended. Two:
 * the later step has been decided and adds the difference. So a step that is repeated adds the same, and the ledger takes it once.
 *
 * <p>The counter file itself is not forced: its loop would have to wait for the disk. After a loss of power it may be of an earlier moment
 * than a step; then what it counts from there on leaves only as far as it is more than what has left.
 */
final class EarlyTotals {

    private static final Logger LOG = LoggerFactory.getLogger(EarlyTotals.class);

    private static final String PREFIX = "totals-";
    private static final String SUFFIX = ".cells";

    private final Path folder;

    EarlyTotals(Path folder) {
        this.folder = folder;
    }

    /** A step, in the order of a ring's steps. */
    record Step(long generation, int number) implements Comparable<Step> {

        private static final int NUMBER_BITS = 20;
        private static final int MOST = (1 << NUMBER_BITS) - 1;

        private static @Nullable Step of(Path path) {
            String name = path.getFileName().toString();
            if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) {
                return null;
            }
            String[] numbers = name.substring(PREFIX.length(), name.length() - SUFFIX.length())
                    .split("-", -1);
            return new Step(Long.parseLong(numbers[0]), Integer.parseInt(numbers[1]));
        }

        /** Its place in the ledger. */
        long place() {
            return generation << NUMBER_BITS | number;
        }

        private Path in(Path folder) {
            return folder.resolve(PREFIX + generation + "-" + number + SUFFIX);
        }

        @Override
        public int compareTo(Step other) {
            return Long.compare(place(), other.place());
        }
    }

    /** A step that has been decided, and what it adds. */
    record Decided(Step step, CellSums adds) {}

    private List<Step> steps() throws IOException {
        List<Step> steps = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path path : files.toList()) {
                Step step = Step.of(path);
                if (step != null) {
                    steps.add(step);
                }
            }
        }
        steps.sort(null);
        return steps;
    }

    private List<Step> steps(long generation) throws IOException {
        return steps().stream().filter(step -> step.generation == generation).toList();
    }

    /** The step that has been decided and has not ended, or empty. */
    Optional<Decided> underWay() throws IOException {
        List<Step> steps = steps();
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        List<Step> latest = steps(steps.get(steps.size() - 1).generation);
        try {
            return latest.size() < 2
                    ? Optional.empty()
                    : Optional.of(decided(latest.get(latest.size() - 1), latest.get(latest.size() - 2)));
        } catch (DamagedCounters damaged) {
            // What is left of the generation is not known: see takeOut.
            return Optional.empty();
        }
    }

    private Decided decided(Step step, Step before) throws IOException {
        CellSums adds = CarryFile.read(step.in(folder));
        subtract(adds, CarryFile.read(before.in(folder)));
        return new Decided(step, adds);
    }

    /** Decides the next step, and writes it down; empty where there is nothing new. No step is under way. */
    Optional<Decided> decide(CountedTotals counted) throws IOException {
        List<Step> steps = steps(counted.generation());
        if (steps.size() > 1) {
            return Optional.empty(); // damaged
        }
        Step before = steps.isEmpty() ? new Step(counted.generation(), 0) : steps.get(0);
        CellSums all = new CellSums();
        counted.forEach(all::add);
        CellSums adds = new CellSums();
        counted.forEach(adds::add);
        if (!steps.isEmpty()) {
            try {
                subtract(adds, CarryFile.read(before.in(folder)));
            } catch (DamagedCounters damaged) {
                return Optional.empty();
            }
        }
        if (adds.isEmpty() || before.number == Step.MOST) {
            return Optional.empty();
        }
        if (steps.isEmpty()) {
            CarryFile.write(before.in(folder), new CellSums(), counted.generation());
        }
        Step next = new Step(counted.generation(), before.number + 1);
        CarryFile.write(next.in(folder), all, counted.generation());
        return Optional.of(new Decided(next, adds));
    }

    /** Ends a step: everything that it adds has been added. */
    void end(Step ended) throws IOException {
        for (Step step : steps()) {
            if (step.compareTo(ended) < 0) {
                Files.deleteIfExists(step.in(folder));
            }
        }
    }

    /** Takes out of a sealed file's cells what has left before. No step is under way. */
    void takeOut(CellSums cells, long generation) throws IOException {
        List<Step> steps = steps(generation);
        if (steps.isEmpty()) {
            return;
        }
        try {
            if (steps.size() > 1) {
                throw new DamagedCounters(steps.get(steps.size() - 1).in(folder), "it could not be added");
            }
            subtract(cells, CarryFile.read(steps.get(0).in(folder)));
        } catch (DamagedCounters damaged) {
            LOG.error("{}; what its counter file counted in totals since is lost", damaged.getMessage());
            cells.cells().keySet().removeIf(cell -> cell.cube().total());
        }
    }

    /** Once a generation has been merged. Damaged files are kept under another name. */
    void forget(long generation) throws IOException {
        for (Step step : steps()) {
            if (step.generation <= generation) {
                Path path = step.in(folder);
                if (isSound(path)) {
                    Files.deleteIfExists(path);
                } else {
                    Files.move(
                            path, path.resolveSibling(path.getFileName() + ".damaged"), StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
    }

    private static boolean isSound(Path path) throws IOException {
        try {
            CarryFile.read(path);
            return true;
        } catch (DamagedCounters damaged) {
            return false;
        }
    }

    /** What is left where something has left; never less than nothing. */
    private static void subtract(CellSums from, CellSums what) {
        what.cells().forEach((cell, measures) -> subtract(from, cell, measures));
    }

    private static void subtract(CellSums from, Cell cell, long[] measures) {
        long[] left = from.cells().get(cell);
        if (left != null) {
            Arrays.setAll(left, i -> Math.max(0, left[i] - measures[i]));
            if (Arrays.stream(left).allMatch(measure -> measure == 0)) {
                from.cells().remove(cell);
            }
        }
    }
}
