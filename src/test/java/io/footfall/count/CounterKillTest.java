package io.footfall.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("full")
class CounterKillTest {

    private static final int KILLS = 10;
    private static final int MANY_KILLS = 300;

    @TempDir
    Path folder;

    @Test
    @DisplayName(
            "a server that is killed has counted every answered request exactly once, and any other wholly or not at all")
    void count_killedAgainAndAgain_acknowledgedExactlyOnce() throws Exception {
        killed(KILLS);
    }

    @Test
    @Tag("soak")
    @DisplayName("the same after hundreds of kills")
    void count_killedHundredsOfTimes_acknowledgedExactlyOnce() throws Exception {
        killed(MANY_KILLS);
    }

    private void killed(int kills) throws Exception {
        Random random = new Random(42);
        long next = 0;
        for (int kill = 0; kill < kills; kill++) {
            long acknowledged = countUntilKilled(next, 1 + random.nextInt(1500));
            CounterRing ring = CounterRing.open(folder, KilledCounting.SIZE, new Random(kill));
            assertThat(ring.setAside()).isEmpty();

            // Everything is taken out each time: what was counted twice would be in this life or in the next.
            Truth drained = RingFolder.drain(ring);

            Truth expected = Truth.ofSeeds(next, acknowledged + 1);
            Truth oneMore = Truth.ofSeeds(next, acknowledged + 2);
            assertThat(drained.sums())
                    .as("after kill %d, at %d", kill, acknowledged)
                    .isIn(expected.sums(), oneMore.sums());
            next = drained.equals(oneMore) ? acknowledged + 2 : acknowledged + 1;
        }
        assertThat(next).isGreaterThan(kills);
    }

    /** The last seed that was acknowledged before the process died, or {@code from - 1}. */
    private long countUntilKilled(long from, int acknowledgements) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledCounting.class.getName(),
                        folder.toString(),
                        Long.toString(from))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long last = from - 1;
        // The pipe is read to its end, also after the kill: what was acknowledged and not read would count as
        // unacknowledged.
        try (DataInputStream told = new DataInputStream(process.getInputStream())) {
            for (int i = 0; ; i++) {
                if (i == acknowledgements) {
                    new ProcessBuilder("kill", "-9", Long.toString(process.pid()))
                            .start()
                            .waitFor();
                }
                last = told.readLong();
            }
        } catch (EOFException end) {
            assertThat(process.waitFor()).as("killed, not ended").isEqualTo(128 + 9);
            return last;
        }
    }
}
