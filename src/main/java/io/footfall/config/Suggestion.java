package io.footfall.config;

import java.util.Arrays;
import java.util.Comparator;

/** The setting that somebody who mistyped a name may have meant. */
final class Suggestion {

    private static final int NEAR = 3;

    private Suggestion() {}

    /** Such as {@code , did you mean http-port?} or nothing. */
    static String near(String id) {
        return Arrays.stream(Key.values())
                .map(Key::id)
                .min(Comparator.comparingInt((String known) -> distance(known, id))
                        .thenComparingInt(String::length))
                .filter(known -> distance(known, id) <= NEAR)
                .map(known -> "; did you mean " + known + "?")
                .orElse("");
    }

    /** None for a beginning; else Levenshtein's: how many letters must be put in, left out or replaced. */
    private static int distance(String a, String b) {
        if (!b.isEmpty() && a.startsWith(b)) {
            return 0;
        }
        var previous = new int[b.length() + 1];
        Arrays.setAll(previous, j -> j);
        for (var i = 1; i <= a.length(); i++) {
            var current = new int[b.length() + 1];
            current[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
