package io.footfall.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * New values for some settings of a {@link Routing}, not yet checked; null leaves a setting as it is.
 *
 * @param scope {@code host} or {@code domain}
 */
public record RoutingChange(
        @Nullable List<String> searchParameters,
        @Nullable Boolean hash,
        @Nullable String scope,
        @Nullable List<String> testOrigins,
        @Nullable List<String> ignoredReferrers,
        @Nullable List<ChannelRule> channelRules) {

    public static final RoutingChange NONE = new RoutingChange(null, null, null, null, null, null);
}
