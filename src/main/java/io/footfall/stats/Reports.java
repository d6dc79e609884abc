package io.footfall.stats;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Measure;
import io.footfall.measure.Vital;
import io.footfall.site.Site;
import io.footfall.stats.CellQuery.Part;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Answers with lists that are no rows of figures: retention, flows, funnels, web vitals, refusals, decisions. */
public final class Reports {

    /** The most rows of a report. */
    private static final int MOST = 1000;

    private final Pool pool;
    private final InstantSource clock;

    public Reports(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** The site's calendar day now. */
    public LocalDate today(Site site) {
        return LocalDate.ofInstant(clock.instant(), site.zone());
    }

    /**
     * How many of those who first came in a week came back in later ones: whole weeks that begin in the range, from the first that
     * was counted from its Monday on.
     */
    public Future<Report<Report.Retained>> retention(Site site, Range range) {
        return report(
                site,
                range,
                List.of(Cubes.COHORT),
                Retention::cells,
                (cells, days) -> Retention.rows(cells, days, today(site), publication(site)));
    }

    private static Range weeks(Range range) {
        LocalDate monday = By.Period.WEEK.last(range.from()).plusDays(1);
        return range.from().getDayOfWeek().getValue() == 1 ? range : range.notBefore(monday);
    }

    /** Moves from page to page, most frequent first; those from and to one page where it is given. */
    public Future<Report<Report.Move>> flows(Site site, Range range, Optional<String> page) {
        List<Slice> slices = page.map(text -> List.of(
                        Slice.of(Cubes.FLOW, Slice.Key.A, text).andB(),
                        Slice.of(Cubes.FLOW, Slice.Key.B, text).andA()))
                .orElse(List.of(Slice.grid(Cubes.FLOW)));
        return report(site, range, List.of(Cubes.FLOW), rows(slices), (cells, days) -> moves(cells, publication(site)));
    }

    private static List<Report.Move> moves(CellSums cells, Publication publication) {
        return cells.of(Part.ROW).stream()
                .filter(added -> publication.shown(added.measure(Measure.PAGEVIEWS), Cubes.FLOW) != null)
                .map(added -> new Report.Move(added.a(), added.b(), added.measure(Measure.PAGEVIEWS)))
                .distinct()
                .sorted(Comparator.comparingLong(Report.Move::moves)
                        .reversed()
                        .thenComparing(Report.Move::from)
                        .thenComparing(Report.Move::to))
                .limit(MOST)
                .toList();
    }

    /** How far visits came in each of the site's funnels. */
    public Future<Report<Report.FunnelStep>> funnels(Site site, Range range) {
        return report(
                site,
                range,
                List.of(Cubes.FUNNEL),
                rows(List.of(Slice.grid(Cubes.FUNNEL))),
                (cells, days) -> FunnelSteps.of(site.counting().funnels(), cells.of(Part.ROW), publication(site)));
    }

    /** How fast pages were: all together, one, or each. */
    public Future<Report<Report.Speed>> vitals(Site site, Range range, Optional<String> page, boolean byPage) {
        List<Cube> cubes = Arrays.stream(Vital.values()).map(Cubes::vital).toList();
        List<Slice> slices = cubes.stream()
                .map(cube ->
                        page.map(text -> Slice.of(cube, Slice.Key.B, text)).orElse(new Slice(cube, byPage, true, null)))
                .toList();
        return report(
                site,
                range,
                cubes,
                rows(slices),
                (cells, days) -> Speeds.of(cells.of(Part.ROW), publication(site)).stream()
                        .limit(MOST)
                        .toList());
    }

    /** How many requests were refused, by reason, most frequent first. */
    public Future<Report<Report.Refused>> refusals(Site site, Range range) {
        return report(
                site,
                range,
                List.of(Cubes.REFUSAL),
                rows(List.of(Slice.of(Cubes.REFUSAL))),
                (cells, days) -> cells.of(Part.ROW).stream()
                        .map(added ->
                                new Report.Refused(Integer.parseInt(added.value()), added.measure(Measure.REQUESTS)))
                        .filter(refused -> Publication.showsRefusals(refused.requests()))
                        .sorted(Comparator.comparingLong(Report.Refused::requests)
                                .reversed())
                        .toList());
    }

    /** Decisions about consent, as far as the site counts them, by version of the policy, latest first. */
    public Future<Report<Report.Decided>> decisions(Site site, Range range) {
        return report(
                        site,
                        range,
                        List.of(Cubes.DECISION),
                        rows(List.of(Slice.grid(Cubes.DECISION))),
                        (cells, days) -> Decisions.of(site, cells.of(Part.ROW), publication(site)))
                .map(report -> report.noted(Decisions.coverage(site)));
    }

    private Publication publication(Site site) {
        return new Publication(site.thresholds(), today(site));
    }

    private static Consumer<CellQuery> rows(List<Slice> slices) {
        return query -> slices.forEach(slice -> query.range(Part.ROW, slice));
    }

    private <R> Future<Report<R>> report(
            Site site,
            Range asked,
            List<Cube> cubes,
            Consumer<CellQuery> cells,
            BiFunction<CellSums, Range, List<R>> rows) {
        return Completeness.read(pool, site, cubes)
                .map(complete -> complete.known(asked, cubes, Optional.empty()))
                .compose(known -> {
                    Range range = cubes.contains(Cubes.COHORT) ? weeks(known.range()) : known.range();
                    CellQuery query = new CellQuery(site, Periods.of(range, By.Period.WEEK, today(site)));
                    cells.accept(query);
                    return CellSums.read(pool, query).map(read -> {
                        List<String> notes = new ArrayList<>(known.notes());
                        if (site.thresholds().open()) {
                            notes.add(Notes.OPEN);
                        }
                        return new Report<>(site, range, rows.apply(read, range), notes);
                    });
                });
    }
}
