package io.footfall.merge;

import io.footfall.db.TestDatabase;
import io.footfall.measure.Observation;
import io.footfall.merge.AnswerReader.Told;
import io.footfall.site.Site;
import io.footfall.site.Thresholds;
import io.footfall.stats.Range;
import io.footfall.stats.Reports;
import io.footfall.stats.Stats;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A site whose answers somebody reads while visits are counted and days pass; {@link #OPEN} hides nobody. */
final class WatchedSite {

    static final int OPEN = 9;

    private final TestDatabase database;
    private final Closer closer;
    private final Node node;
    private final AnswerReader answers;
    private int today;
    private Instant now = Instant.EPOCH;

    WatchedSite(Vertx vertx, TestDatabase database, Path folder, int id) {
        this.database = database;
        this.closer = new Closer(vertx, database.pool());
        Site site = site(id);
        int crowd = site.thresholds().crowd();
        this.node = Node.open(vertx, folder.resolve("site-" + id), 1, new CrowdRule() {
            @Override
            public boolean mayLeave(int number, int day, long waiting) {
                return isCrowd(number, waiting) || day < today;
            }

            @Override
            public boolean isCrowd(int number, long waiting) {
                return waiting >= crowd;
            }
        });
        Reports reports = new Reports(database.pool(), () -> now);
        this.answers = new AnswerReader(new Stats(database.pool(), () -> now), reports, site);
    }

    static Site site(int id) {
        return new Site(
                id,
                "example.com",
                List.of(),
                false,
                ZoneId.of("UTC"),
                1,
                List.of(1),
                id == OPEN ? Thresholds.OPEN : Thresholds.DEFAULT,
                List.of(),
                Site.CountDecisions.GRANTS);
    }

    void count(Observation seen) {
        node.count(0, seen);
    }

    /** It is noon of a day. */
    void noon(LocalDate date) {
        today = (int) date.toEpochDay();
        now = date.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    void merge() {
        node.merge(database.pool());
    }

    /** It is night: what waits leaves, and days and months before a day are closed. */
    void night(LocalDate date) {
        noon(date);
        merge();
        closer.close(today);
    }

    /** Everything that answers say of a range, by what was asked and value. */
    Map<String, Told> read(Range range) {
        Map<String, Told> read = new TreeMap<>(answers.breakdowns(range));
        read.putAll(answers.pairs(range));
        read.putAll(answers.vitals(range));
        return read;
    }

    /** The total of a range. */
    long visits(Range range) {
        return answers.visits(range);
    }

    /** What lies in the tables of closed days and months. */
    Set<String> closedCells() {
        return closer.cells("closed_cell", "month_residual", "month_cell").keySet();
    }
}
