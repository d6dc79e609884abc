package io.footfall.count;

import io.footfall.measure.Cube;
import io.footfall.measure.Dimension;
import io.footfall.measure.Fact;
import io.footfall.measure.Observation;
import io.footfall.measure.Value;
import io.footfall.measure.Visit;
import io.footfall.measure.VisitorStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The mix of {@code docs/performance.md} as observations: page views with all that is known of them; 10,000 pages, 50 countries, 300
 * User-Agents in their classes, 1,000 sources; small numbers are more frequent. One day.
 */
public final class Mix {

    /** The one day, since 1970. */
    public static final int DAY = 20_000;
    private static final int MINUTES = 24 * 60;

    private final SplittableRandom random = new SplittableRandom(7);

    private final Map<String, Value> known = new HashMap<>();

    private int number(int most) {
        return (int) (most * random.nextDouble() * random.nextDouble());
    }

    /** A page, which every request brings anew. */
    private Value page() {
        return Value.of("/p/page-" + number(10_000));
    }

    /** A value of a closed or cached list: the same object each time. */
    private Value one(String kind, int most) {
        return known.computeIfAbsent(kind + number(most), Value::of);
    }

    private Visit visit(int day) {
        List<Value> values = new ArrayList<>(Collections.nCopies(Dimension.values().length, Value.NONE));
        Value source = one("source", 1_000);
        values.set(Dimension.SOURCE.index(), source);
        values.set(Dimension.FIRST_SOURCE.index(), source);
        values.set(Dimension.LAST_SOURCE.index(), source);
        values.set(Dimension.CHANNEL.index(), one("Channel ", 8));
        values.set(Dimension.REFERRER.index(), one("source.example/", 1_000));
        values.set(Dimension.COUNTRY.index(), one("C", 50));
        values.set(Dimension.LANGUAGE.index(), one("l", 20));
        values.set(Dimension.DEVICE.index(), one("device ", 3));
        values.set(Dimension.BROWSER.index(), one("Browser ", 20));
        values.set(Dimension.OS.index(), one("System ", 8));
        values.set(Dimension.SCREEN.index(), one("screen ", 4));
        values.set(Dimension.ENTRY_PAGE.index(), page());
        values.set(Dimension.RETURNING.index(), one("returning ", 7));
        values.set(Dimension.ENTRY_GROUP.index(), one("/group/", 20));
        return new Visit(day, values);
    }

    Observation start() {
        return start(1, DAY);
    }

    private Observation start(int site, int day) {
        Visit visit = visit(day);
        Value entry = Value.of(visit.value(Dimension.ENTRY_PAGE).text());
        Fact view = new Fact.Pageview(entry, 1, null, null, true, about(entry, null));
        int away = number(100);
        VisitorStep step = new VisitorStep(day, away == 0 ? Cube.NEVER : day - away);
        return new Observation(site, day, day * MINUTES, day * MINUTES + 7, visit, step, Cube.NEVER, null, List.of(view));
    }

    Observation goesOn() {
        return goesOn(1, DAY);
    }

    private Observation goesOn(int site, int day) {
        Value before = page();
        Value page = page();
        Value group = one("/group/", 20);
        Fact view = new Fact.Pageview(page, 2 + number(10), before, before, random.nextBoolean(), about(page, group));
        return new Observation(site, day, day * MINUTES, day * MINUTES + 7, visit(day), null, null, null, List.of(view));
    }

    private Fact.PageFacts about(Value page, @org.jspecify.annotations.Nullable Value groupLeft) {
        return new Fact.PageFacts(
                one("www.example.com", 1), Value.of("Title of " + page.text()), one("/group/", 20), groupLeft);
    }

    /** One in five begins a visit. */
    Observation any() {
        return any(1);
    }

    /** The same, of a site. */
    public Observation any(int site) {
        return any(site, DAY);
    }

    /** The same, on a day. */
    public Observation any(int site, int day) {
        return random.nextInt(5) == 0 ? start(site, day) : goesOn(site, day);
    }
}
