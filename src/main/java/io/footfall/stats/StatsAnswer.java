package io.footfall.stats;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The answer to a question.
 *
 * @param question the question, with the range that was really used
 * @param totals of the whole range, of what the filter leaves
 * @param rows in order; empty where totals alone were asked for
 * @param few for each additive figure that was asked for, the total minus the sum of the rows; without zeros
 * @param compared the totals of the days to compare with, where asked for
 * @param folded what became (other) of the values that the rows are
 * @param waiting how many more visits the breakdowns wait for, empty when they wait for none
 * @param notes what a reader must know, as sentences
 */
public record StatsAnswer(
        StatsQuestion question,
        Sums totals,
        List<StatsRow> rows,
        Map<Metric, Figure> few,
        Optional<Sums> compared,
        Optional<Folded> folded,
        OptionalInt waiting,
        List<String> notes) {

    public StatsAnswer {
        rows = List.copyOf(rows);
        few = Map.copyOf(few);
        notes = List.copyOf(notes);
    }

    /** The same with what became (other). */
    StatsAnswer folded(Optional<Folded> values) {
        return new StatsAnswer(question, totals, rows, few, compared, values, waiting, notes);
    }

    /** The same with titles beside pages. */
    StatsAnswer titled(Map<String, String> titles) {
        List<StatsRow> titled = rows.stream()
                .map(row -> titles.containsKey(row.value()) ? row.titled(titles.get(row.value())) : row)
                .toList();
        return new StatsAnswer(question, totals, titled, few, compared, folded, waiting, notes);
    }
}
