package io.footfall.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.db.TestDatabase;
import io.footfall.measure.Cubes;
import io.footfall.site.Site;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MinuteSweepTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:30Z");
    private static final int MINUTE = (int) (NOW.getEpochSecond() / 60);

    @Test
    @DisplayName("in which minute a visitor was there is forgotten after an hour, whichever site it was")
    void sweep_cellsOlderThanAnHour_areTakenAwayAndNoOthers() {
        Vertx vertx = Vertx.vertx();
        try (TestDatabase database = TestDatabase.fresh(vertx)) {
            for (int site : new int[] {1, 257, 5}) {
                insert(database, site, Cubes.MINUTE.id(), MINUTE - 61);
                insert(database, site, Cubes.MINUTE.id(), MINUTE - 60);
                insert(database, site, Cubes.HOUR.id(), MINUTE - 600);
            }

            Tables.await(new MinuteSweep(
                            vertx, database.pool(), () -> List.of(1, 257, 5), Site::bucketOf, InstantSource.fixed(NOW))
                    .sweepNow());

            assertThat(left(database, Cubes.MINUTE.id())).containsExactly(MINUTE - 60, MINUTE - 60, MINUTE - 60);
            assertThat(left(database, Cubes.HOUR.id())).hasSize(3);
        } finally {
            Tables.await(vertx.close());
        }
    }

    private static void insert(TestDatabase database, int site, int cube, int a) {
        Tables.await(database.pool()
                .preparedQuery(
                        "insert into total_cell (bucket, cube, site, day, a, b, m1) values ($1, $2, $3, 1, $4, -1, 1)")
                .execute(Tuple.of(Site.bucketOf(site), (short) cube, site, a)));
    }

    private static List<Integer> left(TestDatabase database, int cube) {
        return Tables.await(database.pool()
                        .preparedQuery("select a from total_cell where cube = $1")
                        .execute(Tuple.of((short) cube)))
                .stream()
                .map((Row row) -> row.getInteger(0))
                .toList();
    }
}
