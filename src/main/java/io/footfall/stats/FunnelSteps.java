package io.footfall.stats;

import io.footfall.measure.Cubes;
import io.footfall.measure.Measure;
import io.footfall.site.Funnel;
import io.footfall.stats.CellSums.Added;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far visits came in funnels. */
final class FunnelSteps {

    private FunnelSteps() {}

    static List<Report.FunnelStep> of(List<Funnel> funnels, List<Added> cells, Publication publication) {
        List<Report.FunnelStep> rows = new ArrayList<>();
        for (Funnel funnel : funnels) {
            List<@Nullable Long> visits = new ArrayList<>();
            for (int i = 0; i < funnel.steps().size(); i++) {
                visits.add(publication.shown(visits(cells, funnel.name(), i + 1), Cubes.FUNNEL));
                rows.add(new Report.FunnelStep(
                        funnel.name(),
                        i + 1,
                        funnel.steps().get(i).text(),
                        visits.get(i),
                        share(visits, i),
                        dropped(visits, i)));
            }
        }
        return rows;
    }

    private static long visits(List<Added> cells, String funnel, int step) {
        return cells.stream()
                .filter(added -> added.a().equals(funnel) && added.b().equals(Integer.toString(step)))
                .mapToLong(added -> added.measure(Measure.VISITS))
                .sum();
    }

    private static @Nullable Double share(List<@Nullable Long> visits, int step) {
        Long first = visits.get(0);
        Long here = visits.get(step);
        return first == null || here == null || first == 0 ? null : (Double) Math.min(1, (double) here / first);
    }

    private static @Nullable Long dropped(List<@Nullable Long> visits, int step) {
        Long before = step == 0 ? null : visits.get(step - 1);
        Long here = visits.get(step);
        return before == null || here == null ? null : (Long) Math.max(0, before - here);
    }
}
