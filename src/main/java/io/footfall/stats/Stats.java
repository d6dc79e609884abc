package io.footfall.stats;

import io.footfall.measure.Cubes;
import io.footfall.site.Site;
import io.footfall.site.SiteMoment;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/** Answers questions about a site by sums over cells. */
public final class Stats {

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mmxxx");
    private static final Duration SHORTEST_HOUR = Duration.ofMinutes(15);

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
     * Answers a question; fails only when the database does. Days before the first that was counted are left away: nothing is
     * known of them, which is not the same as nobody.
     */
    public Future<StatsAnswer> answer(StatsQuestion asked) {
        return firstDay(asked.site())
                .compose(first -> first.map(day -> known(asked.of(asked.range().notBefore(day))))
                        .orElseGet(() -> known(asked)));
    }

    private Future<Optional<LocalDate>> firstDay(Site site) {
        return pool.preparedQuery("select min(day) from total_cell where bucket = $1 and site = $2 and cube = $3")
                .execute(Tuple.of(site.bucket(), site.id(), (short) Cubes.DAY.id()))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getInteger(0))
                        .map(day -> LocalDate.ofEpochDay(day)));
    }

    private Future<StatsAnswer> known(StatsQuestion question) {
        Periods periods = Periods.of(question, today(question.site()));
        String sql = CellQuery.of(question.by(), question.wantsVisitors());
        return CellSums.read(
                        pool, question.site(), sql, periods, question.range().months())
                .map(sums -> answer(question, periods, sums));
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

    private StatsAnswer answer(StatsQuestion question, Periods periods, CellSums sums) {
        Publication publication = new Publication(question.site().thresholds());
        Sums totals = sums.period(Periods.RANGE);
        List<StatsRow> rows = rows(question, periods, sums, publication);
        boolean breakdown = question.by() instanceof By.Breakdown;
        return new StatsAnswer(
                question,
                totals,
                rows,
                breakdown ? Publication.few(totals, rows, question) : Map.of(),
                question.comparePrevious() ? Optional.of(sums.period(Periods.PREVIOUS)) : Optional.empty(),
                breakdown ? waiting(sums, publication) : OptionalInt.empty(),
                Notes.of(question, rows));
    }

    private List<StatsRow> rows(StatsQuestion question, Periods periods, CellSums sums, Publication publication) {
        if (question.by() instanceof By.Breakdown breakdown) {
            return publication.visible(withVisitors(sums.values(breakdown), question, sums), question);
        } else if (question.by() instanceof By.Hour) {
            return hours(question, sums);
        }
        List<StatsRow> rows = new ArrayList<>();
        for (LocalDate first : periods.rows()) {
            rows.add(new StatsRow(first.toString(), sums.period(Periods.ROWS + rows.size()), 0));
        }
        return rows;
    }

    private static List<StatsRow> withVisitors(List<StatsRow> rows, StatsQuestion question, CellSums sums) {
        if (!(question.by() instanceof By.Attribute) || !question.wantsVisitors()) {
            return rows;
        }
        List<VisitorShare> shares = rows.stream()
                .map(row -> sums.visitors().getOrDefault(row.value(), VisitorShare.NONE))
                .toList();
        Long total = sums.period(Periods.RANGE).visitors();
        List<VisitorShare.Estimate> estimates = VisitorShare.estimate(shares, total == null ? 0 : total);
        List<StatsRow> complete = new ArrayList<>();
        for (StatsRow row : rows) {
            VisitorShare.Estimate estimate = estimates.get(complete.size());
            complete.add(new StatsRow(row.value(), row.sums().withVisitors(estimate.visitors()), estimate.plusMinus()));
        }
        return complete;
    }

    private static List<StatsRow> hours(StatsQuestion question, CellSums sums) {
        ZoneId zone = question.site().zone();
        Sums nothing = new Sums(null, 0L, null, 0L, null, 0L);
        SortedSet<Integer> hours = new TreeSet<>(sums.hours().keySet());
        Instant end = question.range().to().plusDays(1).atStartOfDay(zone).toInstant();
        for (Instant at = question.range().from().atStartOfDay(zone).toInstant();
                at.isBefore(end);
                at = at.plus(SHORTEST_HOUR)) {
            hours.add(SiteMoment.of(zone, at).hour());
        }
        return hours.stream()
                .map(hour -> new StatsRow(
                        HOUR.format(Instant.ofEpochSecond(hour * 60L).atZone(zone)),
                        sums.hours().getOrDefault(hour, nothing),
                        0))
                .toList();
    }

    private static OptionalInt waiting(CellSums sums, Publication publication) {
        Long counted = sums.period(Periods.RECENT).visits();
        long pending = (counted == null ? 0 : counted) - sums.recentVisits();
        return pending > 0 ? OptionalInt.of(publication.waitsFor(pending)) : OptionalInt.empty();
    }
}
