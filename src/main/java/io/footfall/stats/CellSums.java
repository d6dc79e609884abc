package io.footfall.stats;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Measure;
import io.footfall.stats.CellQuery.Part;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the cells say to a question, as they are: nothing is decided here about what may be shown. Built from the rows of
 * {@link CellQuery} by one thread.
 */
final class CellSums {

    /**
     * Cells that were added up.
     *
     * @param period its number from 0; -1 for those of the whole range
     * @param a first key, empty where it is not told
     * @param b second key, empty where it is not told
     * @param numbers the measures of the cube, in its order
     */
    record Added(int period, Cube cube, String a, String b, List<Long> numbers, double share) {

        long measure(Measure measure) {
            return numbers.get(cube.column(measure));
        }

        /** Everything that the cube counts. */
        Sums sums() {
            Map<Measure, Long> sums = new EnumMap<>(Measure.class);
            cube.measures().forEach(measure -> sums.put(measure, measure(measure)));
            return Sums.of(sums);
        }

        /** The text of the key that gives rows. */
        String value() {
            return a.isEmpty() ? b : a;
        }

        VisitorShare visitors() {
            return new VisitorShare(numbers.get(0), share, numbers.get(1), numbers.get(2));
        }

        Revenue.Amounts amounts() {
            return new Revenue.Amounts(measure(Measure.EVENTS), measure(Measure.AMOUNT), measure(Measure.REFUNDS));
        }
    }

    private final Map<Part, List<Added>> parts = new EnumMap<>(Part.class);

    /** Asks the database. */
    static Future<CellSums> read(Pool pool, CellQuery query) {
        return pool.preparedQuery(query.sql())
                .execute(query.arguments())
                .map(rows -> new CellSums(query.asked(), rows));
    }

    private final Set<Part> asked;

    private CellSums(Set<Part> asked, RowSet<Row> rows) {
        this.asked = Set.copyOf(asked);
        for (Row row : rows) {
            parts.computeIfAbsent(Part.valueOf(row.getString(0)), part -> new ArrayList<>())
                    .add(added(row));
        }
    }

    private static Added added(Row row) {
        Long period = row.getLong(1);
        Integer cube = row.getInteger(2);
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < Cube.MAX_MEASURES; i++) {
            Long number = row.getLong(5 + i);
            numbers.add(number == null ? 0L : number);
        }
        Double share = row.getDouble(5 + Cube.MAX_MEASURES);
        return new Added(
                period == null ? -1 : (int) (period - 1),
                cube == null ? Cubes.DAY : Cubes.byId(cube).orElseThrow(),
                text(row.getString(3)),
                text(row.getString(4)),
                List.copyOf(numbers),
                share == null ? 0 : share);
    }

    private static String text(@Nullable String key) {
        return key == null ? "" : key;
    }

    /** Whether a part was asked for: if not, that it is absent means nothing. */
    boolean asked(Part part) {
        return asked.contains(part);
    }

    /** All of a part. */
    List<Added> of(Part part) {
        return parts.getOrDefault(part, List.of());
    }

    /** What a part says of a period. */
    Stream<Added> of(Part part, int period) {
        return of(part).stream().filter(added -> added.period == period);
    }

    /** Totals of a period without a filter. */
    Sums period(int index) {
        Sums sums = of(Part.PERIOD, index)
                .filter(added -> added.cube.equals(Cubes.DAY))
                .findFirst()
                .map(Added::sums)
                .orElseGet(() -> Sums.zero(Cubes.DAY.measures()));
        long visitors = of(Part.PERIOD, index)
                .filter(added -> added.cube.equals(Cubes.RETURN))
                .mapToLong(added -> added.numbers.get(0))
                .sum();
        return sums.withVisitors(visitors, 0);
    }

    /** Visits of the recent days that have reached the breakdowns. */
    long recentVisits() {
        return of(Part.RECENT).stream().mapToLong(added -> added.numbers.get(0)).sum();
    }

    /** Visits of the recent days. */
    long recentTotal() {
        return Objects.requireNonNullElse(period(Periods.RECENT).visits(), 0L);
    }
}
