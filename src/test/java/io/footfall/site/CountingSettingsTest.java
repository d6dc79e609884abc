package io.footfall.site;

import static io.footfall.measure.Dimension.CHANNEL;
import static io.footfall.measure.Dimension.COUNTRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.measure.Value;
import io.footfall.site.CountingChange.ConditionDraft;
import io.footfall.site.CountingChange.SegmentDraft;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountingSettingsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T23:30:00Z");
    private static final int TOMORROW_IN_BERLIN =
            (int) LocalDate.of(2026, 11, 26).toEpochDay();
    private static final Site SITE =
            new SiteRules(InstantSource.fixed(NOW)).draft(new SiteDraft("www.example.co.uk", berlin()));

    private static SiteChange berlin() {
        return SiteChange.NONE.withTimezone("Europe/Berlin");
    }

    @ParameterizedTest(name = "{0} holds {1}: {2}")
    @CsvSource({
        "/blog/*, /blog/hello, true",
        "/blog/*, /blog/2026/11/hello, true",
        "/blog/*, /blog, true",
        "/blog/*, /blogs, false",
        "/blog/*, /, false",
        "/blog*, /blogs/a, true",
        "/*, /, true",
        "/*, /any/thing, true",
        "/, /, true",
        "/, /a, false",
        "/pricing, /pricing, true",
        "/pricing, /pricing;plan=pro, true",
        "/pricing, /Pricing, false",
        "/pricing, /pricing/team, false",
        "/shop/*/reviews, /shop/lamp/reviews, true",
        "/shop/*/reviews, /shop/lamp/big/reviews, false",
        "/shop/*/reviews, /shop/lamp/reviews/1, false",
        "/*-guide, /care-guide, true",
        "/*-guide, /guide, false",
        "/a*b*c/d, /aXbYc/d, true",
        "/a*b*c/d, /aXbY/d, false",
    })
    void pageGroup_holds_byItsPattern(String pattern, String page, boolean holds) {
        assertThat(new PageGroup("Group", pattern).holds(page)).isEqualTo(holds);
    }

    @ParameterizedTest(name = "the registrable domain of {0} is {1}")
    @CsvSource({
        "example.com, example.com",
        "www.example.com, example.com",
        "a.b.example.co.uk, example.co.uk",
        "co.uk,",
        "com,",
        "github.io,",
        "somebody.github.io, somebody.github.io",
        "shop.somebody.github.io, somebody.github.io",
        "b.ck,",
        "a.b.ck, a.b.ck",
        "c.a.b.ck, a.b.ck",
        "www.ck, www.ck",
        "x.www.ck, www.ck",
        "wiki.intranet, wiki.intranet",
        "localhost,",
        "127.0.0.1,",
        "[::1],",
        "xn--bcher-kva.xn--p1ai, xn--bcher-kva.xn--p1ai",
    })
    void registrable_byThePublicSuffixList(String host, @Nullable String domain) {
        assertThat(PublicSuffixes.registrable(host).orElse(null)).isEqualTo(domain);
    }

    @Test
    void change_scopeDomain_isTheRegistrableOne() {
        assertThat(routed(SITE, scope("domain")).scope()).isEqualTo("example.co.uk");
        assertThat(routed(SITE, scope("host")).scope()).isNull();
    }

    @ParameterizedTest(name = "{0} cannot share a domain")
    @ValueSource(strings = {"github.io", "co.uk", "localhost", "127.0.0.1"})
    void change_scopeOfAPublicSuffix_isRefused(String domain) {
        SiteRules rules = new SiteRules(InstantSource.fixed(NOW));
        rules.draft(new SiteDraft(domain, SiteChange.NONE.with(scope("domain"))));

        assertThat(rules.problems()).extracting(FieldProblem::field).containsExactly("scope");
    }

    @Test
    void change_segments_countFromTheSitesTomorrowOn_andGoOnWhereTheyStay() {
        SegmentDraft germans = segment("Germans", condition("country", "DE"));
        Counting first = counted(SITE, segments(germans));

        assertThat(first.segments())
                .containsExactly(new Segment(
                        "Germans", List.of(new Segment.Condition(COUNTRY, Value.of("DE"))), TOMORROW_IN_BERLIN));

        Site site = SITE.with(SITE.routing(), first);
        SiteRules later = new SiteRules(() -> NOW.plusSeconds(10 * 86_400));
        Counting second = later.change(
                        site,
                        SiteChange.NONE.with(segments(
                                germans,
                                segment("Swiss", condition("country", "CH")),
                                segment("Paid", condition("channel", "Paid Search")))))
                .counting();
        assertThat(second.segments())
                .extracting(Segment::since)
                .containsExactly(TOMORROW_IN_BERLIN, TOMORROW_IN_BERLIN + 10, TOMORROW_IN_BERLIN + 10);
        assertThat(second.segments().get(2).conditions().get(0).dimension()).isEqualTo(CHANNEL);

        Counting third = later.change(
                        site.with(site.routing(), second),
                        SiteChange.NONE.with(segments(segment("Germans", condition("country", "AT")))))
                .counting();
        assertThat(third.segments()).extracting(Segment::since).containsExactly(TOMORROW_IN_BERLIN + 10);
    }

    @Test
    void change_atTheLimits_isTaken() {
        assertThat(problems(groups(50))).isEmpty();
        assertThat(problems(funnels(20, 8))).isEmpty();
        assertThat(problems(funnels(1, 2))).isEmpty();
        assertThat(problems(segments(many(10)))).isEmpty();
        assertThat(problems(retention(1))).isEmpty();
        assertThat(problems(retention(120))).isEmpty();
        assertThat(problems(rules(50, "Podcast", "show"))).isEmpty();
        assertThat(problems(ignored(100))).isEmpty();
    }

    @Test
    void change_beyondTheLimits_namesTheField() {
        assertThat(problems(groups(51))).containsExactly("page_groups");
        assertThat(problems(funnels(21, 2))).containsExactly("funnels");
        assertThat(problems(funnels(1, 9))).containsExactly("funnels");
        assertThat(problems(funnels(1, 1))).containsExactly("funnels");
        assertThat(problems(segments(many(11)))).containsExactly("segments");
        assertThat(problems(retention(0))).containsExactly("retention_months");
        assertThat(problems(retention(121))).containsExactly("retention_months");
        assertThat(problems(rules(51, "Podcast", "show"))).containsExactly("channel_rules");
        assertThat(problems(ignored(101))).containsExactly("ignored_referrers");
    }

    @Test
    void change_toWhatCannotBe_namesTheField() {
        assertThat(problems(group("", "/a"))).containsExactly("page_groups");
        assertThat(problems(group("(other)", "/a"))).containsExactly("page_groups");
        assertThat(problems(group("a?b", "/a"))).containsExactly("page_groups");
        assertThat(problems(group("x".repeat(51), "/a"))).containsExactly("page_groups");
        assertThat(problems(group("Blog", "blog/*"))).containsExactly("page_groups");
        assertThat(problems(group("Blog", "/blog?x"))).containsExactly("page_groups");
        assertThat(problems(funnel("F", page("/a/*/b"), page("/c")))).containsExactly("funnels");
        assertThat(problems(funnel("F", page("/a/*"), new Funnel.Step(Funnel.Kind.EVENT, "a@b"))))
                .containsExactly("funnels");
        assertThat(problems(segments(segment("S")))).containsExactly("segments");
        assertThat(problems(segments(segment("S", condition("size", "XL"))))).containsExactly("segments");
        assertThat(problems(segments(segment("S", condition("country", ""))))).containsExactly("segments");
        assertThat(problems(segments(segment("S", condition("country", "DE"), condition("country", "AT")))))
                .containsExactly("segments");
        assertThat(problems(
                        segments(segment("S", condition("country", "DE")), segment("s", condition("country", "AT")))))
                .containsExactly("segments");
        assertThat(problems(rules(1, "Podcast", null))).containsExactly("channel_rules");
        assertThat(problems(rules(1, "", "show"))).containsExactly("channel_rules");
        assertThat(problems(rules(1, "Podcast", " "))).containsExactly("channel_rules");
        assertThat(problems(new RoutingChange(List.of("a b"), null, null, null, null, null)))
                .containsExactly("search_parameters");
        assertThat(problems(new RoutingChange(null, null, null, List.of("http://a"), null, null)))
                .containsExactly("test_origins");
        assertThat(problems(scope("everything"))).containsExactly("scope");
    }

    @Test
    void change_texts_areTidiedAndRulesInLowerCase() {
        Routing routing = routed(
                SITE,
                new RoutingChange(
                        null,
                        null,
                        null,
                        List.of("Staging.Example"),
                        List.of("Pay.Example", "pay.example"),
                        List.of(new ChannelRule(" Podcast ", "Show", "Audio", "EP-*", "Cast.Example"))));

        assertThat(routing.testOrigins()).containsExactly("staging.example");
        assertThat(routing.ignoredReferrers()).containsExactly("pay.example");
        assertThat(routing.channelRules())
                .containsExactly(new ChannelRule("Podcast", "show", "audio", "ep-*", "cast.example"));
    }

    private static Routing routed(Site site, RoutingChange change) {
        SiteRules rules = new SiteRules(InstantSource.fixed(NOW));
        Routing routing = rules.change(site, SiteChange.NONE.with(change)).routing();
        assertThat(rules.problems()).isEmpty();
        return routing;
    }

    private static Counting counted(Site site, CountingChange change) {
        SiteRules rules = new SiteRules(InstantSource.fixed(NOW));
        Counting counting = rules.change(site, SiteChange.NONE.with(change)).counting();
        assertThat(rules.problems()).isEmpty();
        return counting;
    }

    private static List<String> problems(CountingChange change) {
        return problems(SiteChange.NONE.with(change));
    }

    private static List<String> problems(RoutingChange change) {
        return problems(SiteChange.NONE.with(change));
    }

    private static List<String> problems(SiteChange change) {
        SiteRules rules = new SiteRules(InstantSource.fixed(NOW));
        rules.change(SITE, change);
        return rules.problems().stream().map(FieldProblem::field).toList();
    }

    private static RoutingChange scope(String scope) {
        return new RoutingChange(null, null, scope, null, null, null);
    }

    private static RoutingChange ignored(int count) {
        List<String> hosts =
                IntStream.range(0, count).mapToObj(i -> "pay" + i + ".example").toList();
        return new RoutingChange(null, null, null, null, hosts, null);
    }

    private static RoutingChange rules(int count, String channel, @Nullable String source) {
        List<ChannelRule> rules = Collections.nCopies(count, new ChannelRule(channel, source, null, null, null));
        return new RoutingChange(null, null, null, null, null, rules);
    }

    private static CountingChange groups(int count) {
        return new CountingChange(Collections.nCopies(count, new PageGroup("Blog", "/blog/*")), null, null, null);
    }

    private static CountingChange group(String name, String pattern) {
        return new CountingChange(List.of(new PageGroup(name, pattern)), null, null, null);
    }

    private static CountingChange funnels(int count, int steps) {
        List<Funnel> funnels = IntStream.range(0, count)
                .mapToObj(i -> new Funnel("Funnel " + i, Collections.nCopies(steps, page("/shop/*"))))
                .toList();
        return new CountingChange(null, funnels, null, null);
    }

    private static CountingChange funnel(String name, Funnel.Step... steps) {
        return new CountingChange(null, List.of(new Funnel(name, List.of(steps))), null, null);
    }

    private static Funnel.Step page(String path) {
        return new Funnel.Step(Funnel.Kind.PAGE, path);
    }

    private static CountingChange retention(int months) {
        return new CountingChange(null, null, null, months);
    }

    private static CountingChange segments(SegmentDraft... segments) {
        return new CountingChange(null, null, List.of(segments), null);
    }

    private static SegmentDraft[] many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> segment(
                        "Segment " + i, condition("country", "DE"), condition("os", "iOS"), condition("device", "tv")))
                .toArray(SegmentDraft[]::new);
    }

    private static SegmentDraft segment(String name, ConditionDraft... conditions) {
        return new SegmentDraft(name, List.of(conditions));
    }

    private static ConditionDraft condition(String dimension, String value) {
        return new ConditionDraft(dimension, value);
    }
}
