package io.footfall.site;

import org.jspecify.annotations.Nullable;

/**
 * A channel of the site's own for visits that match all that is given; at least one thing is. Texts but the channel are in lower
 * case.
 *
 * @param channel as shown: a standard one or another name
 * @param source {@code utm_source}, or the name of the source as shown
 * @param medium {@code utm_medium}
 * @param campaign {@code utm_campaign}, which may end in a star
 * @param referrer a host; stands for all below it
 */
public record ChannelRule(
        String channel,
        @Nullable String source,
        @Nullable String medium,
        @Nullable String campaign,
        @Nullable String referrer) {}
