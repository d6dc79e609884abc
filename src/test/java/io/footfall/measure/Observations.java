package io.footfall.measure;

import io.footfall.measure.Fact.Automatic;
import io.footfall.measure.Fact.Vitals;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;

/** Random observations: few sites, days and texts, so that their cells meet often. */
public final class Observations {

    /** The first day that occurs, days since 1970. */
    public static final int FIRST_DAY = 20_000;

    private static final int DAYS = 4;
    private static final int SITES = 3;
    private static final int TEXTS = 60;
    private static final int MOST_FACTS = 3;
    private static final int MOST_DAYS_AWAY = 500;

    private final RandomGenerator random;

    private Observations(RandomGenerator random) {
        this.random = random;
    }

    /** One observation for each seed; jqwik shrinks the seed only, which is as good as nothing, and enough. */
    public static Arbitrary<Observation> any() {
        return Arbitraries.longs().map(Observations::of);
    }

    /** The observation of a seed, always the same. */
    public static Observation of(long seed) {
        return new Observations(new SplittableRandom(seed)).observation(1 + (int) Math.floorMod(seed, (long) SITES));
    }

    /** The observation of a seed, of one site. */
    public static Observation of(long seed, int site) {
        return new Observations(new SplittableRandom(seed)).observation(site);
    }

    private Observation observation(int site) {
        int day = FIRST_DAY + random.nextInt(DAYS);
        int hour = day * 24 * 60 + random.nextInt(3) * 60;
        List<Value> values = IntStream.range(0, Dimension.values().length)
                .mapToObj(i -> text())
                .toList();
        List<Value> segments = Stream.of("Germans", "Buyers")
                .filter(s -> chance(3))
                .map(Value::of)
                .toList();
        Visit visit = new Visit(day - random.nextInt(2), values, segments);
        List<Fact> facts = list(1 + random.nextInt(MOST_FACTS), this::fact);
        return new Observation(
                site, day, hour, hour + random.nextInt(60), visit, step(day), week(day), away(), decision(), facts);
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private static <T> List<T> list(int length, Supplier<T> supplier) {
        return IntStream.range(0, length).mapToObj(i -> supplier.get()).toList();
    }

    private @Nullable VisitorStep step(int day) {
        return switch (random.nextInt(3)) {
            case 0 -> null;
            case 1 -> new VisitorStep(day, Cube.NEVER);
            default -> new VisitorStep(day, day - 1 - random.nextInt(MOST_DAYS_AWAY));
        };
    }

    private @Nullable WeekStep week(int day) {
        int monday = day - Math.floorMod(day - 4, 7);
        return chance(3) ? new WeekStep(monday, monday - 7 * random.nextInt(4)) : null;
    }

    private @Nullable Integer away() {
        return random.nextBoolean() ? null : random.nextInt(32) - 1;
    }

    private @Nullable Decision decision() {
        Decision.How[] kinds = Decision.How.values();
        return random.nextInt(4) > 0 ? null : new Decision(kinds[random.nextInt(kinds.length)], 1 + random.nextInt(2));
    }

    private Fact fact() {
        return switch (random.nextInt(8)) {
            case 0 ->
                new Fact.Engagement(
                        text(), random.nextInt(100), textOrNull(), some(Milestones.SCROLL), some(Milestones.SECONDS));
            case 1 -> new Fact.Named(text(), random.nextBoolean(), list(random.nextInt(3), this::property), revenue());
            case 2 -> new Automatic(one(List.of(Automatic.Kind.values())), text(), random.nextBoolean());
            case 3 ->
                new Vitals(
                        text(),
                        some(List.of(Vital.values())).stream().map(this::bucket).toList());
            case 4 -> new Fact.Step(text(), 1 + random.nextInt(4));
            default ->
                new Fact.Pageview(
                        text(), 1 + random.nextInt(12), textOrNull(), textOrNull(), random.nextBoolean(), about());
        };
    }

    private Fact.PageFacts about() {
        return new Fact.PageFacts(textOrNull(), textOrNull(), textOrNull(), textOrNull());
    }

    private Vitals.Bucket bucket(Vital vital) {
        return new Vitals.Bucket(vital, random.nextInt(Vital.LAST + 1));
    }

    private Fact.Property property() {
        return new Fact.Property(text(), text());
    }

    private Fact.@Nullable Revenue revenue() {
        return switch (random.nextInt(4)) {
            case 0 -> new Fact.Revenue(Value.of("EUR"), 1 + random.nextInt(1_000_000));
            case 1 -> new Fact.Revenue(Value.of("USD"), -1 - random.nextInt(1_000_000));
            case 2 -> new Fact.Revenue(Value.of("USD"), 0);
            default -> null;
        };
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private <T> List<T> some(List<T> all) {
        List<T> some = new ArrayList<>(all);
        some.removeIf(one -> random.nextBoolean());
        return some;
    }

    private @Nullable Value textOrNull() {
        return random.nextBoolean() ? null : text();
    }

    /** Of 1 to 3 units in the dictionary, some of them not ASCII; the lengths around a unit's end occur. */
    private Value text() {
        int number = random.nextInt(TEXTS);
        return Value.of((number % 5 == 0 ? "/ünïcode/" : "/p/") + number + "x".repeat(number % 3 * 14 + number % 7));
    }
}
