package io.footfall.site;

/**
 * A site to create, not yet checked.
 *
 * @param domain names the site; any case, international names are put into their ASCII form
 * @param settings what differs from the defaults: no aliases, no subdomains, time zone UTC, {@link Thresholds#DEFAULT}, no
 *     query parameters, decisions counted as {@code grants}, {@link Routing#DEFAULT}, {@link Counting#DEFAULT}
 */
public record SiteDraft(String domain, SiteChange settings) {

    /** A site with the default settings. */
    public static SiteDraft of(String domain) {
        return new SiteDraft(domain, SiteChange.NONE);
    }
}
