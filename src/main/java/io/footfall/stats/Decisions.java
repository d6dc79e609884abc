package io.footfall.stats;

import io.footfall.measure.Cubes;
import io.footfall.measure.Decision.How;
import io.footfall.measure.Measure;
import io.footfall.site.Site;
import io.footfall.stats.CellSums.Added;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decisions about consent by version of the policy. */
final class Decisions {

    private Decisions() {}

    static List<Report.Decided> of(Site site, List<Added> cells, Publication publication) {
        Map<Integer, Map<How, Long>> policies = new TreeMap<>(Comparator.reverseOrder());
        for (Added added : cells) {
            for (How how : How.values()) {
                if (added.b().equals(Integer.toString(how.id()))) {
                    policies.computeIfAbsent(Integer.valueOf(added.a()), policy -> new EnumMap<>(How.class))
                            .merge(how, added.measure(Measure.REQUESTS), Long::sum);
                }
            }
        }
        return policies.entrySet().stream()
                .map(policy -> decided(site, policy.getKey(), policy.getValue(), publication))
                .toList();
    }

    private static Report.Decided decided(Site site, int policy, Map<How, Long> decisions, Publication publication) {
        Map<How, @Nullable Long> shown = new EnumMap<>(How.class);
        for (How how : How.values()) {
            shown.put(how, publication.shown(decisions.getOrDefault(how, 0L), Cubes.DECISION));
        }
        return new Report.Decided(
                policy,
                shown.get(How.ACCEPT_ALL),
                shown.get(How.CHOOSE),
                shown.get(How.REJECT_ALL),
                shown.get(How.WITHDRAW),
                shown.get(How.SIGNAL),
                site.countDecisions() == Site.CountDecisions.ALL ? rate(shown) : null);
    }

    /** From what is shown only, so that nothing else can be found out from it. */
    private static @Nullable Double rate(Map<How, @Nullable Long> shown) {
        Long rejected = shown.get(How.REJECT_ALL);
        if (rejected == null) {
            return null;
        }
        double granted = number(shown.get(How.ACCEPT_ALL)) + number(shown.get(How.CHOOSE));
        double all = granted + rejected;
        return all == 0 ? null : (Double) (granted / all);
    }

    private static long number(@Nullable Long count) {
        return count == null ? 0 : count;
    }

    /** What the numbers cover. */
    static String coverage(Site site) {
        return switch (site.countDecisions()) {
            case GRANTS ->
                "A grant is counted with the first event after it; refusals send nothing, so how many there are is unknown.";
            case ALL -> "Grants, refusals and withdrawals are counted; who never answers the banner is not.";
            case NONE -> "This site counts no decisions.";
        };
    }
}
