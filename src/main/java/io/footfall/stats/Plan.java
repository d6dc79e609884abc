package io.footfall.stats;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.stats.CellQuery.Part;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which cells a question is answered from. */
final class Plan {

    private final StatsQuestion question;
    private final CellQuery query;
    private final @Nullable Filter filter;

    private Plan(StatsQuestion question, Periods periods) {
        this.question = question;
        this.query = new CellQuery(question.site(), periods);
        this.filter = question.filter().orElse(null);
    }

    /** The statement of a question. */
    static CellQuery of(StatsQuestion question, Periods periods) {
        Plan plan = new Plan(question, periods);
        plan.rows();
        plan.totals();
        return plan.query;
    }

    /** The cells that hold the rows; empty where the filter and the rows are not counted together, or there are no rows of cells. */
    static Optional<Slice> slice(By by, Optional<Filter> filter) {
        if (filter.isPresent()) {
            return Pairs.slice(by, filter.get());
        } else if (by instanceof By.Property property) {
            Slice.Fixed keys = new Slice.Fixed(Slice.Key.A, property.keysWithEvent(), property.ending());
            return Optional.of(new Slice(Cubes.PROPERTY, false, true, keys));
        } else if (by instanceof By.Breakdown breakdown) {
            return Optional.of(Slice.of(breakdown.cube()));
        } else if (by instanceof By.Steps steps) {
            boolean second = steps.cube().b() != Cube.Key.NONE;
            return Optional.of(new Slice(steps.cube(), !second, second, null));
        }
        return Optional.empty();
    }

    private void rows() {
        if (question.by() instanceof By.Hours) {
            query.range(Part.HOUR, Slice.of(Cubes.HOUR));
        }
        slice(question.by(), question.filter()).ifPresent(slice -> query.range(Part.ROW, slice));
        if (question.by() instanceof By.Breakdown by) {
            query.recent();
            rows(by);
        } else if (filter != null) {
            query.recent();
        }
    }

    private void rows(By.Breakdown by) {
        if (filter == null) {
            if (question.wants(Metric.VISITORS)) {
                by.returns().ifPresent(returns -> query.visitors(Part.ROW_VISITORS, returns));
            }
            if (question.wantsMoney()) {
                revenue(by).ifPresent(cube -> query.range(Part.ROW_REVENUE, Slice.grid(cube)));
            }
            if (question.wants(Metric.SCROLL) && by == By.Thing.PAGE) {
                query.range(Part.ROW_SCROLL, Slice.of(Cubes.SCROLL));
            }
        } else if (by instanceof By.Attribute && question.wants(Metric.CONVERSION_RATE)) {
            query.range(Part.ROW_BASE, Slice.of(by.cube()));
        }
    }

    /** The cube of the revenue of each value of something, by currency. */
    private static Optional<Cube> revenue(By.Breakdown by) {
        if (by instanceof By.Attribute attribute) {
            return Optional.of(Cubes.revenueBy(attribute.dimension()));
        }
        return by == By.Thing.EVENT ? Optional.of(Cubes.REVENUE) : Optional.empty();
    }

    private void totals() {
        if (filter == null) {
            if (question.wantsMoney()) {
                query.periods(Part.REVENUE, new Slice(Cubes.REVENUE, false, true, null));
            }
            return;
        }
        By.Breakdown axis = filter.axis();
        query.periods(Part.FILTER, Slice.sum(axis.cube(), filter.value()));
        if (question.wants(Metric.VISITORS)) {
            axis.returns().ifPresent(returns -> query.visitors(Part.FILTER_VISITORS, returns, filter.value()));
        }
        if (question.wantsMoney()) {
            revenue(axis)
                    .ifPresent(cube -> query.periods(
                            Part.REVENUE, Slice.sum(cube, filter.value()).andB()));
        }
        if (question.wants(Metric.SCROLL) && axis == By.Thing.PAGE) {
            query.periods(Part.SCROLL, Slice.sum(Cubes.SCROLL, filter.value()));
        }
    }
}
