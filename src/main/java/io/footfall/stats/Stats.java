package io.footfall.stats;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.site.Segment;
import io.footfall.site.Site;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** Answers questions about a site by sums over cells. */
public final class Stats {

    private final Pool pool;
    private final InstantSource clock;

    public Stats(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** The site's calendar day now. */
    public LocalDate today(Site site) {
        return LocalDate.ofInstant(clock.instant(), site.zone());
    }

    /**
     * Answers a question; fails only when the database does. Days of which the cells are not complete are left away: nothing is
     * known of them, which is not the same as nobody.
     */
    public Future<StatsAnswer> answer(StatsQuestion asked) {
        List<Cube> cubes = cubes(asked);
        return Completeness.read(pool, asked.site(), cubes)
                .compose(complete -> known(asked, cubes, complete))
                .compose(this::titled)
                .compose(answer -> Folded.read(pool, answer.question()).map(answer::folded));
    }

    private static List<Cube> cubes(StatsQuestion question) {
        List<Cube> cubes = new ArrayList<>();
        Plan.slice(question.by(), question.filter()).map(Slice::cube).ifPresent(cubes::add);
        question.filter().ifPresent(filter -> cubes.add(filter.axis().cube()));
        if (question.metrics().stream().anyMatch(Metric::money)) {
            cubes.add(Cubes.REVENUE);
        }
        if (question.metrics().contains(Metric.SCROLL)) {
            cubes.add(Cubes.SCROLL);
        }
        return cubes;
    }

    private static Optional<Segment> segment(StatsQuestion question) {
        return question.filter()
                .filter(filter -> filter.axis() == By.Thing.SEGMENT)
                .flatMap(filter -> question.site().counting().segments().stream()
                        .filter(segment -> segment.name().equals(filter.value()))
                        .findFirst());
    }

    /** Of the days to compare with, too, only those count of which the cells are complete. */
    private Future<StatsAnswer> known(StatsQuestion asked, List<Cube> cubes, Completeness complete) {
        Completeness.Known known = complete.known(asked.range(), cubes, segment(asked));
        StatsQuestion question = asked.of(known.range());
        Set<String> notes = new LinkedHashSet<>(known.notes());
        Optional<Range> compared = question.compared();
        if (compared.isPresent()) {
            Completeness.Known days = complete.known(compared.get(), cubes, segment(asked));
            notes.addAll(days.notes());
            question = question.comparedWith(days.range());
        }
        return known(question, List.copyOf(notes));
    }

    private Future<StatsAnswer> known(StatsQuestion question, List<String> ranged) {
        Periods periods = Periods.of(question, today(question.site()));
        return CellSums.read(pool, Plan.of(question, periods)).map(cells -> answer(question, periods, cells, ranged));
    }

    private Future<StatsAnswer> titled(StatsAnswer answer) {
        StatsQuestion question = answer.question();
        if (question.by() != By.Thing.PAGE) {
            return Future.succeededFuture(answer);
        }
        List<String> pages = answer.rows().stream().map(StatsRow::value).toList();
        return Titles.read(pool, question.site(), question.range(), pages).map(answer::titled);
    }

    private StatsAnswer answer(StatsQuestion question, Periods periods, CellSums cells, List<String> ranged) {
        Publication publication = new Publication(question.site().thresholds(), today(question.site()));
        Totals totals = new Totals(question, periods, cells, publication);
        Rows all = new Rows(question, cells, totals, publication);
        Sums total = totals.of(Periods.RANGE);
        List<StatsRow> rows = rows(question, periods, cells, totals, all);
        if (question.by() instanceof By.Breakdown by) {
            Cube cube = Plan.slice(by, question.filter()).orElseThrow().cube();
            rows = publication.visible(rows, question, cube);
            total = by instanceof By.Thing thing && thing.automatic() ? Totals.ofTargets(total, cells) : total;
        }
        boolean waits =
                question.by() instanceof By.Breakdown || question.filter().isPresent();
        return new StatsAnswer(
                question,
                total,
                rows,
                question.by() instanceof By.Breakdown by
                        ? Publication.few(total, rows, question, by.adding())
                        : Map.of(),
                question.compared().map(days -> totals.of(Periods.COMPARED)),
                Optional.empty(),
                waits ? publication.waiting(cells) : OptionalInt.empty(),
                Notes.of(question, total, rows, ranged, floored(total, rows)));
    }

    private static long floored(Sums total, List<StatsRow> rows) {
        return Stream.concat(Stream.of(total), rows.stream().map(StatsRow::sums))
                .filter(Sums::floored)
                .count();
    }

    private static List<StatsRow> rows(
            StatsQuestion question, Periods periods, CellSums cells, Totals totals, Rows all) {
        if (question.by() instanceof By.Breakdown by) {
            return all.of(by);
        } else if (question.by() instanceof By.Steps steps) {
            return all.of(steps);
        } else if (question.by() instanceof By.Hours hours) {
            return new HourRows(question, cells).of(hours);
        }
        List<StatsRow> rows = new ArrayList<>();
        for (LocalDate first : periods.rows()) {
            rows.add(new StatsRow(first.toString(), totals.of(Periods.ROWS + rows.size())));
        }
        return rows;
    }

    /** Visitors now: the same sum over minutes that gives visitors of a range over days. */
    public Future<Live> live(Site site) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        int minute = (int) (now.getEpochSecond() / 60);
        int day = (int) today(site).toEpochDay();
        return pool.preparedQuery("""
                        select coalesce(sum(m1) filter (where a > $5 - 5 and (b < 0 or a - b <= $5 - 5)), 0)::bigint,
                            coalesce(sum(m1) filter (where b < 0 or a - b <= $5 - 30), 0)::bigint
                        from total_cell
                        where bucket = $1 and site = $2 and cube = $3 and day between $4 - 1 and $4 + 1
                            and a > $5 - 30 and a <= $5""")
                .execute(Tuple.of(site.bucket(), site.id(), (short) Cubes.MINUTE.id(), day, minute))
                .map(rows -> rows.iterator().next())
                .map(row -> new Live(now, row.getLong(0), row.getLong(1)));
    }
}
