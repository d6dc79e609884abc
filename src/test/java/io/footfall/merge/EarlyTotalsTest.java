package io.footfall.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.count.Truth;
import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Observations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EarlyTotalsTest extends OnDatabase {

    private static final Set<String> TOTALS =
            Cubes.ALL.stream().filter(Cube::total).map(Cube::name).collect(Collectors.toSet());

    private Node node;
    private long seed;

    @BeforeEach
    void open() {
        node = Node.open(vertx, folder, 2, (site, day, visits) -> true);
    }

    private void count(int times) {
        for (int i = 0; i < times; i++) {
            node.count(i % 2, Observations.of(seed++));
        }
    }

    private void mergeTotals() {
        Tables.await(node.merger(database.pool()).mergeTotals());
    }

    private static Map<String, Long> totals(Truth truth) {
        return truth.sums().entrySet().stream()
                .filter(sum -> TOTALS.contains(sum.getKey().replaceAll("site \\d+ day \\d+ (.*?) \\[.*", "$1")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void assertTotals() {
        assertThat(Tables.of(database.pool(), "total_cell").sums()).isEqualTo(totals(node.truth()));
    }

    private void assertEverything() {
        assertThat(Tables.all(database.pool()).sums()).isEqualTo(node.truth().sums());
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(node.folder(0))) {
            return files.filter(file -> file.getFileName().toString().startsWith("totals-"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void mergeTotals_nothingFull_totalsLeaveAndBreakdownsStayInTheCounterFile() {
        count(6);
        mergeTotals();
        assertTotals();
        assertThat(Tables.of(database.pool(), "open_cell").isEmpty()).isTrue();
        assertThat(node.ring(0).sealed()).isEmpty();

        mergeTotals();
        count(6);
        mergeTotals();
        assertTotals();
        assertThat(files()).as("what has left").hasSize(1);

        node.merge(database.pool());
        assertEverything();
        assertThat(files()).isEmpty();
    }

    @Test
    void mergeTotals_inAnyOrderWithWholeMergesAndRestarts_eachSumOnce() {
        SplittableRandom random = new SplittableRandom(3);
        for (int step = 0; step < 60; step++) {
            count(random.nextInt(4));
            node = random.nextInt(5) == 0 ? node.restarted() : node;
            if (random.nextInt(4) == 0) {
                node.merge(database.pool());
                assertEverything();
            } else {
                mergeTotals();
                assertThat(totals(Tables.all(database.pool()))).isEqualTo(totals(node.truth()));
            }
        }
    }

    @Test
    void mergeTotals_fileFull_itsBreakdownsLeaveToo() {
        while (node.ring(0).sealed().isEmpty()) {
            count(2);
        }
        mergeTotals();
        assertThat(node.ring(0).sealed()).isEmpty();
        assertThat(Tables.of(database.pool(), "open_cell").isEmpty()).isFalse();
        assertTotals();

        node.merge(database.pool());
        assertEverything();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(CuttingProxy.Cut.class)
    @Tag("full")
    @DisplayName(
            "whichever message is lost while totals leave early, every total is in the tables once after a restart")
    void mergeTotals_connectionCutAtEachMessage_onceAfterRestart(CuttingProxy.Cut cut) throws Exception {
        int failures = 0;
        for (int message = 1; ; message++) {
            count(4);
            Cutting cutting = cut(cut, message, pool -> node.merger(pool).mergeTotals());
            if (!cutting.hasCut()) {
                assertThat(cutting.failed()).isFalse();
                break;
            }
            failures += cutting.failed() ? 1 : 0;
            count(2);
            node = node.restarted();
            if (message % 3 == 0) {
                node.merge(database.pool());
                assertEverything();
            } else {
                mergeTotals();
                assertThat(totals(Tables.all(database.pool())))
                        .as("%s %d", cut, message)
                        .isEqualTo(totals(node.truth()));
            }
        }
        assertThat(failures).isGreaterThan(4);
        node.merge(database.pool());
        assertEverything();
    }

    @Test
    void mergeNow_restartedBetweenReleaseAndForgetting_nothingTwice() throws IOException {
        count(4);
        mergeTotals();
        Path left = files().get(0);
        byte[] bytes = Files.readAllBytes(left);
        node.merge(database.pool());
        Files.write(left, bytes); // as if the process had died before it was removed

        node = node.restarted();
        count(4);
        mergeTotals();
        node.merge(database.pool());

        assertEverything();
        assertThat(files()).isEmpty();
    }

    @Test
    void mergeNow_whatHasLeftIsDamaged_noTotalTwiceAndBreakdownsWhole() throws IOException {
        count(4);
        mergeTotals();
        Map<String, Long> before = Tables.of(database.pool(), "total_cell").sums();
        Path left = files().get(0);
        byte[] bytes = Files.readAllBytes(left);
        bytes[bytes.length / 2] ^= 1;
        Files.write(left, bytes);

        mergeTotals();
        node = node.restarted();
        node.merge(database.pool());

        assertThat(Tables.of(database.pool(), "total_cell").sums()).isEqualTo(before);
        assertThat(files()).singleElement().asString().endsWith(".damaged");
        count(4);
        mergeTotals();
        node.merge(database.pool());
        assertEverything();
    }

    @Test
    @DisplayName("a counter file that lost its latest pages with the power counts no total twice, and goes on")
    void mergeNow_counterFileOfAnEarlierMoment_totalsAreTheLargerOfBoth() throws IOException {
        count(8);
        Path[] counters = {node.folder(0).resolve("0.counters"), node.folder(1).resolve("0.counters")};
        byte[][] earlier = {Files.readAllBytes(counters[0]), Files.readAllBytes(counters[1])};
        Truth earlierTruth = new Truth().addAll(node.truth());
        count(4);
        mergeTotals();
        Map<String, Long> left = Tables.of(database.pool(), "total_cell").sums();
        for (int loop = 0; loop < counters.length; loop++) {
            Files.write(counters[loop], earlier[loop], StandardOpenOption.WRITE);
        }

        node = Node.open(vertx, folder, 2, (site, day, visits) -> true); // as after a restart, with a truth of its own
        count(2);
        node.merge(database.pool());
        Truth file = earlierTruth.addAll(node.truth());

        Map<String, Long> after = Tables.of(database.pool(), "total_cell").sums();
        assertThat(after).containsAllEntriesOf(without(left, file.sums()));
        totals(file)
                .forEach((key, sum) -> assertThat(after.get(key))
                        .as(key)
                        .isBetween(Math.max(sum, left.getOrDefault(key, 0L)), sum + left.getOrDefault(key, 0L)));
        assertThat(Tables.of(database.pool(), "open_cell").sums()).isEqualTo(breakdowns(file));
    }

    private static Map<String, Long> without(Map<String, Long> sums, Map<String, Long> others) {
        return sums.entrySet().stream()
                .filter(sum -> !others.containsKey(sum.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, Long> breakdowns(Truth truth) {
        Map<String, Long> totals = totals(truth);
        return without(truth.sums(), totals);
    }
}
