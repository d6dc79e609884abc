package io.footfall.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.db.TestDatabase;
import io.footfall.measure.Cube;
import io.footfall.measure.Dimension;
import io.footfall.measure.Fact;
import io.footfall.measure.Observation;
import io.footfall.measure.Value;
import io.footfall.measure.Visit;
import io.footfall.measure.VisitorStep;
import io.footfall.measure.Vital;
import io.footfall.stats.Range;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One visitor does the same again and again: many views, payments and visits are not many visitors. */
@Tag("full")
class LoneVisitorTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 11, 2);

    @TempDir
    static Path folder;

    private static Vertx vertx;
    private static TestDatabase database;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        database = TestDatabase.fresh(vertx);
    }

    @AfterAll
    static void close() {
        Tables.await(vertx.close());
    }

    @ParameterizedTest(name = "site {0}")
    @ValueSource(ints = {1, WatchedSite.OPEN})
    @DisplayName(
            "a lone visitor who does all many times shows nowhere: no view, move, title, event or payment, no pair")
    void answers_oneVisitorManyTimes_sayNothingOfIt(int id) {
        WatchedSite site = new WatchedSite(vertx, database, folder, id);
        Diary diary = new Diary(id, id);
        Set<String> read = new HashSet<>();
        for (LocalDate date : List.of(FIRST, FIRST.plusDays(1))) {
            int day = (int) date.toEpochDay();
            site.noon(date);
            diary.day(day, 30).forEach(site::count);
            IntStream.range(0, 8).forEach(i -> site.count(alone(day, id, i)));
            site.merge();
            read.addAll(site.read(new Range(date, date)).keySet());
            site.night(date.plusDays(1));
            read.addAll(site.read(new Range(date, date)).keySet());
        }
        site.night(FIRST.plusMonths(1));
        read.addAll(site.read(new Range(FIRST.withDayOfMonth(1), FIRST.withDayOfMonth(30)))
                .keySet());
        site.closedCells().stream().filter(cell -> cell.startsWith(id + "|")).forEach(read::add);
        List<String> found = read.stream().filter(key -> key.contains("alone")).toList();
        if (id == WatchedSite.OPEN) {
            assertThat(found).as("the search is not blind").hasSizeGreaterThan(20);
        } else {
            assertThat(found).isEmpty();
            assertThat(read).as("others are shown").hasSizeGreaterThan(20);
        }
    }

    /** One visitor: a visit with many views and payments on pages of its own at first, then visits to a page that all see. */
    private static Observation alone(int day, int site, int number) {
        List<Value> values = IntStream.range(0, Dimension.values().length)
                .mapToObj(i -> Value.of(i + "-alone"))
                .toList();
        int minute = day * 24 * 60;
        return new Observation(
                site,
                day,
                minute,
                minute,
                new Visit(day, values),
                number == 0 ? new VisitorStep(day, Cube.NEVER) : null,
                null,
                null,
                number == 0 ? again() : List.of(new Fact.Pageview(Value.of("/0"), 1, null, null, true)));
    }

    private static List<Fact> again() {
        Value page = Value.of("/alone");
        Value next = Value.of("/alone/next");
        Value group = Value.of("alone group");
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Fact.PageFacts about = new Fact.PageFacts(null, Value.of("alone title"), group, i == 0 ? null : group);
            Fact.PageFacts nextAbout = new Fact.PageFacts(null, Value.of("alone title"), group, group);
            facts.add(new Fact.Pageview(page, 2 * i + 1, i == 0 ? null : next, i == 0 ? null : next, i == 0, about));
            facts.add(new Fact.Pageview(next, 2 * i + 2, page, page, i == 0, nextAbout));
            facts.add(new Fact.Vitals(page, List.of(new Fact.Vitals.Bucket(Vital.LCP, 70))));
            facts.add(new Fact.Named(
                    Value.of("alone event"),
                    i == 0,
                    List.of(new Fact.Property(Value.of("alone event › plan"), Value.of("alone plan"))),
                    new Fact.Revenue(Value.of("EUR"), 1_000_000)));
        }
        return facts;
    }
}
