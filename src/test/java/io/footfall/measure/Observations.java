package io.footfall.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
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
        Visit visit = new Visit(
                day - random.nextInt(2),
                IntStream.range(0, Dimension.values().length)
                        .mapToObj(i -> text())
                        .toList());
        List<Fact> facts = new ArrayList<>();
        for (int left = 1 + random.nextInt(MOST_FACTS); left > 0; left--) {
            facts.add(fact());
        }
        return new Observation(site, day, hour, hour + random.nextInt(60), visit, step(day), away(), decision(), facts);
    }

    private @Nullable VisitorStep step(int day) {
        return switch (random.nextInt(3)) {
            case 0 -> null;
            case 1 -> new VisitorStep(day, Cube.NEVER);
            default -> new VisitorStep(day, day - 1 - random.nextInt(100));
        };
    }

    private @Nullable Integer away() {
        return random.nextBoolean() ? null : random.nextInt(32) - 1;
    }

    private @Nullable Decision decision() {
        Decision.How[] kinds = Decision.How.values();
        return random.nextInt(4) > 0 ? null : new Decision(kinds[random.nextInt(kinds.length)], 1 + random.nextInt(2));
    }

    private Fact fact() {
        return switch (random.nextInt(3)) {
            case 0 -> new Fact.Engagement(text(), random.nextInt(100));
            case 1 -> new Fact.Named(text(), random.nextBoolean());
            default ->
                new Fact.Pageview(text(), 1 + random.nextInt(3), textOrNull(), textOrNull(), random.nextBoolean());
        };
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
