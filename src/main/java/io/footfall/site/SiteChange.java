package io.footfall.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * New values for some settings of a site, not yet checked; null leaves a setting as it is.
 *
 * @param aliases at most {@value SiteRules#MOST_ALIASES} host names
 * @param timezone a name of the time zone database, such as {@code Europe/Berlin}; fixed once counting has begun
 * @param queryParameters at most {@value SiteRules#MOST_PARAMETERS} names of up to {@value SiteRules#LONGEST_PARAMETER}
 *     characters
 * @param countDecisions {@code grants}, {@code all} or {@code none}
 * @param routing changes of how addresses are read
 * @param counting changes of what is counted besides the standard
 */
public record SiteChange(
        @Nullable List<String> aliases,
        @Nullable Boolean subdomains,
        @Nullable String timezone,
        @Nullable Crowd thresholds,
        @Nullable List<String> queryParameters,
        @Nullable String countDecisions,
        RoutingChange routing,
        CountingChange counting) {

    public static final SiteChange NONE =
            new SiteChange(null, null, null, null, null, null, RoutingChange.NONE, CountingChange.NONE);

    /** Thresholds as somebody wants them; {@link Thresholds} has the rule. */
    public record Crowd(int value, int pair, int crowd) {}

    public SiteChange {
        aliases = aliases == null ? null : List.copyOf(aliases);
        queryParameters = queryParameters == null ? null : List.copyOf(queryParameters);
    }

    /** This change, with a time zone. */
    public SiteChange withTimezone(String zone) {
        return new SiteChange(
                aliases, subdomains, zone, thresholds, queryParameters, countDecisions, routing, counting);
    }

    /** This change, with aliases. */
    public SiteChange withAliases(List<String> hosts) {
        return new SiteChange(
                hosts, subdomains, timezone, thresholds, queryParameters, countDecisions, routing, counting);
    }

    /** This change, with hosts below the domain or without. */
    public SiteChange withSubdomains(boolean below) {
        return new SiteChange(aliases, below, timezone, thresholds, queryParameters, countDecisions, routing, counting);
    }

    /** This change, with thresholds. */
    public SiteChange withThresholds(int value, int pair, int crowd) {
        return new SiteChange(
                aliases,
                subdomains,
                timezone,
                new Crowd(value, pair, crowd),
                queryParameters,
                countDecisions,
                routing,
                counting);
    }

    /** This change, with query parameters that belong to a page. */
    public SiteChange withQueryParameters(List<String> names) {
        return new SiteChange(aliases, subdomains, timezone, thresholds, names, countDecisions, routing, counting);
    }

    /** This change, with the decisions that are counted. */
    public SiteChange withCountDecisions(String which) {
        return new SiteChange(aliases, subdomains, timezone, thresholds, queryParameters, which, routing, counting);
    }

    /** This change, with changes of how addresses are read. */
    public SiteChange with(RoutingChange change) {
        return new SiteChange(
                aliases, subdomains, timezone, thresholds, queryParameters, countDecisions, change, counting);
    }

    /** This change, with changes of what is counted. */
    public SiteChange with(CountingChange change) {
        return new SiteChange(
                aliases, subdomains, timezone, thresholds, queryParameters, countDecisions, routing, change);
    }
}
