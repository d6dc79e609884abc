package io.footfall.count;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import io.footfall.measure.Fact;
import io.footfall.measure.Measure;
import io.footfall.measure.Observation;
import io.footfall.measure.Observations;
import io.footfall.measure.ReturnGap;
import io.footfall.measure.Value;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What should have been counted, in a plain map: one line of text for each cell and measure. The rules of the design are written
 * down here once more, not taken from the counting code.
 */
public final class Truth {

    private final Map<String, Long> sums = new TreeMap<>();

    public Truth add(Observation seen) {
        int today = seen.day();
        int home = seen.visit().day();
        if (seen.visitor() != null) {
            int day = seen.visitor().day();
            int previous = seen.visitor().previousDay();
            add(seen, day, Cubes.RETURN, previous, 0, Measure.VISITORS, 1);
            for (Dimension dimension : Dimension.values()) {
                int gap = ReturnGap.of(day, previous).id();
                add(seen, day, Cubes.returnsBy(dimension), seen.visit().value(dimension), gap, Measure.VISITORS, 1);
            }
        }
        if (seen.minutesAway() != null) {
            add(seen, today, Cubes.MINUTE, seen.minute(), seen.minutesAway(), Measure.VISITORS, 1);
        }
        if (seen.decision() != null) {
            int how = seen.decision().how().id();
            add(seen, today, Cubes.DECISION, seen.decision().policy(), how, Measure.REQUESTS, 1);
        }
        for (Fact fact : seen.facts()) {
            if (fact instanceof Fact.Pageview view) {
                pageview(seen, view, today, home);
            } else if (fact instanceof Fact.Engagement engagement) {
                everywhere(seen, today, Measure.SECONDS, engagement.seconds());
                add(seen, today, Cubes.PAGE, engagement.page(), 0, Measure.SECONDS, engagement.seconds());
            } else if (fact instanceof Fact.Named named) {
                everywhere(seen, today, Measure.EVENTS, 1);
                add(seen, today, Cubes.HOUR, seen.hour(), 0, Measure.EVENTS, 1);
                add(seen, today, Cubes.EVENT, named.name(), 0, Measure.EVENTS, 1);
                add(seen, home, Cubes.EVENT, named.name(), 0, Measure.VISITS_WITH, named.first() ? 1 : 0);
            }
        }
        return this;
    }

    private void pageview(Observation seen, Fact.Pageview view, int today, int home) {
        everywhere(seen, today, Measure.PAGEVIEWS, 1);
        everywhere(seen, home, Measure.VISITS, view.number() == 1 ? 1 : 0);
        everywhere(seen, home, Measure.SECOND_PAGES, view.number() == 2 ? 1 : 0);
        add(seen, today, Cubes.HOUR, seen.hour(), 0, Measure.PAGEVIEWS, 1);
        add(seen, today, Cubes.HOUR, seen.hour(), 0, Measure.VISITS, view.number() == 1 ? 1 : 0);
        add(seen, today, Cubes.PAGE, view.page(), 0, Measure.PAGEVIEWS, 1);
        add(seen, home, Cubes.PAGE, view.page(), 0, Measure.ARRIVALS, 1);
        add(seen, home, Cubes.PAGE, view.page(), 0, Measure.VISITS_WITH, view.firstView() ? 1 : 0);
        if (view.exitBefore() != null) {
            add(seen, home, Cubes.PAGE, view.exitBefore(), 0, Measure.DEPARTURES, 1);
        }
        if (view.from() != null) {
            add(seen, home, Cubes.FLOW, view.from(), view.page(), Measure.PAGEVIEWS, 1);
        }
    }

    private void everywhere(Observation seen, int day, Measure measure, long delta) {
        add(seen, day, Cubes.DAY, 0, 0, measure, delta);
        for (Dimension dimension : Dimension.values()) {
            add(seen, day, Cubes.by(dimension), seen.visit().value(dimension), 0, measure, delta);
        }
    }

    private void add(Observation seen, int day, Cube cube, Object a, Object b, Measure measure, long delta) {
        add(key(seen.site(), day, cube, a, b, measure.name()), delta);
    }

    /** Adds a refused request. */
    public Truth addRefusal(int site, int day, int reason) {
        add(key(site, day, Cubes.REFUSAL, reason, 0, Measure.REQUESTS.name()), 1);
        return this;
    }

    /** Adds a cell as it was read, whose measures stand in the order of its cube; the unused ones must be 0. */
    public Truth add(Cell cell, long[] measures) {
        for (int i = 0; i < measures.length; i++) {
            boolean used = i < cell.cube().measures().size();
            String measure = used ? cell.cube().measures().get(i).name() : "UNUSED_" + i;
            add(key(cell.site(), cell.day(), cell.cube(), plain(cell.a()), plain(cell.b()), measure), measures[i]);
        }
        return this;
    }

    /** Adds a sum that was read elsewhere. */
    public Truth add(int site, int day, Cube cube, Object a, Object b, int column, long sum) {
        boolean used = column < cube.measures().size();
        add(key(site, day, cube, a, b, used ? cube.measures().get(column).name() : "UNUSED_" + column), sum);
        return this;
    }

    public Truth addAll(Truth other) {
        other.sums.forEach(this::add);
        return this;
    }

    private static Object plain(Cell.Key key) {
        return key instanceof Cell.Text text ? text.text() : ((Cell.Numeric) key).number();
    }

    private static String key(int site, int day, Cube cube, Object a, Object b, String measure) {
        return "site %d day %d %s [%s] [%s] %s".formatted(site, day, cube.name(), plain(a), plain(b), measure);
    }

    private static Object plain(Object key) {
        return key instanceof Value value ? value.text() : key;
    }

    private void add(String key, long delta) {
        sums.merge(key, delta, Long::sum);
        sums.remove(key, 0L);
    }

    /** What some sealed files hold together. */
    public static Truth in(Iterable<SealedCounters> files) {
        Truth truth = new Truth();
        files.forEach(file -> file.forEach(truth::add));
        return truth;
    }

    /** The observations of the seeds {@code from} (inclusive) to {@code to} (exclusive). */
    public static Truth ofSeeds(long from, long to) {
        Truth truth = new Truth();
        for (long seed = from; seed < to; seed++) {
            truth.add(Observations.of(seed));
        }
        return truth;
    }

    /** The sums by cell and measure, without those that are 0. */
    public Map<String, Long> sums() {
        return sums;
    }

    public boolean isEmpty() {
        return sums.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Truth truth && sums.equals(truth.sums);
    }

    @Override
    public int hashCode() {
        return sums.hashCode();
    }

    @Override
    public String toString() {
        return sums.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue())
                .collect(Collectors.joining("\n"));
    }
}
