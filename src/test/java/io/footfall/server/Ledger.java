package io.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * What happened, by figure and value, and how much of it was in requests whose answers were lost for good: those may be counted or
 * not. Made by one thread.
 */
final class Ledger {

    private final Map<String, Long> happened = new TreeMap<>();
    private final Map<String, Long> unsure = new TreeMap<>();

    void add(String key, long number, boolean lost) {
        happened.merge(key, number, Long::sum);
        unsure.merge(key, lost ? Math.abs(number) : 0L, Long::sum);
    }

    /** How much of everything is unsure. */
    long unsure() {
        return unsure.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Everything of a name. */
    long sum(String name) {
        return of(happened, name).values().stream().mapToLong(Long::longValue).sum();
    }

    /** The figures of the rows of an answer, as {@code NAME VALUE}. */
    static Map<String, Long> rows(JsonObject answer, String name, String value, String figure) {
        Map<String, Long> rows = new TreeMap<>();
        JsonArray array = answer.getJsonArray("rows");
        for (int i = 0; i < array.size(); i++) {
            JsonObject row = array.getJsonObject(i);
            long number = row.getLong(figure, 0L);
            if (number != 0) {
                rows.put(name + " " + row.getValue(value), number);
            }
        }
        return rows;
    }

    /** Compares everything of some names with what is told: nothing more than happened, nothing less than what is sure. */
    void assertTold(Map<String, Long> told, String... names) {
        for (String name : names) {
            Map<String, Long> expected = new TreeMap<>(happened);
            expected.keySet().removeIf(key -> !key.startsWith(name + " "));
            assertThat(expected).as(name).isNotEmpty();
            assertThat(expected.keySet()).containsAll(of(told, name).keySet());
            expected.forEach((key, number) -> assertThat(told.getOrDefault(key, 0L))
                    .as(key)
                    .isBetween(number - unsure.getOrDefault(key, 0L), number));
        }
    }

    private static Map<String, Long> of(Map<String, Long> told, String name) {
        Map<String, Long> of = new TreeMap<>(told);
        of.keySet().removeIf(key -> !key.startsWith(name + " "));
        return of;
    }
}
