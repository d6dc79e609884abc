package io.footfall.stats;

import io.footfall.measure.Measure;
import io.footfall.stats.CellQuery.Part;
import io.footfall.stats.CellSums.Added;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a question's periods hold all in all: everything, or what the filter leaves. */
final class Totals {

    private final StatsQuestion question;
    private final Periods periods;
    private final CellSums cells;
    private final Publication publication;

    Totals(StatsQuestion question, Periods periods, CellSums cells, Publication publication) {
        this.question = question;
        this.periods = periods;
        this.cells = cells;
        this.publication = publication;
    }

    /** Of a period, by its place. */
    Sums of(int period) {
        @Nullable Filter filter = question.filter().orElse(null);
        Sums sums = filter == null ? cells.period(period) : filtered(period, filter.axis());
        if (cells.asked(Part.REVENUE)) {
            sums = sums.with(revenue(cells.of(Part.REVENUE, period)));
        }
        return filter == null ? sums : publication.shown(sums, filter.axis().cube());
    }

    /** Visits of the range without a filter. */
    @Nullable
    Long allVisits() {
        return cells.period(Periods.RANGE).visits();
    }

    private Sums filtered(int period, By.Breakdown axis) {
        Sums sums = cells.of(Part.FILTER, period)
                .findFirst()
                .map(Added::sums)
                .orElseGet(() -> Sums.zero(axis.cube().measures()))
                .withBase(cells.period(period).visits());
        if (cells.asked(Part.SCROLL)) {
            sums = sums.withScrolled(cells.of(Part.SCROLL, period)
                    .mapToLong(added -> added.measure(Measure.VISITS_WITH))
                    .sum());
        }
        return cells.asked(Part.FILTER_VISITORS) ? withVisitors(sums, period) : sums;
    }

    private Sums withVisitors(Sums sums, int period) {
        VisitorShare share = cells.of(Part.FILTER_VISITORS, period)
                .findFirst()
                .map(Added::visitors)
                .orElse(VisitorShare.NONE);
        Long all = cells.period(period).visitors();
        VisitorShare.Estimate estimate =
                VisitorShare.estimate(List.of(share), all == null ? 0 : all).get(0);
        return publication.withVisitors(sums, estimate, periods.range(period));
    }

    /** With the events of all targets that have cells, as nothing else tells their total. */
    static Sums ofTargets(Sums site, CellSums cells) {
        Map<Measure, Long> sums = new EnumMap<>(Measure.class);
        sums.putAll(site.measures());
        sums.put(
                Measure.EVENTS,
                cells.of(Part.ROW).stream()
                        .mapToLong(added -> added.measure(Measure.EVENTS))
                        .sum());
        return new Sums(sums, site.base(), site.revenue(), site.scrolled(), site.plusMinus());
    }

    /** Amounts by currency, which is the second key. */
    static Revenue revenue(Stream<Added> cells) {
        Map<String, Revenue.Amounts> amounts = new HashMap<>();
        cells.forEach(added -> amounts.put(added.b(), added.amounts()));
        return new Revenue(amounts);
    }
}
