package io.footfall.count;

import static io.footfall.count.CounterLayout.DICTIONARY_AT;
import static io.footfall.count.CounterLayout.EMPTYING;
import static io.footfall.count.CounterLayout.HEADER_END;
import static io.footfall.count.CounterLayout.REDO_AT;
import static io.footfall.count.CounterLayout.STATE_AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.measure.Frequent;
import io.footfall.measure.Observations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("full")
class CrashPointsTest {

    private static final int FILES = 3;

    @TempDir
    Path folder;

    /** What the files held when the process stood at a line. */
    private record Moment(String place, Phase phase, List<byte[]> files) {

        boolean sameFiles(Moment other) {
            for (int i = 0; i < FILES; i++) {
                if (!Arrays.equals(files.get(i), other.files.get(i))) {
                    return false;
                }
            }
            return true;
        }

        int intAt(int at) {
            return ByteBuffer.wrap(files.get(0)).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
        }
    }

    private enum Phase {
        COUNTING,
        SEALING,
        RELEASING,
        ACTIVATING
    }

    @Test
    @DisplayName(
            "wherever the process dies, the request in hand is counted wholly or not at all, and nothing of an emptied file stays")
    void crash_atEachStoreOfTheLifeOfAFile_allOrNothing() throws Exception {
        List<Moment> moments = moments(folder.resolve("stepped"));
        Truth without = new Truth().add(Observations.of(SteppedCounting.BEFORE, 1));
        Truth with = new Truth().addAll(without).add(Observations.of(SteppedCounting.STEPPED, 1));

        boolean in = false;
        Path copy = Files.createDirectory(folder.resolve("copy"));
        for (Moment moment : moments) {
            boolean published = moment.intAt(REDO_AT) == 1;
            CounterRing ring = reopen(copy, moment);
            assertThat(ring.setAside()).as(moment.place).isEmpty();
            if (moment.phase == Phase.COUNTING || moment.phase == Phase.SEALING) {
                Truth found = RingFolder.drain(ring);
                assertThat(found).as(moment.place).isIn(with, without);
                if (in || published || moment.phase == Phase.SEALING) {
                    assertThat(found).as("stays counted: " + moment.place).isEqualTo(with);
                }
                in = found.equals(with);
            } else {
                assertEmptied(copy, ring, moment, with);
            }
        }

        assertThat(in).isTrue();
        List<String> methods = moments.stream()
                .map(m -> m.place.replaceAll(":.*", ""))
                .distinct()
                .toList();
        assertThat(methods)
                .as("the stepping saw the stores of all of these")
                .contains(
                        "PendingAdditions.commit",
                        "PendingAdditions.empty",
                        "CounterPage.write",
                        "CounterPage.make",
                        "CounterFile.free",
                        "CounterFile.activate");
    }

    private static void assertEmptied(Path copy, CounterRing ring, Moment moment, Truth with) throws IOException {
        boolean stillSealed = moment.intAt(STATE_AT) == CounterLayout.SEALED;
        if (!stillSealed) {
            byte[] file = Files.readAllBytes(copy.resolve("0.counters"));
            assertThat(Arrays.copyOfRange(file, HEADER_END, file.length))
                    .as(moment.place)
                    .containsOnly(0);
        }
        assertThat(RingFolder.drain(ring)).as(moment.place).isEqualTo(stillSealed ? with : new Truth());
    }

    private static CounterRing reopen(Path copy, Moment moment) throws IOException {
        for (int i = 0; i < FILES; i++) {
            Files.write(copy.resolve(i + ".counters"), moment.files.get(i));
        }
        return CounterRing.open(copy, RingFolder.SMALL, new Random(2));
    }

    /** One for each change of the files. */
    private static List<Moment> moments(Path stepped) throws Exception {
        List<Moment> moments = new ArrayList<>();
        Phase[] phase = {Phase.COUNTING};
        SteppedProcess.run(stepped, place -> {
            phase[0] = place.startsWith("SteppedCounting.") ? phase(place, phase[0]) : phase[0];
            Moment now = new Moment(place, phase[0], images(stepped));
            if (moments.isEmpty() || !now.sameFiles(moments.get(moments.size() - 1))) {
                moments.add(now);
            }
        });
        return moments;
    }

    private static Phase phase(String place, Phase before) {
        return switch (place.replaceAll(".*\\.|:.*", "")) {
            case "counted" -> Phase.SEALING;
            case "sealed" -> Phase.RELEASING;
            case "released" -> Phase.ACTIVATING;
            default -> before;
        };
    }

    private static List<byte[]> images(Path stepped) {
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            try {
                files.add(Files.readAllBytes(stepped.resolve(i + ".counters")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    @Test
    void open_fileHalfEmptied_emptyingIsFinished() throws IOException {
        RingFolder files = new RingFolder(folder);
        Counter counter = new Counter(files.open(), Frequent.EVERYTHING);
        counter.count(Observations.of(1));
        byte[] full = files.image(0);
        for (int emptiedTo : new int[] {REDO_AT, DICTIONARY_AT + 32, DICTIONARY_AT + 3000, full.length - 100}) {
            byte[] half = full.clone();
            Arrays.fill(half, REDO_AT, emptiedTo, (byte) 0);
            files.write(0, ByteBuffer.wrap(half).order(ByteOrder.LITTLE_ENDIAN).putInt(STATE_AT, EMPTYING));

            CounterRing ring = files.open();

            byte[] file = files.image(0);
            assertThat(Arrays.copyOfRange(file, HEADER_END, file.length)).containsOnly(0);
            assertThat(ring.sealed()).isEmpty();
            assertThat(RingFolder.drain(ring).isEmpty()).isTrue();
        }
    }
}
