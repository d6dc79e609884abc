package io.footfall.enrich.source;

import io.footfall.enrich.page.Location;
import io.footfall.enrich.page.Pages;
import io.footfall.event.Raw;
import io.footfall.measure.Value;
import io.footfall.site.Site;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Referrer and campaign to source and channel. What the site says in {@code utm_source} and {@code utm_medium} goes before
 * what the referrer says, a click id before both where it tells a paid click, and the site's own rules before everything. Immutable; any thread may ask.
 */
public final class Sources {

    /** The source of a visit that nobody sent. */
    public static final Value DIRECT = Value.of("Direct");

    private static final Set<String> PAID =
            Set.of("cpc", "ppc", "cpa", "cpv", "cpp", "sem", "ad", "ads", "retargeting", "remarketing");
    private static final Set<String> DISPLAY =
            Set.of("display", "banner", "expandable", "interstitial", "cpm", "native", "programmatic");
    private static final Set<String> EMAIL =
            Set.of("email", "e-mail", "e_mail", "e mail", "mail", "newsletter", "email-newsletter");
    private static final Set<String> SOCIAL =
            Set.of("social", "social-network", "social-media", "sm", "social network", "social media", "social_media");
    private static final Set<String> AFFILIATES = Set.of("affiliate", "affiliates", "partner");

    private final Referrers referrers;

    private Sources(Referrers referrers) {
        this.referrers = referrers;
    }

    /**
     * Reads the lists from the class path.
     *
     * @throws IllegalStateException if this build lacks a list
     */
    public static Sources load() {
        return new Sources(Referrers.load());
    }

    /** How a visit came to a site. A referrer of the site's own says nothing, nor one that the site ignores or that is no URL. */
    public Arrival arrival(Site site, @Nullable Raw referrer, Campaign campaign) {
        Optional<Location> from =
                referrer == null ? Optional.empty() : Location.of(referrer).filter(location -> !location.isOn(site));
        if (from.filter(location -> referrers.isSpam(location.host())).isPresent()
                || referrers.isSpam(campaign.source().text())) {
            return new Arrival.Spam();
        }
        return known(site, from.filter(location -> !isIgnored(site, location)), campaign);
    }

    private static boolean isIgnored(Site site, Location from) {
        List<String> ignored = site.routing().ignoredReferrers();
        for (int i = 0; i < ignored.size(); i++) {
            if (from.isAtOrBelow(ignored.get(i))) {
                return true;
            }
        }
        return false;
    }

    private Arrival.Known known(Site site, Optional<Location> from, Campaign campaign) {
        Optional<Referrers.Known> known = known(from, campaign);
        Value source = known.map(Referrers.Known::name).orElseGet(() -> named(from, campaign));
        Value channel = Rules.channel(site, source, campaign, from.orElse(null))
                .orElseGet(() -> channel(known.map(Referrers.Known::kind), from.isPresent(), campaign)
                        .value());
        return new Arrival.Known(source, channel, from.map(Pages::place).orElse(Value.NONE));
    }

    /** Whether a visit of the site may have come by a channel. */
    public static boolean isChannel(Site site, Value channel) {
        return Channel.byName(channel.text()).isPresent()
                || site.routing().channelRules().stream()
                        .anyMatch(rule -> rule.channel().equals(channel.text()));
    }

    private Optional<Referrers.Known> known(Optional<Location> from, Campaign campaign) {
        if (!campaign.source().equals(Value.NONE)) {
            return referrers.named(campaign.source().text());
        }
        Optional<Referrers.Known> known = from.flatMap(referrers::find);
        String clicked = campaign.clicked();
        return from.isPresent() || clicked == null ? known : referrers.named(clicked.toLowerCase(Locale.ROOT));
    }

    private static Value named(Optional<Location> from, Campaign campaign) {
        if (!campaign.source().equals(Value.NONE)) {
            return campaign.source();
        }
        return from.map(Pages::name).orElse(DIRECT);
    }

    private static Channel channel(Optional<Kind> kind, boolean referred, Campaign campaign) {
        String medium = campaign.medium().text();
        if (campaign.paid() || PAID.contains(medium) || medium.startsWith("paid")) {
            return paid(kind, medium);
        }
        return byMedium(medium).or(() -> kind.map(Sources::byKind)).orElseGet(() -> unpaid(referred, campaign));
    }

    private static Channel paid(Optional<Kind> kind, String medium) {
        if (medium.contains("search") || medium.equals("sem") || kind.equals(Optional.of(Kind.SEARCH))) {
            return Channel.PAID_SEARCH;
        }
        if (medium.contains("social") || kind.equals(Optional.of(Kind.SOCIAL))) {
            return Channel.PAID_SOCIAL;
        }
        return DISPLAY.contains(medium) ? Channel.DISPLAY : Channel.PAID_OTHER;
    }

    private static Optional<Channel> byMedium(String medium) {
        if (DISPLAY.contains(medium)) {
            return Optional.of(Channel.DISPLAY);
        }
        if (EMAIL.contains(medium)) {
            return Optional.of(Channel.EMAIL);
        }
        if (SOCIAL.contains(medium)) {
            return Optional.of(Channel.ORGANIC_SOCIAL);
        }
        if (AFFILIATES.contains(medium)) {
            return Optional.of(Channel.AFFILIATES);
        }
        return switch (medium) {
            case "organic" -> Optional.of(Channel.ORGANIC_SEARCH);
            case "referral" -> Optional.of(Channel.REFERRAL);
            default -> Optional.empty();
        };
    }

    private static Channel byKind(Kind kind) {
        return switch (kind) {
            case SEARCH -> Channel.ORGANIC_SEARCH;
            case SOCIAL -> Channel.ORGANIC_SOCIAL;
            case ASSISTANT -> Channel.AI_ASSISTANTS;
            case EMAIL -> Channel.EMAIL;
            case PAID -> Channel.DISPLAY;
            case REFERRAL -> Channel.REFERRAL;
        };
    }

    private static Channel unpaid(boolean referred, Campaign campaign) {
        if (campaign.isMarked()) {
            return Channel.CAMPAIGN;
        }
        return referred ? Channel.REFERRAL : Channel.DIRECT;
    }
}
