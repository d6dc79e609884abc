package io.footfall.count;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Decision;
import io.footfall.measure.Dimension;
import io.footfall.measure.Fact;
import io.footfall.measure.Measure;
import io.footfall.measure.Observation;
import io.footfall.measure.ReturnGap;
import io.footfall.measure.Value;
import io.footfall.measure.VisitorStep;

/**
 * Which cells an observation adds to: the whole of the counting, in the order of {@link Cubes}. A visit's own numbers are booked
 * on the day on which it began, activity on its day.
 */
final class Additions {

    private static final Dimension[] DIMENSIONS = Dimension.values();

    private final Observation seen;
    private final Sink sink;
    private final int[] values = new int[DIMENSIONS.length];

    private Additions(Observation seen, Sink sink) {
        this.seen = seen;
        this.sink = sink;
    }

    /** Where the additions go. */
    interface Sink {
        /** The key that stands for a text. */
        int text(Value value);

        void add(int site, int day, Cube cube, int a, int b, Measure measure, long delta);
    }

    static void of(Observation seen, Sink sink) {
        new Additions(seen, sink).all();
    }

    private void all() {
        for (Dimension dimension : DIMENSIONS) {
            values[dimension.index()] = sink.text(seen.visit().value(dimension));
        }
        VisitorStep step = seen.visitor();
        if (step != null) {
            visitor(step);
        }
        Integer away = seen.minutesAway();
        if (away != null) {
            add(seen.day(), Cubes.MINUTE, seen.minute(), away, Measure.VISITORS, 1);
        }
        Decision decision = seen.decision();
        if (decision != null) {
            add(seen.day(), Cubes.DECISION, decision.policy(), decision.how().id(), Measure.REQUESTS, 1);
        }
        for (Fact fact : seen.facts()) {
            if (fact instanceof Fact.Pageview view) {
                pageview(view);
            } else if (fact instanceof Fact.Engagement engagement) {
                engagement(engagement);
            } else if (fact instanceof Fact.Named named) {
                named(named);
            }
        }
    }

    private void visitor(VisitorStep step) {
        add(step.day(), Cubes.RETURN, step.previousDay(), 0, Measure.VISITORS, 1);
        int gap = ReturnGap.of(step.day(), step.previousDay()).id();
        for (Dimension dimension : DIMENSIONS) {
            int value = values[dimension.index()];
            add(step.day(), Cubes.returnsBy(dimension), value, gap, Measure.VISITORS, 1);
        }
    }

    private void pageview(Fact.Pageview view) {
        int page = sink.text(view.page());
        int home = seen.visit().day();
        add(seen.day(), Cubes.HOUR, seen.hour(), 0, Measure.PAGEVIEWS, 1);
        totals(seen.day(), Measure.PAGEVIEWS, 1);
        add(seen.day(), Cubes.PAGE, page, 0, Measure.PAGEVIEWS, 1);
        if (view.number() == 1) {
            add(seen.day(), Cubes.HOUR, seen.hour(), 0, Measure.VISITS, 1);
            totals(home, Measure.VISITS, 1);
        } else if (view.number() == 2) {
            totals(home, Measure.SECOND_PAGES, 1);
        }
        if (view.firstView()) {
            add(home, Cubes.PAGE, page, 0, Measure.VISITS_WITH, 1);
        }
        add(home, Cubes.PAGE, page, 0, Measure.ARRIVALS, 1);
        Value left = view.exitBefore();
        if (left != null) {
            add(home, Cubes.PAGE, sink.text(left), 0, Measure.DEPARTURES, 1);
        }
        Value from = view.from();
        if (from != null) {
            add(home, Cubes.FLOW, sink.text(from), page, Measure.PAGEVIEWS, 1);
        }
    }

    private void engagement(Fact.Engagement engagement) {
        totals(seen.day(), Measure.SECONDS, engagement.seconds());
        add(seen.day(), Cubes.PAGE, sink.text(engagement.page()), 0, Measure.SECONDS, engagement.seconds());
    }

    private void named(Fact.Named named) {
        int name = sink.text(named.name());
        add(seen.day(), Cubes.HOUR, seen.hour(), 0, Measure.EVENTS, 1);
        totals(seen.day(), Measure.EVENTS, 1);
        add(seen.day(), Cubes.EVENT, name, 0, Measure.EVENTS, 1);
        if (named.first()) {
            add(seen.visit().day(), Cubes.EVENT, name, 0, Measure.VISITS_WITH, 1);
        }
    }

    /** The day's total, and the same by each dimension of the visit. */
    private void totals(int day, Measure measure, long delta) {
        add(day, Cubes.DAY, 0, 0, measure, delta);
        for (Dimension dimension : DIMENSIONS) {
            add(day, Cubes.by(dimension), values[dimension.index()], 0, measure, delta);
        }
    }

    private void add(int day, Cube cube, int a, int b, Measure measure, long delta) {
        sink.add(seen.site(), day, cube, a, b, measure, delta);
    }
}
