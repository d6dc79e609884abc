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
import java.util.stream.Stream;

/**
 * The counter files of one event loop, mapped once and reused in turn. The loop writes the active one; the merge reads the
 * sealed ones, oldest first, and gives them back.
 */
public final class CounterRing {

    /** One that is written, one that is merged, one in reserve. */
    private static final int FILES = 3;

    private static final String COUNTERS = ".counters";

    /** What is left of version 1. */
    private static final String EARLIER = ".v1.counters";

    /** More generations than a ring ever has. */
    private static final long JUMP = 1L << 32;

    private final List<CounterFile> files;
    private final List<CounterFile> earlier;
    private final RandomGenerator random;
    private final List<Path> setAside;
    private long generation;

    private CounterRing(
            List<CounterFile> files, List<CounterFile> earlier, RandomGenerator random, List<Path> setAside) {
        this.files = files;
        this.earlier = earlier;
        this.random = random;
        this.setAside = List.copyOf(setAside);
        this.generation = highest(files);
    }

    /**
     * Opens the ring of a folder, or makes it. A request that was being counted when the process died is finished. A damaged
     * file is renamed to {@code *.damaged} and replaced by an empty one; one of an earlier version that holds counts waits under
     * another name to be merged.
     *
     * @param random for the writer's id and the seeds of hashes
     */
    public static CounterRing open(Path folder, CounterSize size, RandomGenerator random) throws IOException {
        Files.createDirectories(folder);
        List<Path> setAside = new ArrayList<>();
        List<CounterFile> all = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            recovered(folder.resolve(i + COUNTERS), setAside).ifPresent(all::add);
            recovered(folder.resolve(i + EARLIER), setAside).ifPresent(all::add);
        }
        UUID writer = all.stream()
                .map(CounterFile::writer)
                .findFirst()
                .orElseGet(() -> new UUID(random.nextLong(), random.nextLong()));
        // A lost file may have used generations that no other file remembers; the merge takes each only once. The new
        // file
        // remembers the jump, whenever the process dies.
        long generation = all.isEmpty() && setAside.isEmpty() ? 0 : highest(all) + JUMP;
        List<CounterFile> earlier = earlier(all);
        List<CounterFile> files = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            Path path = folder.resolve(i + COUNTERS);
            Optional<CounterFile> file = all.stream()
                    .filter(one -> one.path().equals(path) && !one.isEarlier())
                    .findFirst();
            files.add(file.isPresent() ? file.get() : CounterFile.create(path, writer, size, generation));
        }
        return new CounterRing(List.copyOf(files), earlier, random, setAside);
    }

    /**
     * The files of an earlier version whose counts wait to be merged, out of the way of those that take their places: a free one
     * is replaced when that is made.
     */
    private static List<CounterFile> earlier(List<CounterFile> all) throws IOException {
        List<CounterFile> earlier = new ArrayList<>();
        for (CounterFile file : all) {
            if (file.isEarlier() && file.state() == SEALED) {
                earlier.add(file.path().toString().endsWith(EARLIER) ? file : file.moved(earlierName(file.path())));
            } else if (file.isEarlier() && file.path().toString().endsWith(EARLIER)) {
                file.remove();
            }
        }
        return List.copyOf(earlier);
    }

    private static Path earlierName(Path path) {
        String name = path.getFileName().toString();
        return path.resolveSibling(name.replace(COUNTERS, EARLIER));
    }

    private static long highest(List<CounterFile> files) {
        return files.stream().mapToLong(CounterFile::generation).max().orElse(0);
    }

    private static Optional<CounterFile> recovered(Path path, List<Path> setAside) throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            CounterFile file = CounterFile.open(path);
            if (file.state() == EMPTYING) {
                file.free();
            }
            if (file.state() == ACTIVE && !new PendingAdditions().replay(file)) {
                throw new DamagedCounters(path, "the request that was being counted does not match its checksum");
            }
            if (file.state() == FREE) {
                file.unmark();
            }
            Optional<String> fault = SoundCounters.fault(file);
            if (fault.isPresent()) {
                throw new DamagedCounters(path, fault.get());
            }
            if (file.state() == ACTIVE && file.isEarlier()) {
                file.seal();
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
        return Stream.concat(earlier.stream(), files.stream())
                .filter(file -> file.state() == SEALED)
                .sorted(Comparator.comparingLong(CounterFile::generation))
                .map(SealedCounters::new)
                .toList();
    }

    /** Whether a file is active or free: otherwise all wait for the merge. For any thread. */
    public boolean canCount() {
        return inState(ACTIVE).isPresent() || inState(FREE).isPresent();
    }

    /** The highest generation that its files remember. */
    public long generation() {
        return Math.max(highest(files), highest(earlier));
    }

    /** The writer's id, the same for the life of the ring. */
    public UUID writer() {
        return files.get(0).writer();
    }
}
