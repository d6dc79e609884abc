package io.footfall;

import io.footfall.merge.CrowdRule;
import io.footfall.site.Site;
import io.footfall.site.SiteMoment;
import io.footfall.site.Sites;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The crowds that the sites' thresholds ask for. An hour after its midnight a day is over. */
final class SiteCrowds implements CrowdRule {

    private static final Duration AFTER_MIDNIGHT = Duration.ofHours(1);

    private final Sites sites;
    private final InstantSource clock;

    SiteCrowds(Sites sites, InstantSource clock) {
        this.sites = sites;
        this.clock = clock;
    }

    @Override
    public boolean isCrowd(int site, long visits) {
        return sites.byId(site)
                .map(Site::thresholds)
                .filter(thresholds -> thresholds.open() || visits >= thresholds.crowd())
                .isPresent();
    }

    @Override
    public boolean mayLeave(int site, int day, long waitingVisits) {
        Optional<Site> known = sites.byId(site);
        if (known.isEmpty()) {
            return false;
        }
        int over = SiteMoment.of(known.get().zone(), clock.instant().minus(AFTER_MIDNIGHT))
                .day();
        return known.get().thresholds().open()
                || waitingVisits >= known.get().thresholds().crowd()
                || day < over;
    }
}
