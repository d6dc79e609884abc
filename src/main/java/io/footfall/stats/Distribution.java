package io.footfall.stats;

import io.footfall.measure.Measure;
import io.footfall.measure.Milestones;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many visits stopped between two steps: the difference of those that reached them. */
final class Distribution {

    private Distribution() {}

    /**
     * A row for each step; a difference below 0 stays as it is.
     *
     * @param reached visits by step
     * @param visits all of them
     */
    static List<StatsRow> of(By.Steps by, Map<Integer, Long> reached, long visits) {
        return switch (by) {
            case VISIT_PAGES -> differences(Milestones.PAGES, reached);
            case VISIT_LENGTH -> {
                List<Integer> steps = new ArrayList<>(Milestones.SECONDS);
                steps.add(0, 0);
                Map<Integer, Long> all = new HashMap<>(reached);
                all.put(0, visits);
                yield differences(steps, all);
            }
            case SCROLL ->
                Milestones.SCROLL.stream()
                        .map(step -> new StatsRow(
                                step.toString(),
                                Sums.of(Map.of(Measure.VISITS_WITH, reached.getOrDefault(step, 0L)))
                                        .withBase(visits)))
                        .toList();
        };
    }

    private static List<StatsRow> differences(List<Integer> steps, Map<Integer, Long> reached) {
        List<StatsRow> rows = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            boolean last = i + 1 == steps.size();
            long further = last ? 0 : reached.getOrDefault(steps.get(i + 1), 0L);
            long stopped = reached.getOrDefault(steps.get(i), 0L) - further;
            String value = last ? steps.get(i) + "+" : span(steps.get(i), steps.get(i + 1) - 1);
            rows.add(new StatsRow(value, Sums.of(Map.of(Measure.VISITS, stopped))));
        }
        return rows;
    }

    private static String span(int from, int to) {
        return from == to ? Integer.toString(from) : from + "-" + to;
    }
}
