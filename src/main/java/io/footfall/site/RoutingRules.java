package io.footfall.site;

import static io.footfall.site.SiteRules.or;

import io.footfall.measure.Value;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a {@link RoutingChange} on a site and says what is wrong with it. */
final class RoutingRules {

    static final int MOST_TEST_ORIGINS = 20;
    static final int MOST_IGNORED = 100;
    static final int MOST_RULES = 50;
    static final int LONGEST_NAME = 50;
    static final int LONGEST_MATCH = 100;

    private static final String CHANNEL_RULES = "channel_rules";

    private final FieldProblems problems;

    RoutingRules(FieldProblems problems) {
        this.problems = problems;
    }

    Routing change(Site site, RoutingChange change) {
        Routing old = site.routing();
        return new Routing(
                or(
                        old.searchParameters(),
                        change.searchParameters(),
                        names -> SiteRules.parameters(problems, "search_parameters", names)),
                or(old.hash(), change.hash(), hash -> hash),
                change.scope() == null ? old.scope() : scope(site.domain(), change.scope()),
                or(
                        old.testOrigins(),
                        change.testOrigins(),
                        hosts -> SiteRules.hosts(problems, "test_origins", hosts, MOST_TEST_ORIGINS)),
                or(
                        old.ignoredReferrers(),
                        change.ignoredReferrers(),
                        hosts -> SiteRules.hosts(problems, "ignored_referrers", hosts, MOST_IGNORED)),
                or(old.channelRules(), change.channelRules(), this::rules));
    }

    private @Nullable String scope(String domain, String wanted) {
        if (!wanted.equals("domain")) {
            problems.unless(wanted.equals("host"), "scope", "must be host or domain");
            return null;
        }
        Optional<String> registrable = PublicSuffixes.registrable(domain);
        problems.unless(
                registrable.isPresent(),
                "scope",
                "cannot be domain: the site's domain is one under which others have theirs, or no name in the"
                        + " domain name system; leave it at host");
        return registrable.orElse(null);
    }

    private List<ChannelRule> rules(List<ChannelRule> wanted) {
        if (!problems.unless(wanted.size() <= MOST_RULES, CHANNEL_RULES, "are too many: at most " + MOST_RULES)) {
            return List.of();
        }
        return wanted.stream().map(this::rule).toList();
    }

    private ChannelRule rule(ChannelRule rule) {
        problems.unless(
                Stream.of(rule.source(), rule.medium(), rule.campaign(), rule.referrer())
                        .anyMatch(text -> text != null),
                CHANNEL_RULES,
                "must name a source, medium, campaign or referrer each");
        return new ChannelRule(
                name(problems, CHANNEL_RULES, rule.channel()),
                match(rule.source()),
                match(rule.medium()),
                match(rule.campaign()),
                host(rule.referrer()));
    }

    private @Nullable String match(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String tidy = Normalizer.normalize(text.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        problems.unless(
                isClean(tidy, LONGEST_MATCH),
                CHANNEL_RULES,
                "must match texts of 1 to " + LONGEST_MATCH + " characters, without ? # @ and ://");
        return tidy;
    }

    private @Nullable String host(@Nullable String name) {
        if (name == null) {
            return null;
        }
        Optional<String> host = HostName.of(name);
        problems.unless(host.isPresent(), CHANNEL_RULES, "have a referrer that " + HostName.REMEDY);
        return host.orElse("");
    }

    /** A name as it becomes a key of what is counted. */
    static String name(FieldProblems problems, String field, String text) {
        String tidy = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        problems.unless(
                isClean(tidy, LONGEST_NAME) && !tidy.startsWith("("),
                field,
                "must have names of 1 to " + LONGEST_NAME
                        + " characters, without ? # @ ; and ://, and without ( at their beginning");
        return tidy;
    }

    private static boolean isClean(String text, int most) {
        return text.length() <= most
                && text.indexOf(';') < 0
                && !Value.ofOr(text, Value.UNKNOWN).equals(Value.UNKNOWN);
    }

    /** Whether all texts differ, by a form of theirs. */
    static boolean allDiffer(List<String> texts, UnaryOperator<String> form) {
        return texts.stream().map(form).distinct().count() == texts.size();
    }
}
