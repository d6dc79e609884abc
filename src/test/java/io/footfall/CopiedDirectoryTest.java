package io.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.count.Counter;
import io.footfall.count.SealedCounters;
import io.footfall.count.Truth;
import io.footfall.db.TestDatabase;
import io.footfall.measure.Frequent;
import io.footfall.measure.Observations;
import io.footfall.merge.WriterLeases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopiedDirectoryTest {

    @TempDir
    Path folder;

    private TestDatabase database;
    private Path original;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
        original = folder.resolve("original");
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** A server's life with a directory, as far as leases go. */
    private final class Life {
        private final WriterLeases leases = new WriterLeases(database.pool());
        private final Rings.Ring ring;

        Life(Path directory) throws IOException {
            ring = new Rings(directory, leases, new Random()).ofLoop(0);
        }

        Life count(long seed) {
            assertThat(new Counter(ring.files(), Frequent.EVERYTHING).count(Observations.of(seed)))
                    .isTrue();
            return this;
        }

        Life end() {
            Startup.await(leases.release());
            return this;
        }

        UUID writer() {
            return ring.files().writer();
        }

        Truth holds() {
            new Counter(ring.files(), Frequent.EVERYTHING).seal(true);
            List<SealedCounters> sealed = ring.files().sealed();
            return Truth.in(sealed);
        }
    }

    private Path copy() throws IOException {
        Path copy = folder.resolve("copy");
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(original.relativize(file).toString()));
            }
        }
        return copy;
    }

    @Test
    void open_restartOnTheSameDirectory_goesOnAtOnceEvenAfterAKill() throws IOException {
        UUID writer = new Life(original).count(1).writer();

        Life again = new Life(original);

        assertThat(again.writer()).isEqualTo(writer);
        assertThat(again.holds().sums()).isEqualTo(Truth.ofSeeds(1, 2).sums());
    }

    @Test
    @DisplayName("of two servers on copies of one data directory the second does not start")
    void open_copyWhileTheOriginalRuns_doesNotStart() throws IOException {
        Life running = new Life(original).count(1);
        Path copy = copy();

        assertThatThrownBy(() -> new Life(copy)).hasMessageContaining("another server runs on a copy of");

        Startup.await(running.leases.renew());
    }

    @Test
    @DisplayName("what waits in two copies of one data directory is counted once")
    void open_originalAfterItsCopyWentOn_beginsAsANewWriter() throws IOException {
        UUID writer = new Life(original).count(1).end().writer();
        Path copy = copy();

        Life moved = new Life(copy).end();
        Life behind = new Life(original);

        assertThat(moved.writer()).isEqualTo(writer);
        assertThat(moved.holds().sums()).isEqualTo(Truth.ofSeeds(1, 2).sums());
        assertThat(behind.writer()).isNotEqualTo(writer);
        assertThat(behind.holds().isEmpty()).isTrue();
        assertThat(original.resolve("loop-0.copied-0")).isDirectory();
        assertThat(new Rings(original, behind.leases, new Random()).withoutLoop(1))
                .isEmpty();
    }

    @Test
    void renew_leaseTakenByACopyMeanwhile_failsSoThatNothingIsMerged() throws IOException {
        Life stalled = new Life(original);
        Path copy = copy();
        Startup.await(database.pool()
                .query("update writer_lease set held_until = now() - interval '1 second'")
                .execute());

        new Life(copy);

        assertThatThrownBy(() -> Startup.await(stalled.leases.renew())).hasMessageContaining("taken the lease");
    }

    @Test
    void open_directoryOfBeforeLeasesThatIsBehindTheLedger_beginsAsANewWriter() throws IOException {
        UUID writer = new Life(original).count(1).end().writer();
        Files.delete(original.resolve("loop-0").resolve("lease"));
        Startup.await(database.pool().query("delete from writer_lease").execute());
        Startup.await(database.pool()
                .query("insert into ledger (bucket, writer, generation) values (1, '" + writer + "', 5)")
                .execute());

        assertThat(new Life(original).writer()).isNotEqualTo(writer);
    }

    @Test
    void open_databasePutBackToAnEarlierState_goesOn() throws IOException {
        UUID writer = new Life(original).end().writer();
        Object before = Startup.await(
                        database.pool().query("select token from writer_lease").execute())
                .iterator()
                .next()
                .getUUID(0);
        new Life(original).end();
        Startup.await(database.pool()
                .query("update writer_lease set token = '" + before + "'")
                .execute());

        assertThat(new Life(original).writer()).isEqualTo(writer);
    }
}
