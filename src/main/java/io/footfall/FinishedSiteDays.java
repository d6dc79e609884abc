package io.footfall;

import io.footfall.merge.FinishedDays;
import io.footfall.merge.FrequentValues;
import io.footfall.site.Site;
import io.footfall.site.SiteMoment;
import io.footfall.site.Sites;
import io.footfall.site.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The days that are over by the sites' clocks: some minutes after the last breakdowns of the day have left every node's files
 * (see {@link SiteCrowds}), so that a day is closed with all of them.
 */
final class FinishedSiteDays implements FinishedDays {

    private static final Duration AFTER_MIDNIGHT = Duration.ofMinutes(70);

    private final Sites sites;
    private final InstantSource clock;

    FinishedSiteDays(Sites sites, InstantSource clock) {
        this.sites = sites;
        this.clock = clock;
    }

    @Override
    public List<Finished> now() {
        Instant then = clock.instant().minus(AFTER_MIDNIGHT);
        return sites.all().stream().map(site -> finished(site, then)).toList();
    }

    /** The sites' days as they are now. */
    List<FrequentValues.Today> today() {
        return sites.all().stream()
                .map(site -> new FrequentValues.Today(
                        site.id(),
                        SiteMoment.of(site.zone(), clock.instant()).day(),
                        site.thresholds().open()))
                .toList();
    }

    private static Finished finished(Site site, Instant then) {
        int first = SiteMoment.of(site.zone(), then).day();
        Thresholds thresholds = site.thresholds();
        Crowd crowd = new Crowd(thresholds.value(), thresholds.pair(), thresholds.crowd());
        return new Finished(site.id(), first, crowd, site.counting().retentionMonths());
    }
}
