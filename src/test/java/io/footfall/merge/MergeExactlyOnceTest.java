package io.footfall.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.count.Truth;
import io.footfall.db.TestDatabase;
import io.footfall.measure.Observations;
import io.vertx.core.Future;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MergeExactlyOnceTest extends OnDatabase {

    private static final CrowdRule AT_ONCE = (site, day, visits) -> true;

    private Node node(String name, int loops) {
        return Node.open(vertx, folder.resolve(name), loops, AT_ONCE);
    }

    @Test
    void mergeNow_countedInSeveralLoops_tablesHoldTheSumOfAll() {
        Node node = node("node", 3);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 10; i++) {
                node.count(i % 3, Observations.of(round * 100L + i));
            }
            node.merge(database.pool());
            assertThat(Tables.all(database.pool()).sums())
                    .isEqualTo(node.truth().sums());
        }
        assertThat(node.ring(0).sealed()).isEmpty();
    }

    @Test
    void mergeNow_sameFilesAgainFromACopy_nothingIsAdded() throws IOException {
        Node node = node("node", 1);
        for (int i = 0; i < 10; i++) {
            node.count(0, Observations.of(i));
        }

        Node copy = node.copied(folder.resolve("copy"));
        node.merge(database.pool());

        copy.merge(database.pool());

        assertThat(Tables.all(database.pool()).sums()).isEqualTo(node.truth().sums());
        copy.count(0, Observations.of(99));
        copy.merge(database.pool());
        assertThat(Tables.all(database.pool()).sums()).isEqualTo(copy.truth().sums());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(CuttingProxy.Cut.class)
    @Tag("full")
    @DisplayName(
            "whichever message between server and database is lost, every visit is in the tables once after a restart")
    void mergeNow_connectionCutAtEachMessage_onceAfterRestart(CuttingProxy.Cut cut) throws Exception {
        Node node = node("node", 1);
        int failures = 0;
        for (int message = 1; ; message++) {
            for (int i = 0; i < 3; i++) {
                node.count(0, Observations.of(1000L * message + i));
            }
            Node merging = node;
            Cutting cutting = cut(cut, message, pool -> merging.merger(pool).mergeNow());
            if (!cutting.hasCut()) {
                assertThat(cutting.failed()).isFalse();
                break;
            }
            failures += cutting.failed() ? 1 : 0;
            node = node.restarted();
            node.merge(database.pool());
            assertThat(Tables.all(database.pool()).sums())
                    .as("%s %d", cut, message)
                    .isEqualTo(node.truth().sums());
            node.forget(database.pool());
        }
        assertThat(failures)
                .as("begin, texts, ledger, two upserts and commit failed")
                .isGreaterThan(6);
        assertThat(Tables.all(database.pool()).sums()).isEqualTo(node.truth().sums());
    }

    private Pool pool(int port) {
        return PgBuilder.pool()
                .connectingTo(PgConnectOptions.fromUri(database.url()).setPort(port))
                .with(new PoolOptions().setMaxSize(1))
                .using(vertx)
                .build();
    }

    @Test
    void mergeNow_databaseAwayThenBack_countingWentOnAndNothingIsLost() throws Exception {
        Node node = node("node", 1);
        Pool away = pool(1);
        Merger merger = node.merger(away);
        node.count(0, Observations.of(1));
        assertThatThrownBy(() -> Tables.await(merger.mergeNow())).isNotNull();
        for (int i = 2; i < 6; i++) {
            node.count(0, Observations.of(i));
            assertThatThrownBy(() -> Tables.await(merger.mergeNow())).isNotNull();
        }

        node.merge(database.pool());

        assertThat(Tables.all(database.pool()).sums()).isEqualTo(node.truth().sums());
        Tables.await(away.close());
    }

    @Test
    void mergeNow_twoNodesWithTheSameTextsAndCellsAtOnce_sumOfBoth() {
        Node one = node("one", 1);
        Node two = node("two", 1);
        Merger first = one.merger(database.pool());
        Merger second = two.merger(database.pool());
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 8; i++) {
                one.count(0, Observations.of(round * 8L + i));
                two.count(0, Observations.of(round * 8L + i));
            }
            Tables.await(Future.all(first.mergeNow(), second.mergeNow()));
        }

        Truth both = new Truth().addAll(one.truth()).addAll(two.truth());
        assertThat(Tables.all(database.pool()).sums()).isEqualTo(both.sums());
    }

    @Test
    void mergeNow_deadlockAndSerialisationFailure_triedAgain() {
        for (String state : List.of("40P01", "40001")) {
            Tables.query(database.pool(), "drop sequence if exists tries");
            Tables.query(database.pool(), "create sequence tries");
            Tables.query(database.pool(), """
                    create or replace function fail_twice() returns trigger language plpgsql as $$ begin
                    if nextval('tries') <= 2 then raise exception 'in the way' using errcode = '%s'; end if;
                    return new; end $$""".formatted(state));
            Tables.query(database.pool(), "drop trigger if exists fail_twice on total_cell");
            Tables.query(
                    database.pool(),
                    "create trigger fail_twice before insert on total_cell for each statement execute function fail_twice()");
            Node node = Node.open(vertx, folder.resolve(state), 1, AT_ONCE);
            Truth before = Tables.all(database.pool());
            node.count(0, Observations.of(4));

            node.merge(database.pool());

            assertThat(Tables.all(database.pool()).sums())
                    .isEqualTo(before.addAll(node.truth()).sums());
        }
    }

    @Test
    @DisplayName(
            "no table tells in which order visits arrived: the same visits in another order give the same rows in the same places")
    void mergeNow_otherOrderOfArrival_sameRowsInTheSamePlaces() {
        List<List<String>> seen = new ArrayList<>();
        for (boolean backwards : new boolean[] {false, true}) {
            try (TestDatabase fresh = TestDatabase.fresh()) {
                Node node = node("order-" + backwards, 1);
                for (int i = 0; i < 12; i++) {
                    node.count(0, Observations.of(backwards ? 11 - i : i));
                }
                node.merge(fresh.pool());
                List<String> rows = new ArrayList<>();
                for (String table : List.of("total_cell", "open_cell")) {
                    Tables.rows(fresh.pool(), table).forEach(row -> rows.add(table + " " + String.join("|", row)));
                }
                Tables.query(fresh.pool(), "select site, text from value order by ctid")
                        .forEach(row -> rows.add(row.getInteger(0) + " " + row.getString(1)));
                seen.add(rows);
            }
        }

        assertThat(seen.get(0)).hasSizeGreaterThan(100).isEqualTo(seen.get(1));
    }

    @Test
    void start_everyInterval_mergesByItself() throws Exception {
        Node node = node("node", 1);
        node.count(0, Observations.of(1));
        Merger merger = node.merger(database.pool());
        merger.start(Duration.ofMillis(20));

        long end = System.nanoTime() + 20_000_000_000L;
        while (Tables.all(database.pool()).isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        node.count(0, Observations.of(2));
        Tables.await(merger.stop());

        assertThat(Tables.all(database.pool()).sums()).isEqualTo(node.truth().sums());
        assertThat(Files.exists(node.folder(0))).isTrue();
    }
}
