package io.footfall.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Something to choose from by chance, some of it more often than the rest.
 *
 * @param options what may be chosen
 * @param bounds for each option the sum of the weights up to and including it
 */
record Choice<T>(List<T> options, List<Integer> bounds) {

    Choice {
        options = List.copyOf(options);
        bounds = List.copyOf(bounds);
    }

    /** An option with its weight. */
    record Weighted<T>(T option, int weight) {}

    static <T> Weighted<T> share(int weight, T option) {
        return new Weighted<>(option, weight);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    static <T> Choice<T> among(Weighted<T>... weighted) {
        List<T> options = new ArrayList<>();
        List<Integer> bounds = new ArrayList<>();
        int sum = 0;
        for (Weighted<T> one : weighted) {
            sum += one.weight();
            options.add(one.option());
            bounds.add(sum);
        }
        return new Choice<>(options, bounds);
    }

    T pick(RandomGenerator random) {
        int chance = random.nextInt(bounds.get(bounds.size() - 1));
        int i = 0;
        while (bounds.get(i) <= chance) {
            i++;
        }
        return options.get(i);
    }
}
