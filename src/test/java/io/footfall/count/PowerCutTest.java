package io.footfall.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.measure.Frequent;
import io.footfall.measure.Observations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the loss of power leaves: each page of a file as it was at some moment since the file was last forced to the disk. */
class PowerCutTest {

    private static final int PAGE = 4096;
    private static final int REQUESTS = 10;
    private static final int MIXTURES = 250;

    @TempDir
    Path folder;

    /** States of file 0 through two generations, and what may be found in it: what was counted at one moment. */
    private static final class Life {
        private final List<byte[]> images = new ArrayList<>();
        private final Set<Map<String, Long>> sums = new HashSet<>();

        Life(RingFolder files) throws IOException {
            CounterRing ring = files.open();
            Counter counter = new Counter(ring, Frequent.EVERYTHING);
            images.add(files.image(0));
            sums.add(Map.of());
            for (int i = 0; i < REQUESTS; i++) {
                counter.count(Observations.of(i));
                images.add(files.image(0));
                sums.add(Truth.ofSeeds(0, i + 1).sums());
            }
            counter.seal(false);
            images.add(files.image(0));
            ring.sealed().get(0).release();
            images.add(files.image(0));
            for (int file = 1; file < 4; file++) {
                counter.count(Observations.of(REQUESTS + file));
                counter.seal(false);
                ring.sealed().get(0).release();
            }
            for (int i = 0; i < REQUESTS; i++) {
                counter.count(Observations.of(100 + i));
                images.add(files.image(0));
                sums.add(Truth.ofSeeds(100, 101 + i).sums());
            }
        }
    }

    private static byte[] mixture(Life life, Random random) {
        int later = random.nextInt(life.images.size());
        int earlier = random.nextInt(later + 1);
        double share = random.nextInt(3) == 0 ? 0.02 : random.nextDouble();
        byte[] mixed = life.images.get(later).clone();
        for (int at = 0; at < mixed.length; at += PAGE) {
            if (random.nextDouble() < share) {
                int from = random.nextBoolean() ? earlier : earlier + random.nextInt(later - earlier + 1);
                System.arraycopy(life.images.get(from), at, mixed, at, Math.min(PAGE, mixed.length - at));
            }
        }
        return mixed;
    }

    @Test
    @DisplayName(
            "whatever pages the loss of power leaves, a file is read as it was at one moment, or is set aside and reported")
    void open_pagesOfDifferentMoments_ofOneMomentOrSetAside() throws IOException {
        Life life = new Life(new RingFolder(folder.resolve("life")));
        Random random = new Random(20);
        int setAside = 0;
        int read = 0;
        for (int i = 0; i < MIXTURES; i++) {
            RingFolder files = new RingFolder(folder.resolve("cut-" + i));
            files.open();
            files.write(0, ByteBuffer.wrap(mixture(life, random)));

            CounterRing ring = files.open();

            if (ring.setAside().isEmpty()) {
                assertThat(RingFolder.drain(ring).sums()).as("mixture %d", i).isIn(life.sums);
                read++;
            } else {
                setAside++;
            }
        }
        assertThat(setAside).isGreaterThan(MIXTURES / 4);
        assertThat(read).isGreaterThan(5);
    }

    @Test
    void open_allPagesOfOneMoment_nothingIsSetAside() throws IOException {
        Life life = new Life(new RingFolder(folder.resolve("life")));
        for (byte[] image : life.images) {
            RingFolder files = new RingFolder(folder.resolve("whole"));
            files.open();
            files.write(0, ByteBuffer.wrap(image));

            CounterRing ring = files.open();

            assertThat(ring.setAside()).isEmpty();
            assertThat(RingFolder.drain(ring).sums()).isIn(life.sums);
        }
    }
}
