package io.footfall.merge;

import io.footfall.measure.Cube;
import io.footfall.measure.Dimension;
import io.footfall.measure.Fact;
import io.footfall.measure.Observation;
import io.footfall.measure.Value;
import io.footfall.measure.Visit;
import io.footfall.measure.VisitorStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The visits of one site with the whole history of its visitors, which a server never has. */
final class Diary {

    /** A visitor's first visit of a day; the previous day of activity is {@link Cube#NEVER} for none. */
    record Step(int day, int previousDay, List<Value> values) {}

    private final SplittableRandom random;
    private final int site;
    private final Map<Integer, Integer> lastDays = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();

    Diary(long seed, int site) {
        this.random = new SplittableRandom(seed);
        this.site = site;
    }

    List<Step> steps() {
        return steps;
    }

    /** Visits of a day: about two in three by somebody new to the day, most values rare. */
    List<Observation> day(int day, int visits) {
        List<Observation> seen = new ArrayList<>();
        for (int i = 0; i < visits; i++) {
            seen.add(visit(day, random.nextInt(2 * visits + 3)));
        }
        return seen;
    }

    private Observation visit(int day, int person) {
        List<Value> values = IntStream.range(0, Dimension.values().length)
                .mapToObj(i -> rare(i + "-"))
                .toList();
        Visit visit = new Visit(day, values);
        int previous = lastDays.getOrDefault(person, Cube.NEVER);
        VisitorStep step = previous == day ? null : new VisitorStep(day, previous);
        lastDays.put(person, day);
        if (step != null) {
            steps.add(new Step(day, previous, values));
        }
        int minute = day * 24 * 60 + random.nextInt(60);
        return new Observation(site, day, day * 24 * 60, minute, visit, step, null, null, facts());
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        Value page = rare("/");
        facts.add(new Fact.Pageview(page, 1, null, null, true));
        if (random.nextBoolean()) {
            Value next = rare("/");
            facts.add(new Fact.Pageview(next, 2, page, page, !next.equals(page)));
            facts.add(new Fact.Engagement(next, 1 + random.nextInt(100)));
        }
        if (random.nextInt(3) == 0) {
            facts.add(new Fact.Named(rare("event "), true));
        }
        return facts;
    }

    /** One of seven values, the last very rare. */
    private Value rare(String prefix) {
        double x = random.nextDouble();
        return Value.of(prefix + (int) (7 * x * x * x));
    }
}
