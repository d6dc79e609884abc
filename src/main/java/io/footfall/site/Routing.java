package io.footfall.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a site's addresses are read: those of its pages, and those that lead to them.
 *
 * @param searchParameters names of the query parameters that hold what somebody looked for on the site
 * @param hash whether the fragment names the page, as in {@code /#/route}
 * @param scope the domain whose hosts share cookie and memory, and may all report; null: each host for itself
 * @param testOrigins hosts whose pages are answered like others and never counted; {@code localhost} stands for the reader's own
 *     machine under all its names
 * @param ignoredReferrers hosts, and all below them, that say nothing of where a visit came from
 * @param channelRules the first that matches decides the channel
 */
public record Routing(
        List<String> searchParameters,
        boolean hash,
        @Nullable String scope,
        List<String> testOrigins,
        List<String> ignoredReferrers,
        List<ChannelRule> channelRules) {

    /** What a site has that sets nothing. */
    public static final Routing DEFAULT = new Routing(
            List.of("q", "s", "search", "query", "keyword"), false, null, List.of("localhost"), List.of(), List.of());

    public Routing {
        searchParameters = List.copyOf(searchParameters);
        testOrigins = List.copyOf(testOrigins);
        ignoredReferrers = List.copyOf(ignoredReferrers);
        channelRules = List.copyOf(channelRules);
    }
}
