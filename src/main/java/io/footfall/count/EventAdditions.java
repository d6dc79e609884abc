package io.footfall.count;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import io.footfall.measure.Fact;
import io.footfall.measure.Measure;
import io.footfall.measure.Observation;
import java.util.List;

/** What named and automatic events and steps of funnels add, besides the totals. */
final class EventAdditions {

    private static final int DIMENSIONS = Dimension.values().length;
    private static final int EVENT = Cubes.EVENT.id();
    private static final int EVENTS = Cubes.EVENT.column(Measure.EVENTS);
    private static final int VISITS_WITH = Cubes.EVENT.column(Measure.VISITS_WITH);
    private static final int FIRST_BY = Cubes.eventBy(Dimension.SOURCE).id();
    private static final int REVENUE_EVENTS = Cubes.REVENUE.column(Measure.EVENTS);
    private static final int AMOUNT = Cubes.REVENUE.column(Measure.AMOUNT);
    private static final int REFUNDS = Cubes.REVENUE.column(Measure.REFUNDS);
    private static final int FIRST_REVENUE_BY =
            Cubes.revenueBy(Dimension.SOURCE).id();

    private final Additions request;
    private final Additions.Sink sink;

    EventAdditions(Additions request, Additions.Sink sink) {
        this.request = request;
        this.sink = sink;
    }

    void named(Observation seen, Fact.Named named) {
        int site = seen.site();
        int home = seen.visit().day();
        int name = sink.text(named.name());
        int key = request.frequentKey(site, Cubes.EVENT, named.name(), name);
        sink.add(sink.cell(site, seen.day(), EVENT, name, 0), EVENTS, 1);
        by(seen, seen.day(), key, EVENTS);
        if (named.first()) {
            sink.add(sink.cell(site, home, EVENT, name, 0), VISITS_WITH, 1);
            by(seen, home, key, VISITS_WITH);
        }
        List<Fact.Property> properties = named.properties();
        for (int i = 0; i < properties.size(); i++) {
            int property = sink.text(properties.get(i).key());
            int value = sink.text(properties.get(i).value());
            sink.add(sink.cell(site, seen.day(), Cubes.PROPERTY.id(), property, value), 0, 1);
        }
        Fact.Revenue revenue = named.revenue();
        if (revenue != null) {
            revenue(seen, name, revenue);
        }
    }

    private void by(Observation seen, int day, int key, int column) {
        for (int d = 0; d < DIMENSIONS; d++) {
            sink.add(sink.cell(seen.site(), day, FIRST_BY + d, key, request.frequentValue(seen, d)), column, 1);
        }
    }

    private void revenue(Observation seen, int name, Fact.Revenue revenue) {
        int currency = sink.text(revenue.currency());
        revenue(sink.cell(seen.site(), seen.day(), Cubes.REVENUE.id(), name, currency), revenue.amount());
        for (int d = 0; d < DIMENSIONS; d++) {
            int cell = sink.cell(seen.site(), seen.day(), FIRST_REVENUE_BY + d, request.value(d), currency);
            revenue(cell, revenue.amount());
        }
    }

    private void revenue(int cell, long amount) {
        if (amount > 0) {
            sink.add(cell, REVENUE_EVENTS, 1);
            sink.add(cell, AMOUNT, amount);
        } else if (amount < 0) {
            sink.add(cell, REFUNDS, -amount);
        }
    }

    void automatic(Observation seen, Fact.Automatic automatic) {
        Cube cube = Cubes.automatic(automatic.kind());
        int target = sink.text(automatic.target());
        sink.add(sink.cell(seen.site(), seen.day(), cube.id(), target, 0), EVENTS, 1);
        if (automatic.first()) {
            sink.add(sink.cell(seen.site(), seen.visit().day(), cube.id(), target, 0), VISITS_WITH, 1);
        }
    }

    void step(Observation seen, Fact.Step step) {
        int funnel = sink.text(step.funnel());
        sink.add(sink.cell(seen.site(), seen.visit().day(), Cubes.FUNNEL.id(), funnel, step.step()), 0, 1);
    }
}
