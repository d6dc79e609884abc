package io.footfall.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import io.footfall.measure.Fact;
import io.footfall.measure.Frequent;
import io.footfall.measure.Observation;
import io.footfall.measure.Observations;
import io.footfall.measure.Value;
import io.footfall.measure.Visit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of a file, read here with plain numbers as the layout is written down: a change must be deliberate. */
class CounterFileLayoutTest {

    private static final int UNITS_AT = 69_632;
    private static final int SLOTS_AT = UNITS_AT + 32 * RingFolder.SMALL.units();

    @TempDir
    Path folder;

    private RingFolder files;

    @BeforeEach
    void folder() {
        files = new RingFolder(folder);
    }

    private static Observation observation(String page) {
        Visit visit = new Visit(Observations.FIRST_DAY, Collections.nCopies(Dimension.values().length, Value.NONE));
        Fact view = new Fact.Pageview(Value.of(page), 1, null, null, true);
        return new Observation(
                3, Observations.FIRST_DAY, 28_800_060, 28_800_061, visit, null, null, null, List.of(view));
    }

    @Test
    void open_newFile_headerAtItsOffsets() throws IOException {
        UUID writer = files.open().writer();

        ByteBuffer bytes = files.bytes(2);
        byte[] raw = files.image(2);
        assertThat(bytes.capacity()).isEqualTo(SLOTS_AT + 64 * RingFolder.SMALL.slots());
        assertThat(new String(raw, 0, 8, StandardCharsets.US_ASCII)).isEqualTo("FOOTFALL");
        assertThat(bytes.getInt(8)).as("version").isEqualTo(2);
        assertThat(bytes.getInt(12)).as("state").isZero();
        assertThat(new UUID(bytes.getLong(16), bytes.getLong(24))).isEqualTo(writer);
        assertThat(bytes.getInt(32)).isEqualTo(RingFolder.SMALL.slots());
        assertThat(bytes.getInt(36)).isEqualTo(RingFolder.SMALL.units());
        CRC32C crc = new CRC32C();
        crc.update(raw, 0, 12);
        crc.update(raw, 16, 24);
        assertThat(bytes.getInt(40)).isEqualTo((int) crc.getValue());
        assertThat(Arrays.copyOfRange(raw, 44, bytes.capacity())).containsOnly(0);
    }

    @Test
    void count_firstObservation_activationTextsAndCellsAtTheirOffsets() throws IOException {
        String page = "/a-page-whose-name-needs-two-units";
        new Counter(files.open(), Frequent.EVERYTHING).count(observation(page));

        ByteBuffer bytes = files.bytes(0);
        byte[] raw = files.image(0);
        assertThat(bytes.getInt(12)).as("state").isEqualTo(1);
        assertThat(bytes.getLong(48)).as("generation").isEqualTo(1);
        CRC32C crc = new CRC32C();
        crc.update(raw, 48, 16);
        assertThat(bytes.getInt(44)).isEqualTo((int) crc.getValue());
        Map<String, Integer> texts = texts(bytes);
        assertThat(texts.keySet()).containsExactlyInAnyOrder("(none)", page);
        int at = slot(bytes, Cubes.PAGE);
        assertThat(bytes.getInt(at + 4)).as("site").isEqualTo(3);
        assertThat(bytes.getInt(at + 8)).as("day").isEqualTo(Observations.FIRST_DAY);
        assertThat(bytes.getInt(at + 12)).as("a").isEqualTo(texts.get(page));
        assertThat(bytes.getInt(at + 16)).as("b").isZero();
        assertThat(bytes.getInt(at + 20)).as("unused").isZero();
        // Pageviews, visits with, arrivals, departures, seconds.
        assertThat(bytes.slice(at + 24, 40).order(bytes.order()).asLongBuffer())
                .isEqualTo(LongBuffer.wrap(new long[] {1, 1, 1, 0, 0}));
    }

    /** The texts and their numbers, by a plain walk over the dictionary. */
    private static Map<String, Integer> texts(ByteBuffer bytes) {
        Map<String, Integer> texts = new HashMap<>();
        for (int unit = 0; unit < RingFolder.SMALL.units(); unit++) {
            int tag = bytes.getInt(UNITS_AT + 32 * unit);
            if (tag < 0) {
                byte[] text = new byte[tag & 0xFFFF];
                for (int i = 0; i < text.length; i++) {
                    text[i] = bytes.get(UNITS_AT + 32 * (unit + i / 28) + 4 + i % 28);
                }
                texts.put(new String(text, StandardCharsets.UTF_8), unit + 1);
            }
        }
        return texts;
    }

    private static int slot(ByteBuffer bytes, Cube cube) {
        for (int at = SLOTS_AT; at < bytes.capacity(); at += 64) {
            if (bytes.getInt(at) == cube.id()) {
                return at;
            }
        }
        throw new AssertionError("no cell of " + cube.name());
    }

    @Test
    @DisplayName("after a request has been counted, nothing tells which counters moved together")
    void count_done_redoSlotIsZero() throws IOException {
        new Counter(files.open(), Frequent.EVERYTHING).count(observation("/p"));

        assertThat(Arrays.copyOfRange(files.image(0), 4096, UNITS_AT)).containsOnly(0);
    }

    @Test
    @DisplayName("once merged, no text and no order of a visit is left in a counter file")
    void release_fullFile_allZeroBehindTheHeader() throws IOException {
        CounterRing ring = files.open();
        Counter counter = new Counter(ring, Frequent.EVERYTHING);
        for (int seed = 0; ring.sealed().isEmpty(); seed++) {
            counter.count(Observations.of(seed));
        }
        ring.sealed().get(0).release();

        byte[] file = files.image(0);
        assertThat(file[12]).as("free").isZero();
        assertThat(Arrays.copyOfRange(file, 64, file.length)).containsOnly(0);
    }

    @Test
    void size_notPowersOfTwo_refused() {
        assertThat(CounterSize.DEFAULT.bytes()).isEqualTo(UNITS_AT + 32 * (1 << 16) + 64 * (1 << 17));
        assertThatIllegalArgumentException().isThrownBy(() -> new CounterSize(100, 64));
        assertThatIllegalArgumentException().isThrownBy(() -> new CounterSize(64, 1 << 23));
    }

    @Test
    void count_largestRequest_fitsTheRedoSlotAndIsWhole() throws IOException {
        CounterSize size = new CounterSize(1 << 14, 1 << 12);
        CounterRing ring = CounterRing.open(folder, size, new Random(1));
        Counter counter = new Counter(ring, Frequent.EVERYTHING);
        Truth expected = new Truth();
        List<Integer> measures = new ArrayList<>();
        for (Observation largest : LargestRequests.all()) {
            assertThat(counter.count(largest)).isTrue();
            expected.add(largest);
            measures.add(new Truth().add(largest).sums().size());
        }

        assertThat(RingFolder.drain(ring)).isEqualTo(expected);
        assertThat(measures)
                .as("measures of one request, of 4095 that the redo slot holds")
                .allSatisfy(number -> assertThat(number).isLessThanOrEqualTo(4095))
                .anySatisfy(number -> assertThat(number).isGreaterThan(1600));
    }
}
