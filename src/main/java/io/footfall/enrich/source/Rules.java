package io.footfall.enrich.source;

import io.footfall.enrich.page.Location;
import io.footfall.measure.Value;
import io.footfall.site.ChannelRule;
import io.footfall.site.Site;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A site's own rules for channels. */
final class Rules {

    private Rules() {}

    /**
     * The channel of the first rule whose texts all match.
     *
     * @param from where the visit came from; null for nowhere
     */
    static Optional<Value> channel(Site site, Value source, Campaign campaign, @Nullable Location from) {
        List<ChannelRule> rules = site.routing().channelRules();
        for (int i = 0; i < rules.size(); i++) {
            ChannelRule rule = rules.get(i);
            if (isSource(rule.source(), source, campaign)
                    && is(rule.medium(), campaign.medium())
                    && is(rule.campaign(), campaign.campaign())
                    && isFrom(rule.referrer(), from)) {
                return Optional.of(Value.of(rule.channel()));
            }
        }
        return Optional.empty();
    }

    private static boolean isSource(@Nullable String wanted, Value source, Campaign campaign) {
        return is(wanted, campaign.source()) || isText(wanted, source.text().toLowerCase(Locale.ROOT));
    }

    private static boolean is(@Nullable String wanted, Value value) {
        return wanted == null || (!value.equals(Value.NONE) && isText(wanted, value.text()));
    }

    private static boolean isText(@Nullable String wanted, String text) {
        if (wanted == null) {
            return true;
        }
        return wanted.endsWith("*") ? text.startsWith(wanted.substring(0, wanted.length() - 1)) : text.equals(wanted);
    }

    private static boolean isFrom(@Nullable String wanted, @Nullable Location from) {
        return wanted == null || (from != null && from.isAtOrBelow(wanted));
    }
}
