package io.footfall.enrich;

import io.footfall.site.Site;
import io.footfall.site.Site.CountDecisions;
import io.footfall.site.Thresholds;
import java.time.ZoneId;
import java.util.List;

/** Sites for the tests of this package and those below it. */
public final class TestSites {

    /** example.com with an alias, in Berlin; counts the query parameters q and page. */
    public static final Site EXAMPLE = site("example.com", List.of("example.org"), false, List.of("q", "page"));

    private TestSites() {}

    public static Site site(String domain, List<String> aliases, boolean subdomains, List<String> queryParameters) {
        return new Site(
                7,
                domain,
                aliases,
                subdomains,
                ZoneId.of("Europe/Berlin"),
                1,
                List.of(1),
                Thresholds.DEFAULT,
                queryParameters,
                CountDecisions.GRANTS);
    }
}
