package io.footfall.stats;

import io.footfall.measure.DistinctSketch;
import io.footfall.measure.Family;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.Optional;

/**
 * About how many values became (other), because their days had as many as a day can hold.
 *
 * @param values different ones, within 7 % two times in three
 * @param since the first of those days
 */
public record Folded(long values, LocalDate since) {

    private static final String READ = """
            select day, sketch from folded_value
            where bucket = $1 and site = $2 and day between $3 and $4 and family = $5 order by day""";

    /** What was folded of the values that the rows of an answer are; empty where nothing was. */
    static Future<Optional<Folded>> read(Pool pool, StatsQuestion question) {
        return question.by() instanceof By.Breakdown by
                ? read(pool, question, family(by))
                : Future.succeededFuture(Optional.empty());
    }

    private static Family family(By.Breakdown by) {
        return by instanceof By.Property
                ? Family.PROPERTY_VALUE
                : Family.ofFirst(by.cube()).orElseThrow(() -> new IllegalStateException("rows are no values"));
    }

    private static Future<Optional<Folded>> read(Pool pool, StatsQuestion question, Family family) {
        Range range = question.range();
        return pool.preparedQuery(READ)
                .execute(Tuple.of(
                        question.site().bucket(), question.site().id(), range.firstDay(), range.lastDay(), (short)
                                family.id()))
                .map(rows -> {
                    DistinctSketch all = new DistinctSketch();
                    rows.forEach(
                            row -> all.add(DistinctSketch.of(row.getBuffer(1).getBytes())));
                    return rows.size() == 0
                            ? Optional.empty()
                            : Optional.of(new Folded(
                                    all.estimate(),
                                    LocalDate.ofEpochDay(rows.iterator().next().getInteger(0))));
                });
    }
}
