package io.footfall.stats;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.site.Segment;
import io.footfall.site.Site;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From which day on the cells of a question are complete: nothing is known of days before, which is not the same as nobody.
 *
 * @param counted the first day that was counted and is kept
 * @param second the first day of the second list of cubes; null if there was none
 * @param rolled first days of the months of which the question's cells are kept by month only
 */
record Completeness(@Nullable LocalDate counted, @Nullable LocalDate second, List<LocalDate> rolled) {

    /** A range of days that are complete, and what was left out. */
    record Known(Range range, List<String> notes) {}

    /** Nothing was counted yet. */
    static final Completeness NOTHING = new Completeness(null, null, List.of());

    /** Each visit adds to this cube of the second list. */
    private static final Cube OF_SECOND = Cubes.PAGES_REACHED;

    /** Numbers of cubes above this are of the second list, but for those of dimensions. */
    private static final int LAST_OF_FIRST = 22;

    private static final int TOTALS_OF_FIRST = 6;
    private static final int DIMENSIONS_OF_FIRST = 15;
    private static final int BY = 100;
    private static final int PAIRS = 300;

    private static final String DAYS = """
            select
                (select min(day) from total_cell where bucket = $1 and site = $2 and cube = $3),
                (select min(day) from total_cell where bucket = $1 and site = $2 and cube = $4),
                array(select day from closed_month where bucket = $1 and site = $2 and rolled && $5::smallint[] order by day)""";

    /** Asks the database. */
    static Future<Completeness> read(Pool pool, Site site, List<Cube> cubes) {
        Short[] ids = cubes.stream().map(cube -> (short) cube.id()).toArray(Short[]::new);
        return pool.preparedQuery(DAYS)
                .execute(Tuple.of(site.bucket(), site.id(), (short) Cubes.DAY.id(), (short) OF_SECOND.id(), ids))
                .map(rows -> of(rows.iterator().next()));
    }

    private static Completeness of(Row row) {
        Integer counted = row.getInteger(0);
        Integer second = row.getInteger(1);
        return new Completeness(
                counted == null ? null : LocalDate.ofEpochDay(counted),
                second == null ? null : LocalDate.ofEpochDay(second),
                Arrays.stream(row.getArrayOfIntegers(2))
                        .map(day -> LocalDate.ofEpochDay(day))
                        .toList());
    }

    /** What of a range is complete in cubes, of visits of a segment if one is given. */
    Known known(Range asked, List<Cube> cubes, Optional<Segment> segment) {
        List<String> notes = new ArrayList<>();
        Range range = from(asked, counted, "Nothing is kept of days before %s.", notes);
        if (cubes.stream().anyMatch(Completeness::ofSecond)) {
            range = from(range, secondWhole(), "This is counted since %s.", notes);
        }
        if (segment.isPresent()) {
            LocalDate since = LocalDate.ofEpochDay(segment.get().since());
            range = from(range, since, "The segment is counted since %s.", notes);
        }
        return new Known(withoutCutMonths(range, notes), notes);
    }

    private static Range from(Range range, @Nullable LocalDate first, String note, List<String> notes) {
        if (first == null || !first.isAfter(range.from())) {
            return range;
        }
        notes.add(note.formatted(first));
        return range.notBefore(first);
    }

    /** The day after the first one if that had begun without them. */
    private @Nullable LocalDate secondWhole() {
        return second == null || second.equals(counted) ? second : second.plusDays(1);
    }

    /** A month of which the cells are kept by month cannot be cut: the range begins after it. */
    private Range withoutCutMonths(Range range, List<String> notes) {
        Range left = range;
        for (LocalDate month : rolled) {
            LocalDate last = By.Period.MONTH.last(month);
            boolean outside = last.isBefore(left.from()) || month.isAfter(left.to());
            boolean whole = !firstCounted(month).isBefore(left.from()) && !last.isAfter(left.to());
            if (!outside && !whole) {
                notes.add("Of %d-%02d these values are kept for the whole month only; ask for whole months."
                        .formatted(month.getYear(), month.getMonthValue()));
                left = month.isBefore(left.from()) ? left.notBefore(last.plusDays(1)) : left;
            }
        }
        return left;
    }

    /** The month in which counting began is whole from that day on. */
    private LocalDate firstCounted(LocalDate month) {
        return counted != null && counted.isAfter(month) ? counted : month;
    }

    private static boolean ofSecond(Cube cube) {
        int id = cube.id();
        boolean first = id <= TOTALS_OF_FIRST
                || (id < BY && id >= Cubes.PAGE.id() && id <= LAST_OF_FIRST)
                || (id > BY && id < PAIRS && id % BY <= DIMENSIONS_OF_FIRST);
        return !first;
    }
}
