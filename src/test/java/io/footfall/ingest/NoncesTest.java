package io.footfall.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which bodies were counted lately. */
class NoncesTest {

    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-11-24T10:00:00Z"));
    private final Nonces nonces = new Nonces(time::get);

    @Test
    @DisplayName("a repeat within ten minutes is known, on any site only its own; after twenty it is forgotten")
    void add_repeat_isKnownForTenMinutes() {
        assertThat(nonces.add(1, 7)).isTrue();
        assertThat(nonces.add(2, 7)).isTrue();
        pass(599);
        assertThat(nonces.add(1, 7)).isFalse();
        pass(600);
        assertThat(nonces.add(1, 8)).isTrue();
        pass(600);
        assertThat(nonces.add(1, 7)).isTrue();
    }

    @Test
    void remove_whatWasNotCounted_mayComeAgain() {
        nonces.add(1, 7);
        nonces.remove(1, 7);
        assertThat(nonces.add(1, 7)).isTrue();
        assertThat(nonces.add(1, 7)).isFalse();
    }

    @Property(tries = 50)
    @Label("any order of adding, repeating and forgetting: as a set would")
    void nonces_anyOrder_asASet(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<Long> model = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            long nonce = random.nextLong(-5_000, 5_000);
            if (random.nextInt(10) == 0) {
                nonces.remove(3, nonce);
                model.remove(nonce);
            } else {
                assertThat(nonces.add(3, nonce)).isEqualTo(model.add(nonce));
            }
        }
        for (long nonce = -5_000; nonce < 5_000; nonce++) {
            nonces.remove(3, nonce);
        }
    }

    @Test
    @DisplayName("whoever floods the server makes it forget earlier, and costs it no more memory than that")
    void add_moreThanFit_staysBounded() {
        for (long nonce = 0; nonce < 5_000_000; nonce++) {
            assertThat(nonces.add(1, nonce)).isTrue();
        }
        assertThat(nonces.add(1, 4_999_999)).isFalse();
        assertThat(nonces.slots()).isLessThanOrEqualTo(1 << 23);
    }

    @Test
    void add_fromSeveralThreads_eachIsNewOnce() throws Exception {
        NonceTable table = new NonceTable(1 << 18);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> adding = () -> {
                int added = 0;
                for (long nonce = 2; nonce < 100_002; nonce++) {
                    added += table.add(nonce * 0x9E3779B97F4A7C15L) ? 1 : 0;
                }
                return added;
            };
            int added = 0;
            for (Future<Integer> done : threads.invokeAll(Collections.nCopies(4, adding))) {
                added += done.get();
            }
            assertThat(added).isEqualTo(100_000);
        } finally {
            threads.shutdownNow();
        }
    }

    private void pass(int seconds) {
        time.updateAndGet(now -> now.plusSeconds(seconds));
    }
}
