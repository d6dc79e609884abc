package io.footfall.count;

import io.footfall.measure.Cube;
import io.footfall.measure.Decision;
import io.footfall.measure.Dimension;
import io.footfall.measure.Fact;
import io.footfall.measure.Milestones;
import io.footfall.measure.Observation;
import io.footfall.measure.Observations;
import io.footfall.measure.Value;
import io.footfall.measure.Visit;
import io.footfall.measure.VisitorStep;
import io.footfall.measure.Vital;
import io.footfall.measure.WeekStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Requests that add to as many measures as the limits on a request let them: 20 events of which none shares a cell with another. */
final class LargestRequests {

    private static final int EVENTS = 20;
    private static final int PROPERTIES = 10;
    private static final int SEGMENTS = 10;

    private LargestRequests() {}

    /** One of each kind of event, and one of all kinds. */
    static List<Observation> all() {
        List<IntFunction<Fact>> kinds = List.of(
                LargestRequests::pageview,
                LargestRequests::engagement,
                LargestRequests::named,
                i -> new Fact.Automatic(Fact.Automatic.Kind.FORM, Value.of("/f" + i), true),
                LargestRequests::vitals,
                i -> new Fact.Step(Value.of("funnel " + i), 1 + i));
        List<Observation> all = new ArrayList<>();
        for (IntFunction<Fact> kind : kinds) {
            all.add(of(IntStream.range(0, EVENTS).mapToObj(kind).toList()));
        }
        all.add(of(IntStream.range(0, EVENTS)
                .mapToObj(i -> kinds.get(i % kinds.size()).apply(i))
                .toList()));
        return all;
    }

    /** Shortly after midnight, so that home and activity are two days. */
    private static Observation of(List<Fact> facts) {
        int day = Observations.FIRST_DAY;
        List<Value> values = Arrays.stream(Dimension.values())
                .map(dimension -> Value.of("a " + dimension.key()))
                .toList();
        List<Value> segments = IntStream.range(0, SEGMENTS)
                .mapToObj(i -> Value.of("segment " + i))
                .toList();
        Visit visit = new Visit(day - 1, values, segments);
        Decision decision = new Decision(Decision.How.CHOOSE, 1);
        return new Observation(
                1,
                day,
                0,
                0,
                visit,
                new VisitorStep(day, day - 1),
                new WeekStep(day, day),
                Cube.NEVER,
                decision,
                facts);
    }

    private static Fact pageview(int i) {
        Fact.PageFacts about = new Fact.PageFacts(
                Value.of("h" + i), Value.of("title " + i), Value.of("/g" + i), Value.of("/left" + i));
        return new Fact.Pageview(
                Value.of("/" + "p".repeat(190) + i), 1 + i, Value.of("/f" + i), Value.of("/e" + i), true, about);
    }

    private static Fact engagement(int i) {
        return new Fact.Engagement(
                Value.of("/e" + i), 10, Value.of("/g" + i), Milestones.SCROLL, Milestones.SECONDS.subList(0, i % 7));
    }

    private static Fact named(int i) {
        List<Fact.Property> properties = IntStream.range(0, PROPERTIES)
                .mapToObj(p -> new Fact.Property(Value.of("event " + i + " › " + p), Value.of("value")))
                .toList();
        Value currency = Value.of("" + (char) ('A' + i) + "UR");
        long amount = i % 2 == 0 ? 199_000 : -1;
        return new Fact.Named(Value.of("event " + i), true, properties, new Fact.Revenue(currency, amount));
    }

    private static Fact vitals(int i) {
        return new Fact.Vitals(
                Value.of("/v" + i),
                Arrays.stream(Vital.values())
                        .map(vital -> new Fact.Vitals.Bucket(vital, i))
                        .toList());
    }
}
