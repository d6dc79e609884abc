package io.footfall.enrich;

import io.footfall.site.Site;
import io.footfall.site.SiteMoment;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A minute in a site's calendar, and which days a report may name in it.
 *
 * @param minute minutes since 1970, UTC
 */
record SiteTime(ZoneId zone, long minute, SiteMoment moment, DayRules days) {

    private static final long SECONDS = 60;

    /** The current minute of each site, worked out once. Any thread may ask. */
    static final class Cache {

        private final InstantSource clock;
        private final Map<Integer, SiteTime> bySite = new ConcurrentHashMap<>();

        Cache(InstantSource clock) {
            this.clock = clock;
        }

        SiteTime of(Site site) {
            Instant now = clock.instant();
            long minute = Math.floorDiv(now.getEpochSecond(), SECONDS);
            SiteTime known = bySite.get(site.id());
            if (known == null || known.minute != minute || !known.zone.equals(site.zone())) {
                known = new SiteTime(
                        site.zone(), minute, SiteMoment.of(site.zone(), now), new DayRules(now.atZone(site.zone())));
                bySite.put(site.id(), known);
            }
            return known;
        }
    }
}
