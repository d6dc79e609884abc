package io.footfall.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.count.Truth;
import io.footfall.measure.Dimension;
import io.footfall.measure.Fact;
import io.footfall.measure.Observation;
import io.footfall.measure.Observations;
import io.footfall.measure.Value;
import io.footfall.measure.Visit;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CrowdTest extends OnDatabase {

    private static final int TODAY = Observations.FIRST_DAY;
    private static final int CROWD = 10;

    /** Site 9 is open to all. */
    private static final CrowdRule RULE = (site, day, visits) -> site == 9 || day < TODAY || visits >= CROWD;

    private static Observation visit(int site, int day, int number) {
        Visit visit = new Visit(day, Collections.nCopies(Dimension.values().length, Value.of("v" + number)));
        Fact view = new Fact.Pageview(Value.of("/p" + number), 1, null, null, true);
        return new Observation(site, day, day * 24 * 60, day * 24 * 60, visit, null, null, null, List.of(view));
    }

    private Node node(int loops) {
        return Node.open(vertx, folder.resolve("node"), loops, RULE);
    }

    private static void visits(Node node, int loop, int from, int to) {
        for (int i = from; i < to; i++) {
            node.count(loop, visit(1, TODAY, i));
        }
    }

    private Truth breakdowns() {
        return Tables.of(database.pool(), "open_cell");
    }

    private void assertComplete(Node node) {
        assertThat(Tables.all(database.pool()).sums()).isEqualTo(node.truth().sums());
    }

    @Test
    @DisplayName("breakdowns of nine visits wait in the counter files; with the tenth all ten leave together")
    void mergeNow_nineVisitsThenTheTenth_leaveTogether() {
        Node node = node(1);
        visits(node, 0, 0, 9);
        node.merge(database.pool());

        assertThat(breakdowns().isEmpty()).isTrue();
        assertThat(Tables.of(database.pool(), "total_cell").sums())
                .containsEntry("site 1 day 20000 day [0] [0] VISITS", 9L);
        Tables.query(database.pool(), "select count(*) from value")
                .forEach(row -> assertThat(row.getLong(0)).as("no text either").isZero());

        node.merge(database.pool()).merge(database.pool());
        assertThat(breakdowns().isEmpty()).isTrue();
        visits(node, 0, 9, 10);
        node.merge(database.pool());
        assertComplete(node);
        visits(node, 0, 10, 12);
        node.merge(database.pool());
        assertThat(breakdowns().sums()).doesNotContainKey("site 1 day 20000 page [/p10] [0] PAGEVIEWS");
    }

    @Test
    void mergeNow_visitsOfOneSite_areNoCrowdForAnother() {
        Node node = node(1);
        visits(node, 0, 0, 12);
        node.count(0, visit(2, TODAY, 50));
        node.merge(database.pool());

        assertThat(breakdowns().sums().keySet()).isNotEmpty().allMatch(key -> key.startsWith("site 1 "));
    }

    @Test
    void mergeNow_dayOverOrSiteOpen_leavesAtOnce() {
        Node node = node(1);
        node.count(0, visit(1, TODAY - 1, 1));
        node.count(0, visit(9, TODAY, 2));
        node.merge(database.pool());

        assertComplete(node);
    }

    @Test
    @DisplayName("a crowd made by several loops leaves whole, also from a loop that has nothing new")
    void mergeNow_crowdOfSeveralLoops_leavesWhole() {
        Node node = node(3);
        visits(node, 0, 0, 4);
        visits(node, 1, 4, 8);
        node.merge(database.pool());
        assertThat(breakdowns().isEmpty()).isTrue();

        visits(node, 2, 8, 10);
        node.merge(database.pool());

        assertComplete(node);
    }

    @Test
    @DisplayName("visits that wait are counted once, also while the database is away: no small crowd leaves")
    void mergeNow_databaseAwayWhileVisitsWait_noSmallCrowdLeaves() {
        Node node = node(2);
        Pool away = PgBuilder.pool()
                .connectingTo(PgConnectOptions.fromUri(database.url()).setPort(1))
                .using(vertx)
                .build();
        visits(node, 0, 0, 5);
        visits(node, 1, 5, 6);
        assertThat(Tables.await(node.merger(away).mergeNow().map(false).otherwise(true)))
                .isTrue();

        node = node.restarted().merge(database.pool());
        assertThat(breakdowns().isEmpty()).isTrue();

        visits(node, 1, 6, 10);
        node.merge(database.pool());
        assertComplete(node);
    }

    @Test
    void mergeNow_restartsWhileCellsWait_nothingIsLost() {
        Node node = node(1);
        for (int i = 0; i < 10; i++) {
            visits(node, 0, i, i + 1);
            node = node.restarted().merge(database.pool()).restarted();
        }

        assertComplete(node);
        assertThat(carries(node)).hasSize(1);
    }

    private static List<Path> carries(Node node) {
        try (Stream<Path> files = Files.list(node.folder(0))) {
            return files.filter(path -> path.toString().endsWith(".cells")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void mergeNow_carryDamaged_setAsideAndTotalsStay() throws IOException {
        Node node = node(1);
        visits(node, 0, 0, 5);
        node.merge(database.pool());
        damage(carries(node).get(0));

        node.merge(database.pool());
        visits(node, 0, 5, 15);
        node.merge(database.pool());

        assertThat(Tables.of(database.pool(), "total_cell").sums())
                .containsEntry("site 1 day 20000 day [0] [0] VISITS", 15L);
        assertThat(breakdowns().sums())
                .containsKey("site 1 day 20000 page [/p5] [0] PAGEVIEWS")
                .doesNotContainKey("site 1 day 20000 page [/p4] [0] PAGEVIEWS");
        try (Stream<Path> files = Files.list(node.folder(0))) {
            assertThat(files.map(Path::toString)).anyMatch(name -> name.endsWith(".cells.damaged"));
        }
    }

    @Test
    void mergeNow_carryOfTheUnfinishedFileDamaged_totalsAreMergedOnce() throws IOException {
        Node node = node(1);
        Pool away = PgBuilder.pool()
                .connectingTo(PgConnectOptions.fromUri(database.url()).setPort(1))
                .using(vertx)
                .build();
        visits(node, 0, 0, 5);
        Tables.await(node.merger(away).mergeNow().otherwiseEmpty());
        damage(carries(node).get(0));

        node = node.restarted().merge(database.pool()).merge(database.pool());

        assertThat(Tables.of(database.pool(), "total_cell").sums())
                .containsEntry("site 1 day 20000 day [0] [0] VISITS", 5L);
        assertThat(node.ring(0).sealed()).isEmpty();
        assertThat(breakdowns().isEmpty()).isTrue();
    }

    private static void damage(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        bytes[bytes.length / 2] ^= 1;
        Files.write(path, bytes);
    }

    @Test
    void mergeNow_randomVisitsOverSitesDaysAndLoops_tablesAndWhatWaitsAreTheTruth() {
        for (long seed = 1; seed <= 3; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Node node = Node.open(vertx, folder.resolve("random-" + seed), 2, (site, day, visits) -> visits >= 12);
            Truth before = Tables.all(database.pool());
            for (int step = 0; step < 40; step++) {
                node.count(random.nextInt(2), Observations.of(random.nextInt(10_000)));
                if (random.nextInt(5) == 0) {
                    node.merge(database.pool());
                    assertThat(Tables.all(database.pool()).addAll(waiting(node)).sums())
                            .isEqualTo(new Truth()
                                    .addAll(before)
                                    .addAll(node.truth())
                                    .sums());
                    node = random.nextInt(4) == 0 ? node.restarted() : node;
                }
            }
            node.merge(database.pool());
            assertThat(Tables.all(database.pool()).addAll(waiting(node)).sums())
                    .isEqualTo(before.addAll(node.truth()).sums());
        }
    }

    private static Truth waiting(Node node) {
        Truth waiting = new Truth();
        for (int loop = 0; loop < 2; loop++) {
            CarryFile carry = new CarryFile(node.folder(loop));
            try {
                for (long generation : carry.generations()) {
                    carry.read(generation).cells().forEach(waiting::add);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return waiting.atRest();
    }
}
