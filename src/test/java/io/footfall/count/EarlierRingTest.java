package io.footfall.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.measure.Frequent;
import io.footfall.measure.Observations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ring that version 1 left behind: the same bytes, but for seven ranges of absence, 0 to 6, where days stand now. */
class EarlierRingTest {

    private static final int RANGE = 4;
    private static final int FIRST_DAY_OF_RANGE = 14;
    private static final long COUNTED = 3;

    @TempDir
    Path folder;

    private RingFolder files;
    private UUID writer;
    private Truth expected;

    /** File 0 is active and holds an observation, with all absences in one range; 1 and 2 are free. */
    @BeforeEach
    void ringOfVersion1() throws IOException {
        files = new RingFolder(folder);
        CounterRing ring = files.open();
        writer = ring.writer();
        assertThat(new Counter(ring, Frequent.EVERYTHING).count(Observations.of(COUNTED, 1)))
                .isTrue();
        Truth exact = new Truth().add(Observations.of(COUNTED, 1));
        assertThat(exact.sums().keySet()).anyMatch(key -> key.contains(" x return "));
        expected = new Truth();
        exact.sums().forEach((key, sum) -> expected.add(inRange(key), sum));
        for (int i = 0; i < 3; i++) {
            asVersion1(i);
        }
    }

    private static String inRange(String key) {
        return key.contains(" x return ") && !key.contains("segment x return")
                ? key.replaceAll("\\[\\d+\\] VISITORS", "[" + FIRST_DAY_OF_RANGE + "] VISITORS")
                : key;
    }

    private void asVersion1(int file) throws IOException {
        ByteBuffer bytes = files.bytes(file).putInt(8, 1);
        int slotsAt = 69_632 + 32 * RingFolder.SMALL.units();
        for (int at = slotsAt; at < bytes.capacity(); at += 64) {
            int cube = bytes.getInt(at);
            if (cube > 200 && cube < 300) {
                bytes.putInt(at + 16, RANGE);
            }
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(0, 12));
        crc.update(bytes.slice(16, 24));
        files.write(file, bytes.putInt(40, (int) crc.getValue()));
    }

    @Test
    @DisplayName("what a server of the first version had counted and not merged is merged by this one, once")
    void open_ringOfVersion1_countsWaitToBeMergedAndCountingGoesOn() throws IOException {
        CounterRing ring = files.open();

        assertThat(ring.setAside()).isEmpty();
        assertThat(ring.writer()).isEqualTo(writer);
        assertThat(files.names()).containsExactly("0.counters", "0.v1.counters", "1.counters", "2.counters");
        assertThat(new Counter(ring, Frequent.EVERYTHING).count(Observations.of(9)))
                .isTrue();
        assertThat(ring.sealed())
                .singleElement()
                .satisfies(file -> assertThat(file.generation()).isEqualTo(1));
        assertThat(RingFolder.drain(ring)).isEqualTo(expected.add(Observations.of(9)));
        assertThat(files.names()).containsExactly("0.counters", "1.counters", "2.counters");
        assertThat(files.bytes(0).getInt(8)).isEqualTo(2);
    }

    @Test
    void open_againBeforeTheMerge_findsTheSameAndNoGenerationTwice() throws IOException {
        files.open();
        CounterRing ring = files.open();

        assertThat(Truth.in(ring.sealed())).isEqualTo(expected);
        new Counter(ring, Frequent.EVERYTHING).seal(true);
        assertThat(files.open().sealed()).hasSize(1);
        RingFolder.drain(ring);
        new Counter(ring, Frequent.EVERYTHING).seal(true);
        assertThat(ring.sealed().get(0).generation()).isGreaterThan(1L << 32);
    }

    @Test
    void open_diedAfterTheOldFileWasMoved_isFinished() throws IOException {
        Files.move(files.path(0), folder.resolve("0.v1.counters"));

        CounterRing ring = files.open();

        assertThat(ring.writer()).isEqualTo(writer);
        assertThat(RingFolder.drain(ring)).isEqualTo(expected);
    }

    @Test
    void open_diedWhileTheMergedFileWasRemoved_isFinished() throws IOException {
        files.open();
        byte[] old = Files.readAllBytes(folder.resolve("0.v1.counters"));
        old[CounterLayout.STATE_AT] = CounterLayout.EMPTYING;
        Files.write(folder.resolve("0.v1.counters"), old);

        CounterRing ring = files.open();

        assertThat(ring.sealed()).isEmpty();
        assertThat(files.names()).containsExactly("0.counters", "1.counters", "2.counters");
    }
}
