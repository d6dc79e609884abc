package io.footfall.enrich;

import io.footfall.enrich.page.Location;
import io.footfall.enrich.page.Pages;
import io.footfall.enrich.page.Text;
import io.footfall.enrich.source.Arrival;
import io.footfall.enrich.source.Campaign;
import io.footfall.enrich.source.Sources;
import io.footfall.event.Raw;
import io.footfall.measure.Value;
import io.footfall.site.Site;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The cleaning of URLs, referrers and titles, with what was cleaned lately: most requests bring what another one has brought. Only
 * cleaned values are kept, under hashes whose key dies with the process. Any thread may ask.
 */
final class RecentTexts {

    private static final int MOST_PAGES = 1 << 15;
    private static final int MOST_OTHERS = 1 << 13;

    private final KeyedHash hash;
    private final Sources sources;
    private final Recent<Place> places = new Recent<>(MOST_PAGES);
    private final Recent<Arrival> arrivals = new Recent<>(MOST_OTHERS);
    private final Recent<Value> titles = new Recent<>(MOST_OTHERS);

    RecentTexts(Sources sources, RandomGenerator random) {
        this.sources = sources;
        this.hash = new KeyedHash(random);
    }

    /** What a URL of the site says. */
    record Place(Value page, Value host, Campaign campaign) {
        private static Place of(Site site, Location location) {
            return new Place(Pages.page(site, location), Pages.host(location), Campaign.of(location));
        }
    }

    /** A URL as a place on the site; null if it is not an http(s) URL on one of its hosts. */
    @Nullable
    Place place(Site site, Raw url) {
        long key = hash.of(url.text());
        Place known = places.find(site, key);
        if (known != null) {
            return known;
        }
        Optional<Location> location = Pages.locate(site, url);
        return location.isEmpty() ? null : places.put(site, key, Place.of(site, location.get()));
    }

    /** How a visit came to the site; see {@link Sources#arrival}. */
    Arrival arrival(Site site, @Nullable Raw referrer, Campaign campaign) {
        if (!campaign.isAbsent()) {
            return sources.arrival(site, referrer, campaign);
        }
        long key = referrer == null ? 0 : hash.of(referrer.text());
        Arrival known = arrivals.find(site, key);
        return known != null ? known : arrivals.put(site, key, sources.arrival(site, referrer, campaign));
    }

    /** A title as a value; null for none. */
    @Nullable
    Value title(@Nullable Raw title) {
        if (title == null || title.text().isEmpty()) {
            return null;
        }
        long key = hash.of(title.text());
        Value known = titles.find(this, key);
        if (known != null) {
            return known;
        }
        String cleaned = Names.cleaned(title);
        return cleaned.isEmpty() ? null : titles.put(this, key, Text.value(cleaned, Value.OTHER));
    }
}
