package io.footfall.count;

import static io.footfall.count.CounterLayout.ACTIVE;
import static io.footfall.count.CounterLayout.FREE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.measure.Cube;
import io.footfall.measure.Frequent;
import io.footfall.measure.Observation;
import io.footfall.measure.Observations;
import io.footfall.measure.VisitorStep;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DamagedRingTest {

    private static final long JUMP = 1L << 32;

    @TempDir
    Path folder;

    private RingFolder files;

    @BeforeEach
    void folder() {
        files = new RingFolder(folder);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "magic,              0",
        "version,            8",
        "writer,            16",
        "slots,             32",
        "units,             36",
        "header checksum,   40",
        "activation checksum, 44",
        "generation,        48",
        "seed,              56"
    })
    void open_headerDamaged_fileSetAsideAndReplaced(String what, int at) throws IOException {
        CounterRing ring = files.open();
        UUID writer = ring.writer();
        new Counter(ring, Frequent.EVERYTHING).count(Observations.of(1));
        ByteBuffer before = files.bytes(0);
        files.write(0, before.put(at, (byte) (before.get(at) ^ 0x10)));

        byte[] damaged = files.image(0);

        CounterRing reopened = files.open();

        assertThat(reopened.setAside()).containsExactly(folder.resolve("0.counters.0.damaged"));
        assertThat(Files.readAllBytes(reopened.setAside().get(0))).isEqualTo(damaged);
        assertThat(reopened.writer()).isEqualTo(writer);
        assertThat(new Counter(reopened, Frequent.EVERYTHING).count(Observations.of(2)))
                .isTrue();
        assertThat(RingFolder.drain(reopened)).isEqualTo(Truth.ofSeeds(2, 3));
    }

    @ParameterizedTest(name = "state {0}")
    @CsvSource({"4", "-1", "100"})
    void open_stateUnknown_fileSetAside(int state) throws IOException {
        files.open();
        files.putInt(1, CounterLayout.STATE_AT, state);

        assertThat(files.open().setAside()).hasSize(1);
    }

    @ParameterizedTest(name = "{0} bytes")
    @CsvSource({"0", "100", "69632", "80000", "200000"})
    void open_fileCutShort_fileSetAside(int length) throws IOException {
        files.open();
        byte[] all = Files.readAllBytes(files.path(2));
        Files.write(files.path(2), Arrays.copyOf(all, length));

        CounterRing reopened = files.open();

        assertThat(reopened.setAside()).hasSize(1);
        assertThat(Files.size(files.path(2))).isEqualTo(all.length);
    }

    @Test
    void open_redoPublishedButWithLostPages_fileSetAside() throws IOException {
        new Counter(files.open(), Frequent.EVERYTHING).count(Observations.of(1));
        files.write(
                0,
                files.bytes(0)
                        .putInt(CounterLayout.REDO_AT, 1)
                        .putInt(CounterLayout.REDO_COUNT_AT, 3)
                        .putInt(CounterLayout.REDO_CRC_AT, 12345));

        assertThat(files.open().setAside()).hasSize(1);
    }

    @ParameterizedTest(name = "{0} entries to offset {1}")
    @CsvSource({"1, 0", "1, 48", "1, 69631", "1, 217088", "1, -8", "1, 4294967296", "4096, 69632", "-1, 69632"})
    void open_redoPointsOutsideOfCounts_fileSetAside(int entries, long offset) throws IOException {
        new Counter(files.open(), Frequent.EVERYTHING).count(Observations.of(1));
        ByteBuffer bytes = files.bytes(0);
        bytes.putLong(CounterLayout.REDO_ENTRIES_AT, offset).putLong(CounterLayout.REDO_ENTRIES_AT + 8, 77);
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(CounterLayout.REDO_ENTRIES_AT, 16));
        files.write(
                0,
                bytes.putInt(CounterLayout.REDO_AT, 1)
                        .putInt(CounterLayout.REDO_COUNT_AT, entries)
                        .putInt(CounterLayout.REDO_CRC_AT, (int) crc.getValue()));

        assertThat(files.open().setAside()).hasSize(1);
    }

    @Test
    void open_twiceDamaged_bothKept() throws IOException {
        for (int i = 0; i < 2; i++) {
            files.open();
            files.putInt(0, 0, 0);
        }
        files.open();

        assertThat(files.names())
                .containsExactly(
                        "0.counters", "0.counters.0.damaged", "0.counters.1.damaged", "1.counters", "2.counters");
    }

    @Test
    void open_filesLost_noGenerationIsUsedAgain() throws IOException {
        CounterRing ring = files.open();
        Counter counter = new Counter(ring, Frequent.EVERYTHING);
        long last = 0;
        for (int i = 0; i < 100; i++) {
            counter.seal(true);
            last = ring.sealed().get(0).generation();
            ring.sealed().get(0).release();
        }
        Files.delete(files.path(1));
        files.putInt(0, 0, 0);

        files.open();
        CounterRing reopened = files.open();

        new Counter(reopened, Frequent.EVERYTHING).seal(true);
        assertThat(reopened.sealed().get(0).generation()).isGreaterThan(last).isGreaterThan(JUMP);
    }

    @Test
    void open_allFilesLost_writerIsAnother() throws IOException {
        CounterRing ring = CounterRing.open(folder, RingFolder.SMALL, new Random(5));
        UUID writer = ring.writer();
        for (int i = 0; i < 3; i++) {
            files.putInt(i, 0, 0);
        }

        CounterRing reopened = CounterRing.open(folder, RingFolder.SMALL, new Random(6));

        assertThat(reopened.setAside()).hasSize(3);
        assertThat(reopened.writer()).isNotEqualTo(writer);
    }

    @Test
    void count_twoFilesActiveAfterLossOfPower_olderEndsFirst() throws IOException {
        CounterRing ring = files.open();
        Counter counter = new Counter(ring, Frequent.EVERYTHING);
        counter.count(Observations.of(1));
        counter.seal(false);
        counter.count(Observations.of(2));
        ByteBuffer first = files.bytes(0);
        ByteBuffer second = files.bytes(1);
        files.write(0, second);
        files.write(1, first.putInt(CounterLayout.STATE_AT, ACTIVE));

        CounterRing reopened = files.open();
        Counter again = new Counter(reopened, Frequent.EVERYTHING);
        again.count(Observations.of(3));
        again.seal(false);

        assertThat(reopened.sealed())
                .singleElement()
                .satisfies(file -> assertThat(file.generation()).isEqualTo(1));
        assertThat(RingFolder.drain(reopened)).isEqualTo(Truth.ofSeeds(1, 4));
    }

    @Test
    void open_textLostWithThePower_fileSetAside() throws IOException {
        new Counter(files.open(), Frequent.EVERYTHING).count(Observations.of(1));
        ByteBuffer bytes = files.bytes(0);
        for (int unit = 0; unit < RingFolder.SMALL.units(); unit++) {
            bytes.putInt(CounterLayout.DICTIONARY_AT + unit * CounterLayout.UNIT_BYTES, 0);
        }
        files.write(0, bytes);

        assertThat(files.open().setAside()).hasSize(1);
    }

    @Test
    void count_observationThatFails_leavesNothingForTheNext() throws IOException {
        CounterRing ring = files.open();
        Counter counter = new Counter(ring, Frequent.EVERYTHING);
        Observation good = Observations.of(1);
        Observation impossible = new Observation(
                1,
                Observations.FIRST_DAY,
                0,
                0,
                good.visit(),
                new VisitorStep(Integer.MAX_VALUE, Cube.NEVER - 1),
                null,
                null,
                good.facts());

        assertThatThrownBy(() -> counter.count(impossible)).isInstanceOf(IllegalArgumentException.class);
        counter.count(good);

        assertThat(RingFolder.drain(ring)).isEqualTo(Truth.ofSeeds(1, 2));
    }

    @Test
    void create_unfinishedFileLeftBehind_isMadeAnew() throws IOException {
        Files.write(folder.resolve("0.counters.new"), new byte[3]);

        assertThat(new Counter(files.open(), Frequent.EVERYTHING).count(Observations.of(1)))
                .isTrue();
        assertThat(files.names()).containsExactly("0.counters", "1.counters", "2.counters");
        assertThat(files.bytes(2).getInt(CounterLayout.STATE_AT)).isEqualTo(FREE);
    }
}
