package io.footfall.stats;

import io.footfall.measure.Cube;
import io.footfall.site.Thresholds;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides which values are shown, and what is said of the rest: the one place that does. */
final class Publication {

    /** How many days "the last days" can be for visitors by value. */
    private static final Set<Integer> LAST_DAYS = Set.of(7, 14, 28, 30, 60, 90, 180, 365);

    /** The fewest visitors of a value that are told for any other range. */
    private static final long ANY_RANGE = 50;

    /** What stands for values that are too rare for a pair. */
    private static final String FEW = "(few)";

    private static final long FEWEST_REFUSALS = 10;

    private final Thresholds thresholds;
    private final LocalDate today;

    Publication(Thresholds thresholds, LocalDate today) {
        this.thresholds = thresholds;
        this.today = today;
    }

    /**
     * The rows to show, in order.
     *
     * @param rows every value that has cells
     * @param cube the cells
     */
    List<StatsRow> visible(List<StatsRow> rows, StatsQuestion question, Cube cube) {
        List<StatsRow> visible = new ArrayList<>(rows.stream()
                .filter(row -> !row.value().equals(FEW) && row.sums().size() >= fewest(cube))
                .toList());
        visible.sort(question.order().comparator());
        return visible.subList(0, Math.min(question.limit(), visible.size()));
    }

    /** Sums as they are, or nothing where they are too small. */
    Sums shown(Sums sums, Cube cube) {
        return thresholds.open() || sums.size() >= fewest(cube) ? sums : Sums.UNTOLD;
    }

    /** A number of things that a cell of a cube holds, or null where it is too small. */
    @Nullable
    Long shown(long number, Cube cube) {
        return thresholds.open() || number >= fewest(cube) ? number : null;
    }

    /** Whether so many requests were refused for a reason that it is told. */
    static boolean showsRefusals(long requests) {
        return requests >= FEWEST_REFUSALS;
    }

    /** The same with visitors, if they are told for such days. */
    Sums withVisitors(Sums sums, VisitorShare.Estimate estimate, Range range) {
        boolean told = thresholds.open() || estimate.visitors() >= ANY_RANGE || standard(range);
        return told ? sums.withVisitors(estimate.visitors(), estimate.plusMinus()) : sums.withVisitors(null, 0);
    }

    /** Whether it is a day, a week, a month (one that runs included), or the usual last days. */
    boolean standard(Range range) {
        LocalDate from = range.from();
        LocalDate to = range.to();
        boolean runs = to.equals(today);
        boolean week =
                from.getDayOfWeek() == DayOfWeek.MONDAY && (to.equals(from.plusDays(6)) || (runs && range.days() < 7));
        boolean month = from.getDayOfMonth() == 1
                && (to.equals(By.Period.MONTH.last(from))
                        || (runs && to.getMonth() == from.getMonth() && range.days() <= 31));
        boolean last = !to.isBefore(today.minusDays(1)) && LAST_DAYS.contains(range.days());
        return range.days() == 1 || week || month || last;
    }

    /** What the visible rows leave of the totals, for each figure in which rows add up; without zeros. */
    static Map<Metric, Figure> few(Sums totals, List<StatsRow> visible, StatsQuestion question, Set<Metric> adding) {
        Map<Metric, Figure> few = new EnumMap<>(Metric.class);
        for (Metric metric : question.metrics()) {
            List<Figure> parts = visible.stream()
                    .map(row -> row.sums().figure(metric))
                    .filter(Objects::nonNull)
                    .toList();
            Figure total = totals.figure(metric);
            if (total != null && adding.contains(metric) && (visible.isEmpty() || !parts.isEmpty())) {
                rest(total, parts).ifPresent(rest -> few.put(metric, rest));
            }
        }
        return few;
    }

    private static Optional<Figure> rest(Figure total, List<Figure> parts) {
        if (total instanceof Figure.Count count) {
            long rest = count.number()
                    - parts.stream()
                            .mapToLong(part -> ((Figure.Count) part).number())
                            .sum();
            return rest > 0 ? Optional.of(new Figure.Count(rest)) : Optional.empty();
        }
        Figure.Money rest = ((Figure.Money) total)
                .without(parts.stream().map(Figure.Money.class::cast).toList());
        return rest.amounts().isEmpty() ? Optional.empty() : Optional.of(rest);
    }

    /** How many more visits make a crowd, empty when none wait. */
    OptionalInt waiting(CellSums cells) {
        long pending = cells.recentTotal() - cells.recentVisits();
        return pending > 0 ? OptionalInt.of((int) Math.max(1, thresholds.crowd() - pending)) : OptionalInt.empty();
    }

    private int fewest(Cube cube) {
        return cube.pair() ? thresholds.pair() : thresholds.value();
    }
}
