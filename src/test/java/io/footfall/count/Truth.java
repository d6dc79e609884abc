package io.footfall.count;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import io.footfall.measure.Fact;
import io.footfall.measure.Frequent;
import io.footfall.measure.Measure;
import io.footfall.measure.Observation;
import io.footfall.measure.Observations;
import io.footfall.measure.ReturnRanges;
import io.footfall.measure.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What should have been counted, in a plain map: one line of text for each cell and measure. The rules of the design are written
 * down here once more, not taken from the counting code.
 */
public final class Truth {

    private static final List<String> PAIRED =
            List.of("source", "channel", "utm_campaign", "country", "device", "entry_page");

    private final Map<String, Long> sums = new TreeMap<>();
    private final Frequent frequent;

    /** All values are frequent. */
    public Truth() {
        this(Frequent.EVERYTHING);
    }

    Truth(Frequent frequent) {
        this.frequent = frequent;
    }

    public Truth add(Observation seen) {
        int today = seen.day();
        int home = seen.visit().day();
        if (seen.visitor() != null) {
            visitor(seen, seen.visitor().day(), seen.visitor().previousDay());
        }
        if (seen.week() != null) {
            add(seen, seen.week().week(), "cohort", seen.week().cohort(), 0, Measure.VISITORS, 1);
        }
        if (seen.minutesAway() != null) {
            add(seen, today, "minute", seen.minute(), seen.minutesAway(), Measure.VISITORS, 1);
        }
        if (seen.decision() != null) {
            int how = seen.decision().how().id();
            add(seen, today, "decision", seen.decision().policy(), how, Measure.REQUESTS, 1);
        }
        for (Fact fact : seen.facts()) {
            if (fact instanceof Fact.Pageview view) {
                pageview(seen, view, today, home);
                about(seen, view, today, home);
            } else if (fact instanceof Fact.Engagement engagement) {
                engagement(seen, engagement, today, home);
            } else if (fact instanceof Fact.Named named) {
                named(seen, named, today, home);
            } else if (fact instanceof Fact.Automatic automatic) {
                String cube = automatic.kind().name().toLowerCase(Locale.ROOT);
                add(seen, today, cube, automatic.target(), 0, Measure.EVENTS, 1);
                add(seen, home, cube, automatic.target(), 0, Measure.VISITS_WITH, automatic.first() ? 1 : 0);
            } else if (fact instanceof Fact.Vitals vitals) {
                vitals.buckets()
                        .forEach(bucket -> add(
                                seen, today, bucket.vital().name(), vitals.page(), bucket.number(), Measure.EVENTS, 1));
            } else if (fact instanceof Fact.Step step) {
                add(seen, home, "funnel", step.funnel(), step.step(), Measure.VISITS, 1);
            }
        }
        return this;
    }

    private void visitor(Observation seen, int day, int previous) {
        add(seen, day, "return", previous, 0, Measure.VISITORS, 1);
        int gap = previous == -1 ? 0 : Math.min(day - previous, 400);
        for (Dimension dimension : Dimension.values()) {
            String cube = dimension.key() + " x return";
            add(seen, day, cube, seen.visit().value(dimension), gap, Measure.VISITORS, 1);
        }
        seen.visit().segments().forEach(s -> add(seen, day, "segment x return", s, gap, Measure.VISITORS, 1));
    }

    private void pageview(Observation seen, Fact.Pageview view, int today, int home) {
        int start = view.number() == 1 ? 1 : 0;
        int first = view.firstView() ? 1 : 0;
        everywhere(seen, today, Measure.PAGEVIEWS, 1);
        everywhere(seen, home, Measure.VISITS, start);
        everywhere(seen, home, Measure.SECOND_PAGES, view.number() == 2 ? 1 : 0);
        add(seen, today, "hour", seen.hour(), 0, Measure.PAGEVIEWS, 1);
        add(seen, today, "hour", seen.hour(), 0, Measure.VISITS, start);
        add(seen, today, "page", view.page(), 0, Measure.PAGEVIEWS, 1);
        add(seen, home, "page", view.page(), 0, Measure.ARRIVALS, 1);
        add(seen, home, "page", view.page(), 0, Measure.VISITS_WITH, first);
        pageBy(seen, today, view.page(), Measure.PAGEVIEWS, 1);
        pageBy(seen, home, view.page(), Measure.VISITS_WITH, first);
        if (view.exitBefore() != null) {
            add(seen, home, "page", view.exitBefore(), 0, Measure.DEPARTURES, 1);
        }
        if (view.from() != null) {
            add(seen, home, "flow", view.from(), view.page(), Measure.PAGEVIEWS, 1);
        }
        if (List.of(1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50).contains(view.number())) {
            add(seen, home, "pages reached", view.number(), 0, Measure.VISITS, 1);
        }
    }

    private void about(Observation seen, Fact.Pageview view, int today, int home) {
        Fact.PageFacts about = view.about();
        if (about.title() != null) {
            add(seen, today, "title", view.page(), about.title(), Measure.PAGEVIEWS, 1);
        }
        if (about.host() != null) {
            add(seen, today, "host", about.host(), 0, Measure.PAGEVIEWS, 1);
            add(seen, home, "host", about.host(), 0, Measure.VISITS, view.number() == 1 ? 1 : 0);
        }
        if (about.group() != null) {
            add(seen, today, "group", about.group(), 0, Measure.PAGEVIEWS, 1);
            add(seen, home, "group", about.group(), 0, Measure.ARRIVALS, 1);
        }
        if (about.groupLeft() != null) {
            add(seen, home, "group", about.groupLeft(), 0, Measure.DEPARTURES, 1);
        }
    }

    private void engagement(Observation seen, Fact.Engagement engagement, int today, int home) {
        Value page = engagement.page();
        everywhere(seen, today, Measure.SECONDS, engagement.seconds());
        add(seen, today, "page", page, 0, Measure.SECONDS, engagement.seconds());
        pageBy(seen, today, page, Measure.SECONDS, engagement.seconds());
        if (engagement.group() != null) {
            add(seen, today, "group", engagement.group(), 0, Measure.SECONDS, engagement.seconds());
        }
        engagement.scroll().forEach(depth -> add(seen, home, "scroll", page, depth, Measure.VISITS_WITH, 1));
        engagement.visitSeconds().forEach(s -> add(seen, home, "seconds reached", s, 0, Measure.VISITS, 1));
    }

    private void named(Observation seen, Fact.Named named, int today, int home) {
        int first = named.first() ? 1 : 0;
        everywhere(seen, today, Measure.EVENTS, 1);
        add(seen, today, "hour", seen.hour(), 0, Measure.EVENTS, 1);
        add(seen, today, "event", named.name(), 0, Measure.EVENTS, 1);
        add(seen, home, "event", named.name(), 0, Measure.VISITS_WITH, first);
        Value name = frequentOrFew(seen, "event", named.name());
        for (Dimension dimension : Dimension.values()) {
            String cube = "event x " + dimension.key();
            add(seen, today, cube, name, frequentOrFew(seen, dimension.key()), Measure.EVENTS, 1);
            add(seen, home, cube, name, frequentOrFew(seen, dimension.key()), Measure.VISITS_WITH, first);
        }
        named.properties().forEach(p -> add(seen, today, "property", p.key(), p.value(), Measure.EVENTS, 1));
        if (named.revenue() != null) {
            Fact.Revenue revenue = named.revenue();
            revenue(seen, today, "revenue", named.name(), revenue);
            for (Dimension dimension : Dimension.values()) {
                Value value = seen.visit().value(dimension);
                revenue(seen, today, "revenue x " + dimension.key(), value, revenue);
            }
        }
    }

    private void revenue(Observation seen, int day, String cube, Value key, Fact.Revenue revenue) {
        add(seen, day, cube, key, revenue.currency(), Measure.EVENTS, revenue.amount() > 0 ? 1 : 0);
        add(seen, day, cube, key, revenue.currency(), Measure.AMOUNT, Math.max(0, revenue.amount()));
        add(seen, day, cube, key, revenue.currency(), Measure.REFUNDS, Math.max(0, -revenue.amount()));
    }

    private void pageBy(Observation seen, int day, Value page, Measure measure, long delta) {
        for (String by : List.of("source", "channel", "country", "device")) {
            Value shown = frequentOrFew(seen, "page", page);
            add(seen, day, "page x " + by, shown, frequentOrFew(seen, by), measure, delta);
        }
    }

    private void everywhere(Observation seen, int day, Measure measure, long delta) {
        add(seen, day, "day", 0, 0, measure, delta);
        for (Dimension dimension : Dimension.values()) {
            add(seen, day, dimension.key(), seen.visit().value(dimension), 0, measure, delta);
        }
        for (String a : PAIRED) {
            for (String b : PAIRED.subList(PAIRED.indexOf(a) + 1, PAIRED.size())) {
                add(seen, day, a + " x " + b, frequentOrFew(seen, a), frequentOrFew(seen, b), measure, delta);
            }
        }
        seen.visit().segments().forEach(segment -> add(seen, day, "segment", segment, 0, measure, delta));
    }

    private Value frequentOrFew(Observation seen, String dimension) {
        Value value = seen.visit().value(Dimension.byKey(dimension).orElseThrow());
        return frequentOrFew(seen, dimension, value);
    }

    private Value frequentOrFew(Observation seen, String single, Value value) {
        return frequent.isFrequent(seen.site(), cube(single), value) ? value : Value.of("(few)");
    }

    private static Cube cube(String name) {
        return Cubes.ALL.stream()
                .filter(cube -> cube.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void add(Observation seen, int day, String cube, Object a, Object b, Measure measure, long delta) {
        add(key(seen.site(), day, cube(cube), a, b, measure.name()), delta);
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

    void add(String key, long delta) {
        sums.merge(key, delta, Long::sum);
        sums.remove(key, 0L);
    }

    /** The same with days of absence in the ranges of everything at rest, as long as no day of the site has been closed. */
    public Truth atRest() {
        Pattern absence = Pattern.compile("(.* x return \\[.*\\] \\[)(\\d+)(\\] VISITORS)");
        Truth rest = new Truth();
        sums.forEach((key, sum) -> {
            Matcher line = absence.matcher(key);
            rest.add(line.matches() ? line.group(1) + step(Integer.parseInt(line.group(2))) + line.group(3) : key, sum);
        });
        return rest;
    }

    private static int step(int days) {
        return ReturnRanges.FIXED.of(days).key();
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
