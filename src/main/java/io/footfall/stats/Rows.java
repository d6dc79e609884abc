package io.footfall.stats;

import io.footfall.measure.Cube;
import io.footfall.measure.Measure;
import io.footfall.stats.CellQuery.Part;
import io.footfall.stats.CellSums.Added;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rows of an answer, of all values: not all of them are shown. */
final class Rows {

    private final StatsQuestion question;
    private final CellSums cells;
    private final Totals totals;
    private final Publication publication;

    Rows(StatsQuestion question, CellSums cells, Totals totals, Publication publication) {
        this.question = question;
        this.cells = cells;
        this.totals = totals;
        this.publication = publication;
    }

    /** A row for each value of a breakdown. */
    List<StatsRow> of(By.Breakdown by) {
        List<StatsRow> rows = new ArrayList<>();
        for (Added added : cells.of(Part.ROW)) {
            Sums sums = by == By.Thing.EXIT_PAGE ? exits(added) : added.sums();
            rows.add(new StatsRow(added.value(), sums));
        }
        return withScroll(withRevenue(withVisitors(withBase(rows))));
    }

    private static Sums exits(Added page) {
        return Sums.of(Map.of(Measure.VISITS, page.measure(Measure.ARRIVALS) - page.measure(Measure.DEPARTURES)));
    }

    /** Of the rows of visits' attributes under a filter each has its own visits as a base, all others have the total's. */
    private List<StatsRow> withBase(List<StatsRow> rows) {
        if (cells.asked(Part.ROW_BASE)) {
            Map<String, Long> visits = cells.of(Part.ROW_BASE).stream()
                    .collect(Collectors.toMap(Added::value, added -> added.measure(Measure.VISITS)));
            return rows.stream()
                    .map(row -> row.with(row.sums().withBase(visits.get(row.value()))))
                    .toList();
        }
        Long base = question.filter().isPresent() ? totals.of(Periods.RANGE).visits() : totals.allVisits();
        return rows.stream().map(row -> row.with(row.sums().withBase(base))).toList();
    }

    private List<StatsRow> withVisitors(List<StatsRow> rows) {
        if (!cells.asked(Part.ROW_VISITORS)) {
            return rows;
        }
        Map<String, VisitorShare> visitors =
                cells.of(Part.ROW_VISITORS).stream().collect(Collectors.toMap(Added::value, Added::visitors));
        List<VisitorShare> shares = rows.stream()
                .map(row -> visitors.getOrDefault(row.value(), VisitorShare.NONE))
                .toList();
        Long total = cells.period(Periods.RANGE).visitors();
        boolean adds = question.by() instanceof By.Attribute;
        List<VisitorShare.Estimate> estimates =
                VisitorShare.estimate(shares, total == null || !adds ? Long.MAX_VALUE : total);
        List<StatsRow> complete = new ArrayList<>();
        for (StatsRow row : rows) {
            VisitorShare.Estimate estimate = estimates.get(complete.size());
            complete.add(row.with(publication.withVisitors(row.sums(), estimate, question.range())));
        }
        return complete;
    }

    private List<StatsRow> withRevenue(List<StatsRow> rows) {
        if (!cells.asked(Part.ROW_REVENUE)) {
            return rows;
        }
        Map<String, List<Added>> amounts = cells.of(Part.ROW_REVENUE).stream().collect(Collectors.groupingBy(Added::a));
        return rows.stream()
                .map(row -> row.with(
                        row.sums().with(Totals.revenue(amounts.getOrDefault(row.value(), List.of()).stream()))))
                .toList();
    }

    private List<StatsRow> withScroll(List<StatsRow> rows) {
        if (!cells.asked(Part.ROW_SCROLL)) {
            return rows;
        }
        Map<String, Long> reached = new HashMap<>();
        cells.of(Part.ROW_SCROLL).forEach(added -> reached.put(added.value(), added.measure(Measure.VISITS_WITH)));
        return rows.stream()
                .map(row -> row.with(row.sums().withScrolled(reached.getOrDefault(row.value(), 0L))))
                .toList();
    }

    /** A row for each step, in order; what is too small is told as null. */
    List<StatsRow> of(By.Steps by) {
        Map<Integer, Long> reached = new HashMap<>();
        Cube cube = by.cube();
        Measure measure = cube.measures().get(0);
        cells.of(Part.ROW).forEach(added -> reached.put(Integer.valueOf(added.value()), added.measure(measure)));
        Long visits = totals.of(Periods.RANGE).visits();
        return Distribution.of(by, reached, visits == null ? 0 : visits).stream()
                .map(row -> row.with(publication.shown(row.sums(), cube)))
                .toList();
    }
}
