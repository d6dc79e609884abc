package io.footfall.count;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Decision;
import io.footfall.measure.Dimension;
import io.footfall.measure.Fact;
import io.footfall.measure.Frequent;
import io.footfall.measure.Measure;
import io.footfall.measure.Observation;
import io.footfall.measure.Value;
import io.footfall.measure.VisitorStep;
import io.footfall.measure.WeekStep;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which cells an observation adds to: the whole of the counting, as {@code cubes.yaml} lists it. A visit's own numbers are booked
 * on the day on which it began, activity on its day. What the facts of a request add to the totals is gathered and added at the
 * end, once for each dimension, pair and segment. Used again and again by one event loop, and allocates nothing.
 */
final class Additions {

    private static final Dimension[] DIMENSIONS = Dimension.values();
    private static final Cube[] SINGLES = cubes(List.of(DIMENSIONS));
    private static final int[] PAIRED = indexes(Cubes.PAIRED);
    private static final int FIRST_BY = Cubes.by(DIMENSIONS[0]).id();
    private static final int FIRST_RETURN = Cubes.returnsBy(DIMENSIONS[0]).id();
    private static final int FIRST_PAIR =
            Cubes.pair(Cubes.PAIRED.get(0), Cubes.PAIRED.get(1)).id();

    private static final int PAGEVIEWS = Cubes.DAY.column(Measure.PAGEVIEWS);
    private static final int VISITS = Cubes.DAY.column(Measure.VISITS);
    private static final int SECOND_PAGES = Cubes.DAY.column(Measure.SECOND_PAGES);
    private static final int SECONDS = Cubes.DAY.column(Measure.SECONDS);
    private static final int EVENTS = Cubes.DAY.column(Measure.EVENTS);
    private static final int HOUR_PAGEVIEWS = Cubes.HOUR.column(Measure.PAGEVIEWS);
    private static final int HOUR_VISITS = Cubes.HOUR.column(Measure.VISITS);
    private static final int HOUR_EVENTS = Cubes.HOUR.column(Measure.EVENTS);
    private static final int COLUMNS = Cube.MAX_MEASURES;

    private final Frequent frequent;
    private final Sink sink;
    private final PageAdditions pages;
    private final EventAdditions events;
    private final int[] values = new int[DIMENSIONS.length];
    private final @Nullable Value[] last = new Value[DIMENSIONS.length];
    private final int[] frequentValues = new int[DIMENSIONS.length];
    private final long[] totals = new long[COLUMNS];
    private final int[] columns = new int[COLUMNS];

    Additions(Frequent frequent, Sink sink) {
        this.frequent = frequent;
        this.sink = sink;
        this.pages = new PageAdditions(this, sink);
        this.events = new EventAdditions(this, sink);
    }

    /** Where the additions go. */
    interface Sink {
        /** The key that stands for a text, from 1. */
        int text(Value value);

        /** What stands for a cell in {@link #add}. */
        int cell(int site, int day, int cube, int a, int b);

        /** Adds to a measure of a cell. */
        void add(int cell, int column, long delta);

        /** The same for a measure that a request adds to once only. */
        void addOnce(int cell, int column, long delta);
    }

    private static Cube[] cubes(List<Dimension> dimensions) {
        return dimensions.stream().map(Cubes::by).toArray(Cube[]::new);
    }

    private static int[] indexes(List<Dimension> dimensions) {
        return dimensions.stream().mapToInt(Dimension::index).toArray();
    }

    /** Adds everything that an observation says. */
    void of(Observation seen) {
        texts(seen.visit().values());
        Arrays.fill(frequentValues, 0);
        Arrays.fill(totals, 0);
        steps(seen);
        List<Fact> facts = seen.facts();
        for (int i = 0; i < facts.size(); i++) {
            Fact fact = facts.get(i);
            if (fact instanceof Fact.Pageview view) {
                pageview(seen, view);
            } else if (fact instanceof Fact.Engagement engagement) {
                totals[SECONDS] += engagement.seconds();
                pages.engagement(seen, engagement);
            } else if (fact instanceof Fact.Named named) {
                totals[EVENTS]++;
                events.named(seen, named);
            } else if (fact instanceof Fact.Automatic automatic) {
                events.automatic(seen, automatic);
            } else if (fact instanceof Fact.Vitals vitals) {
                pages.vitals(seen, vitals);
            } else if (fact instanceof Fact.Step step) {
                events.step(seen, step);
            }
        }
        totals(seen);
    }

    /** The keys of the visit's values; many dimensions have the same one again and again, such as "(none)". */
    @SuppressWarnings("ReferenceEquality") // another object of the same text is looked up, which is slower and as right
    private void texts(List<Value> visit) {
        for (int d = 0; d < values.length; d++) {
            Value value = visit.get(d);
            if (value != last[d] || values[d] <= 0) {
                values[d] = sink.text(value);
                last[d] = value;
            }
        }
    }

    private void steps(Observation seen) {
        VisitorStep step = seen.visitor();
        if (step != null) {
            visitor(seen, step);
        }
        WeekStep week = seen.week();
        if (week != null) {
            one(seen.site(), week.week(), Cubes.COHORT.id(), week.cohort(), 0);
        }
        Integer away = seen.minutesAway();
        if (away != null) {
            one(seen.site(), seen.day(), Cubes.MINUTE.id(), seen.minute(), away);
        }
        Decision decision = seen.decision();
        if (decision != null) {
            decision(seen.site(), seen.day(), decision);
        }
    }

    /** Adds a refused request. */
    void refusal(int site, int day, int reason) {
        one(site, day, Cubes.REFUSAL.id(), reason, 0);
    }

    /** Adds a decision. */
    void decision(int site, int day, Decision decision) {
        one(site, day, Cubes.DECISION.id(), decision.policy(), decision.how().id());
    }

    private void visitor(Observation seen, VisitorStep step) {
        int site = seen.site();
        int day = step.day();
        one(site, day, Cubes.RETURN.id(), step.previousDay(), 0);
        int away = daysAway(step);
        for (int d = 0; d < values.length; d++) {
            one(site, day, FIRST_RETURN + d, values[d], away);
        }
        List<Value> segments = seen.visit().segments();
        for (int i = 0; i < segments.size(); i++) {
            int cell = sink.cell(site, day, Cubes.SEGMENT_RETURN.id(), sink.text(segments.get(i)), away);
            sink.add(cell, 0, 1);
        }
    }

    private static int daysAway(VisitorStep step) {
        if (step.previousDay() == Cube.NEVER) {
            return Cubes.AWAY_NEVER;
        }
        int days = step.day() - step.previousDay();
        if (days <= 0) {
            throw new IllegalArgumentException("the previous day is not before the day");
        }
        return Math.min(Cubes.AWAY_MOST, days);
    }

    private void pageview(Observation seen, Fact.Pageview view) {
        totals[PAGEVIEWS]++;
        if (view.number() == 1) {
            totals[VISITS]++;
        } else if (view.number() == 2) {
            totals[SECOND_PAGES]++;
        }
        pages.pageview(seen, view);
    }

    /** The hour's and the day's totals, and the same by each dimension, pair and segment of the visit. */
    private void totals(Observation seen) {
        hour(seen);
        int home = seen.visit().day();
        if (home == seen.day()) {
            everywhere(seen, home);
            return;
        }
        long visits = totals[VISITS];
        long secondPages = totals[SECOND_PAGES];
        totals[VISITS] = 0;
        totals[SECOND_PAGES] = 0;
        everywhere(seen, seen.day());
        Arrays.fill(totals, 0);
        totals[VISITS] = visits;
        totals[SECOND_PAGES] = secondPages;
        everywhere(seen, home);
    }

    private void hour(Observation seen) {
        if ((totals[PAGEVIEWS] | totals[VISITS] | totals[EVENTS]) == 0) {
            return;
        }
        int cell = sink.cell(seen.site(), seen.day(), Cubes.HOUR.id(), seen.hour(), 0);
        hour(cell, HOUR_PAGEVIEWS, totals[PAGEVIEWS]);
        hour(cell, HOUR_VISITS, totals[VISITS]);
        hour(cell, HOUR_EVENTS, totals[EVENTS]);
    }

    private void hour(int cell, int column, long delta) {
        if (delta != 0) {
            sink.addOnce(cell, column, delta);
        }
    }

    private void everywhere(Observation seen, int day) {
        int used = 0;
        for (int column = 0; column < COLUMNS; column++) {
            if (totals[column] != 0) {
                columns[used++] = column;
            }
        }
        if (used == 0) {
            return;
        }
        int site = seen.site();
        total(sink.cell(site, day, Cubes.DAY.id(), 0, 0), used);
        for (int d = 0; d < values.length; d++) {
            total(sink.cell(site, day, FIRST_BY + d, values[d], 0), used);
        }
        pairs(seen, day, used);
        List<Value> segments = seen.visit().segments();
        for (int i = 0; i < segments.size(); i++) {
            int cell = sink.cell(site, day, Cubes.SEGMENT.id(), sink.text(segments.get(i)), 0);
            for (int c = 0; c < used; c++) {
                sink.add(cell, columns[c], totals[columns[c]]);
            }
        }
    }

    private void pairs(Observation seen, int day, int used) {
        for (int dimension : PAIRED) {
            frequentValue(seen, dimension);
        }
        int cube = FIRST_PAIR;
        for (int i = 0; i < PAIRED.length; i++) {
            int a = frequentValues[PAIRED[i]];
            for (int j = i + 1; j < PAIRED.length; j++) {
                total(sink.cell(seen.site(), day, cube++, a, frequentValues[PAIRED[j]]), used);
            }
        }
    }

    private void total(int cell, int used) {
        for (int c = 0; c < used; c++) {
            sink.addOnce(cell, columns[c], totals[columns[c]]);
        }
    }

    /** The key of the visit's value in a dimension, as it is. */
    int value(int dimension) {
        return values[dimension];
    }

    /** The key of the visit's value in a dimension, or of {@link Value#FEW} where it is not frequent. */
    int frequentValue(Observation seen, int dimension) {
        if (frequentValues[dimension] == 0) {
            Value value = seen.visit().values().get(dimension);
            boolean kept = frequent.isFrequent(seen.site(), SINGLES[dimension], value);
            frequentValues[dimension] = kept ? values[dimension] : sink.text(Value.FEW);
        }
        return frequentValues[dimension];
    }

    /** The key of a page or an event, or of {@link Value#FEW} where it is not frequent. */
    int frequentKey(int site, Cube single, Value value, int key) {
        return frequent.isFrequent(site, single, value) ? key : sink.text(Value.FEW);
    }

    private void one(int site, int day, int cube, int a, int b) {
        sink.addOnce(sink.cell(site, day, cube, a, b), 0, 1);
    }
}
