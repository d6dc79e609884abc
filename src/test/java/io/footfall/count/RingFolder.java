package io.footfall.count;

import io.footfall.measure.Frequent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The folder of a ring, looked at and changed from outside, as a disk or an accident does. */
final class RingFolder {

    static final CounterSize SMALL = new CounterSize(2048, 512);

    private final Path folder;

    RingFolder(Path folder) {
        this.folder = folder;
    }

    CounterRing open() throws IOException {
        return CounterRing.open(folder, SMALL, new Random(1));
    }

    Path path(int file) {
        return folder.resolve(file + ".counters");
    }

    /** The bytes of a file, little-endian. */
    ByteBuffer bytes(int file) throws IOException {
        return ByteBuffer.wrap(image(file)).order(ByteOrder.LITTLE_ENDIAN);
    }

    byte[] image(int file) throws IOException {
        return Files.readAllBytes(path(file));
    }

    void write(int file, ByteBuffer bytes) throws IOException {
        byte[] all = new byte[bytes.capacity()];
        bytes.get(0, all);
        // Without cutting the file short first: it may be mapped.
        Files.write(path(file), all, StandardOpenOption.WRITE);
    }

    /** Changes a number in a file. */
    void putInt(int file, int at, int value) throws IOException {
        write(file, bytes(file).putInt(at, value));
    }

    List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    /** Ends the active file and returns what all files hold that wait now. */
    static Truth drain(CounterRing ring) {
        Truth truth = new Truth();
        while (!ring.sealed().isEmpty()) {
            truth.addAll(release(ring));
        }
        new Counter(ring, Frequent.EVERYTHING).seal(true);
        return truth.addAll(release(ring));
    }

    private static Truth release(CounterRing ring) {
        Truth truth = Truth.in(ring.sealed());
        ring.sealed().forEach(SealedCounters::release);
        return truth;
    }
}
