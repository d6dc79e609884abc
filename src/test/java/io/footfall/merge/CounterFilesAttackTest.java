package io.footfall.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.measure.Cube;
import io.footfall.measure.Dimension;
import io.footfall.measure.Fact;
import io.footfall.measure.Observation;
import io.footfall.measure.Value;
import io.footfall.measure.Visit;
import io.footfall.measure.VisitorStep;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody has copied a node's data directory and the sealed cells, without the installation's secret. Each visit is marked by a
 * language of its own, a page of its own and a source that it shares.
 */
class CounterFilesAttackTest extends OnDatabase {

    private static final int DAY = (int) LocalDate.of(2026, 9, 1).toEpochDay();
    private static final int CROWD = 10;

    private Closer closer;
    private final List<Set<String>> marks = new ArrayList<>();
    private int today = DAY;

    @BeforeEach
    void open() {
        closer = new Closer(vertx, database.pool());
    }

    private Node node(int crowd) {
        return Node.open(vertx, folder, 1, new CrowdRule() {
            @Override
            public boolean mayLeave(int site, int day, long visits) {
                return visits >= crowd || day < today;
            }

            @Override
            public boolean isCrowd(int site, long visits) {
                return visits >= crowd;
            }
        });
    }

    private Observation visit(int day) {
        int number = marks.size();
        Set<String> own = new HashSet<>();
        List<Value> values = IntStream.range(0, Dimension.values().length)
                .mapToObj(dimension -> mark("mark" + number + "of" + dimension + "x", own))
                .toList();
        List<Fact> facts = List.of(
                new Fact.Pageview(mark("/mark" + number + "page", own), 1, null, null, true),
                new Fact.Named(mark("mark" + number + "event", own), true));
        marks.add(own);
        int minute = day * 24 * 60;
        return new Observation(
                1, day, minute, minute, new Visit(day, values), new VisitorStep(day, Cube.NEVER), null, null, facts);
    }

    private static Value mark(String text, Set<String> own) {
        own.add(text);
        return Value.of(text);
    }

    @ParameterizedTest(name = "{0} visits")
    @ValueSource(ints = {1, 9, 10, 25})
    @DisplayName(
            "a node's files hold what fewer than ten visits of a site's day added, and nothing once the day is over")
    void files_atAnyTime_holdFewerVisitsThanACrowd(int visits) {
        Node node = node(CROWD);
        for (int i = 0; i < visits; i++) {
            node.count(0, visit(DAY));
            node.merge(database.pool());
            assertThat(visitsIn(files())).as("after %d visits", i + 1).isEqualTo((i + 1) % CROWD);
        }
        today = DAY + 1;
        node.merge(database.pool());
        assertThat(visitsIn(files())).isZero();
        assertThat(visitsIn(sealedCells())).isZero();
        assertThat(closer.sealedCells().isEmpty()).isEqualTo(visits % CROWD == 0);
        closer.close(DAY + 1);
        assertThat(visitsIn(sealedCells())).isZero();
        assertThat(closer.sealedCells()).as("what was rare").isNotEmpty();
    }

    @ParameterizedTest(name = "{0} visits")
    @ValueSource(ints = {1, 9})
    @DisplayName(
            "between two merges the counter file holds all that was counted since: of a lone visit, the whole of it")
    void files_beforeTheMerge_holdWhatWasCounted(int visits) {
        Node node = node(CROWD);
        for (int i = 0; i < visits; i++) {
            node.count(0, visit(DAY));
        }
        assertThat(visitsIn(files())).as("so that the search is not blind").isEqualTo(visits);
    }

    @ParameterizedTest(name = "{0} visits")
    @ValueSource(ints = {1, 5})
    void tables_thresholdsOfOne_holdEveryVisitAlone(int visits) {
        Node node = node(1);
        for (int i = 0; i < visits; i++) {
            node.count(0, visit(DAY));
            node.merge(database.pool());
            assertThat(visitsIn(files())).isZero();
            assertThat(closer.cells("open_cell").keySet())
                    .as("the row of the visit")
                    .anyMatch(holds(marks.get(i)));
        }
    }

    private static Predicate<String> holds(Set<String> own) {
        return key -> own.stream().anyMatch(key::contains);
    }

    /** How many visits some bytes hold anything of. */
    private int visitsIn(List<byte[]> contents) {
        Set<Integer> found = new TreeSet<>();
        for (byte[] content : contents) {
            String text = new String(content, StandardCharsets.ISO_8859_1);
            for (int i = 0; i < marks.size(); i++) {
                if (marks.get(i).stream().anyMatch(text::contains)) {
                    found.add(i);
                }
            }
        }
        return found.size();
    }

    private List<byte[]> files() {
        List<byte[]> contents = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.add(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }

    private List<byte[]> sealedCells() {
        List<byte[]> contents = new ArrayList<>();
        for (Row row : Tables.query(database.pool(), "select payload from sealed_cell")) {
            Buffer payload = row.getBuffer(0);
            contents.add(payload.getBytes());
        }
        return contents;
    }
}
