package io.footfall.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.measure.Cube;
import io.footfall.measure.Dimension;
import io.footfall.measure.Fact;
import io.footfall.measure.Observation;
import io.footfall.measure.Value;
import io.footfall.measure.Visit;
import io.footfall.measure.VisitorStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Somebody reads every byte of the database's files: tables, what was deleted from them, indexes and the write-ahead log. */
class DatabaseAttackTest extends OnDatabase {

    private static final int DAY = (int) LocalDate.of(2026, 9, 1).toEpochDay();
    private static final Pattern MARKER = Pattern.compile("lone[0-9a-f]{12}");

    private Closer closer;
    private final Set<String> markers = new HashSet<>();

    @BeforeEach
    void open() {
        closer = new Closer(vertx, database.pool());
    }

    /** @param crowd fewest visits that leave readable; the day of a visit is always over */
    private Node node(int crowd) {
        return Node.open(vertx, folder.resolve("node-" + crowd), 1, new CrowdRule() {
            @Override
            public boolean mayLeave(int site, int day, long visits) {
                return true;
            }

            @Override
            public boolean isCrowd(int site, long visits) {
                return visits >= crowd;
            }
        });
    }

    /** A visit all of whose values are its own. */
    private Observation visit(int day) {
        List<Value> values = IntStream.range(0, Dimension.values().length)
                .mapToObj(i -> Value.of(marker()))
                .toList();
        Fact view = new Fact.Pageview(Value.of("/" + marker()), 1, null, null, true);
        Fact event = new Fact.Named(Value.of(marker()), true);
        int minute = day * 24 * 60;
        return new Observation(
                1,
                day,
                minute,
                minute,
                new Visit(day, values),
                new VisitorStep(day, Cube.NEVER),
                null,
                null,
                List.of(view, event));
    }

    private String marker() {
        String marker = "lone" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        markers.add(marker);
        return marker;
    }

    private void days(Node node) {
        for (int i = 0; i < 4; i++) {
            for (int visits = 0; visits < 1 + 2 * i; visits++) {
                node.count(0, visit(DAY + i));
            }
            node.merge(database.pool());
            closer.close(DAY + i + 1);
            node.count(0, visit(DAY + i));
            node.merge(database.pool());
        }
    }

    @Test
    @DisplayName(
            "of visits that were alone, no byte of any value is in the database, its dead rows or its log, at any time")
    void files_visitsWithoutACrowd_holdNoneOfTheirValues() {
        days(node(10));
        assertThat(found()).isEmpty();
        assertThat(closer.sealedCells()).as("they are not lost").hasSizeGreaterThan(100);

        closer.close(DAY + 40);

        assertThat(found()).isEmpty();
        assertThat(closer.cells("open_cell", "closed_cell", "month_residual")).isEmpty();
        assertThat(closer.cells("total_cell")).isNotEmpty();
    }

    @Test
    void files_visitsThatLeaveReadable_areFoundSoThatTheSearchIsNotBlind() {
        days(node(1));

        assertThat(found()).isNotEmpty();
    }

    /** The markers of this test that are in files of the database. */
    private Set<String> found() {
        Tables.query(database.pool(), "checkpoint");
        List<String> places = new ArrayList<>();
        Tables.query(database.pool(), "select current_setting('data_directory')")
                .forEach(row -> places.add(row.getString(0)));
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of(places.get(0)))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                search(file, found);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.retainAll(markers);
        return found;
    }

    private static void search(Path file, Set<String> found) throws IOException {
        try {
            Matcher matcher = MARKER.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            while (matcher.find()) {
                found.add(matcher.group());
            }
        } catch (NoSuchFileException gone) {
            // PostgreSQL removes files while it runs.
        }
    }
}
