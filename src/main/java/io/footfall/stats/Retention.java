package io.footfall.stats;

import io.footfall.measure.Cubes;
import io.footfall.measure.Measure;
import io.footfall.stats.CellQuery.Part;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The triangle of cohorts: a cell holds the visitors of a week by the week of their first activity. */
final class Retention {

    private static final int WEEK = 7;

    private Retention() {}

    /** Adds what is needed to a query whose periods are weeks. */
    static void cells(CellQuery query) {
        query.periods(Part.ROW, Slice.of(Cubes.COHORT));
    }

    /** A row for each week of each cohort that began in the range, whose first day is a Monday. */
    static List<Report.Retained> rows(CellSums cells, Range range, LocalDate today, Publication publication) {
        Map<LocalDate, Map<LocalDate, Long>> cohorts = new HashMap<>();
        for (CellSums.Added added : cells.of(Part.ROW)) {
            if (added.period() >= Periods.ROWS) {
                LocalDate week = range.from().plusWeeks(added.period() - (long) Periods.ROWS);
                cohorts.computeIfAbsent(LocalDate.ofEpochDay(Integer.parseInt(added.value())), first -> new HashMap<>())
                        .merge(week, added.measure(Measure.VISITORS), Long::sum);
            }
        }
        List<Report.Retained> rows = new ArrayList<>();
        for (LocalDate first = range.from(); !first.isAfter(range.to()); first = first.plusDays(WEEK)) {
            Map<LocalDate, Long> weeks = cohorts.getOrDefault(first, Map.of());
            Long size = publication.shown(weeks.getOrDefault(first, 0L), Cubes.COHORT);
            int number = 0;
            for (LocalDate week = first; !week.isAfter(range.to()); week = week.plusDays(WEEK)) {
                Long visitors = publication.shown(weeks.getOrDefault(week, 0L), Cubes.COHORT);
                boolean over = By.Period.WEEK.last(week).isBefore(today);
                rows.add(new Report.Retained(first, number++, visitors, share(visitors, size), over));
            }
        }
        return rows;
    }

    private static @Nullable Double share(@Nullable Long visitors, @Nullable Long size) {
        return visitors == null || size == null || size == 0 ? null : (Double) ((double) visitors / size);
    }
}
