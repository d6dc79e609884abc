package io.footfall.count;

import static io.footfall.count.CounterLayout.ACTIVE;
import static io.footfall.count.CounterLayout.EMPTYING;
import static io.footfall.count.CounterLayout.FREE;
import static io.footfall.count.CounterLayout.SEALED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The counter files of one event loop, mapped once and reused in turn. The loop writes the active one; the merge reads the
 * sealed ones, oldest first, and gives them back.
 */
public final class CounterRing {

    /** One that is written, one that is merged, one in reserve. */
    private static final int FILES = 3;

    /** More generations than a ring ever has. */
    private static final long JUMP = 1L << 32;

    private final List<CounterFile> files;
    private final RandomGenerator random;
    private final List<Path> setAside;
    private long generation;

    private CounterRing(List<CounterFile> files, RandomGenerator random, List<Path> setAside) {
        this.files = files;
        this.random = random;
        this.setAside = List.copyOf(setAside);
        this.generation = highest(files);
    }

    /**
     * Opens the ring of a folder, or makes it. A request that was being counted when the process died is finished. A damaged
     * file is renamed to {@code *.damaged} and replaced by an empty one.
     *
     * @param random for the writer's id and the seeds of hashes
     */
    public static CounterRing open(Path folder, CounterSize size, RandomGenerator random) throws IOException {
        Files.createDirectories(folder);
        List<CounterFile> files = new ArrayList<>();
        List<Path> missing = new ArrayList<>();
        List<Path> setAside = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            Path path = folder.resolve(i + ".counters");
            Optional<CounterFile> file = Files.exists(path) ? recovered(path, setAside) : Optional.empty();
            file.ifPresentOrElse(files::add, () -> missing.add(path));
        }
        UUID writer = files.stream()
                .map(CounterFile::writer)
                .findFirst()
                .orElseGet(() -> new UUID(random.nextLong(), random.nextLong()));
        // A lost file may have used generations that no other file remembers; the merge takes each only once. The new
        // file
        // remembers the jump, whenever the process dies.
        boolean newRing = files.isEmpty() && setAside.isEmpty();
        long generation = newRing ? 0 : highest(files) + JUMP;
        for (Path path : missing) {
            files.add(CounterFile.create(path, writer, size, generation));
        }
        return new CounterRing(List.copyOf(files), random, setAside);
    }

    private static long highest(List<CounterFile> files) {
        return files.stream().mapToLong(CounterFile::generation).max().orElse(0);
    }

    private static Optional<CounterFile> recovered(Path path, List<Path> setAside) throws IOException {
        try {
            CounterFile file = CounterFile.open(path);
            if (file.state() == EMPTYING) {
                file.free();
            }
            if (file.state() == ACTIVE && !new PendingAdditions().replay(file.bytes())) {
                throw new DamagedCounters(path, "the request that was being counted does not match its checksum");
            }
            return Optional.of(file);
        } catch (DamagedCounters damaged) {
            Path aside = free(path);
            Files.move(path, aside, StandardCopyOption.ATOMIC_MOVE);
            setAside.add(aside);
            return Optional.empty();
        }
    }

    private static Path free(Path path) {
        for (int i = 0; ; i++) {
            Path aside = path.resolveSibling(path.getFileName() + "." + i + ".damaged");
            if (!Files.exists(aside)) {
                return aside;
            }
        }
    }

    /** The files that were damaged and renamed when the ring was opened. */
    public List<Path> setAside() {
        return setAside;
    }

    /** The active file, activating a free one if need be; empty while every file waits for the merge. Writer's side. */
    Optional<CounterFile> active() {
        Optional<CounterFile> active = inState(ACTIVE);
        if (active.isPresent()) {
            return active;
        }
        Optional<CounterFile> free = inState(FREE);
        free.ifPresent(file -> file.activate(++generation, random.nextLong()));
        return free;
    }

    /** The oldest in a state. After a loss of power two files may be active: the merge needs the older one first. */
    private Optional<CounterFile> inState(int state) {
        return files.stream()
                .filter(file -> file.state() == state)
                .min(Comparator.comparingLong(CounterFile::generation));
    }

    /** The files that wait to be merged, oldest first. Reader's side. */
    public List<SealedCounters> sealed() {
        return files.stream()
                .filter(file -> file.state() == SEALED)
                .sorted(Comparator.comparingLong(CounterFile::generation))
                .map(SealedCounters::new)
                .toList();
    }

    /** Whether a file is active or free: otherwise all wait for the merge. For any thread. */
    public boolean canCount() {
        return inState(ACTIVE).isPresent() || inState(FREE).isPresent();
    }

    /** The writer's id, the same for the life of the ring. */
    public UUID writer() {
        return files.get(0).writer();
    }
}
