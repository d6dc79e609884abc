package io.footfall.enrich.source;

import static io.footfall.enrich.TestSites.EXAMPLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.enrich.page.Location;
import io.footfall.event.Raw;
import io.footfall.measure.Value;
import io.footfall.site.ChannelRule;
import io.footfall.site.Routing;
import io.footfall.site.Site;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTest {

    private static final Sources SOURCES = Sources.load();

    @ParameterizedTest(name = "from {0} to /?{1}: {2}, {3}")
    @CsvFileSource(resources = "/enrich/sources.csv", delimiter = '|', numLinesToSkip = 1)
    void arrival_byReferrerAndCampaign_hasSourceAndChannel(
            @Nullable String referrer, @Nullable String query, String source, String channel) {
        assertThat(arrival(referrer, query)).isInstanceOfSatisfying(Arrival.Known.class, known -> {
            assertThat(known.source()).isEqualTo(Value.of(source));
            assertThat(known.channel()).isEqualTo(Value.of(channel));
        });
    }

    @ParameterizedTest(name = "{0} is spam")
    @ValueSource(
            strings = {
                "https://semalt.com/project",
                "http://12345.semalt.com/",
                "http://buttons-for-website.com",
                "https://WWW.Darodar.com./x"
            })
    void arrival_byAKnownSpammer_isSpam(String referrer) {
        assertThat(arrival(referrer, null)).isEqualTo(new Arrival.Spam());
    }

    @Test
    void arrival_byACampaignInASpammersName_isSpam() {
        assertThat(arrival(null, "utm_source=semalt.com")).isEqualTo(new Arrival.Spam());
    }

    @ParameterizedTest(name = "{0} is not spam")
    @ValueSource(strings = {"https://notsemalt.com/", "https://semalt.com.example/", "https://example.net/semalt.com"})
    void arrival_byASimilarName_isNotSpam(String referrer) {
        assertThat(arrival(referrer, null)).isInstanceOf(Arrival.Known.class);
    }

    @Test
    @DisplayName("Of a referrer only host and cleaned path are counted, never its query, an e-mail address or a token")
    void arrival_byALongReferrer_keepsHostAndCleanedPath() {
        Arrival arrival = arrival(
                "https://www.News.example/item/jane@example.net/550e8400-e29b-41d4-a716-446655440000/?id=1#c", null);

        assertThat(arrival)
                .isEqualTo(new Arrival.Known(
                        Value.of("news.example"),
                        Channel.REFERRAL.value(),
                        Value.of("news.example/item/(email)/(id)")));
    }

    @Test
    void arrival_byANumericHost_hasNoName() {
        assertThat(arrival("http://192.168.17.4/wiki", null)).isInstanceOfSatisfying(Arrival.Known.class, known -> {
            assertThat(known.source()).isEqualTo(Value.UNKNOWN);
            assertThat(known.referrer().text()).doesNotContain("192");
        });
    }

    @Test
    void campaign_inMixedCase_isOneInLowerCaseAndMasked() {
        Campaign campaign = campaign("utm_source=News+Letter&utm_medium=E-Mail&utm_campaign=F%C3%BCr%20jane@example.net"
                + "&utm_term=550e8400-e29b-41d4-a716-446655440000&utm_content=a%3Fb%23c");

        assertThat(campaign)
                .isEqualTo(new Campaign(
                        Value.of("news letter"),
                        Value.of("e-mail"),
                        Value.of("für (email)"),
                        Value.of("(id)"),
                        Value.of("a b c"),
                        null,
                        false));
    }

    @Test
    void arrival_byAHostThatTheSiteIgnores_isAsWithoutAReferrer() {
        Site site = EXAMPLE.with(routing(List.of("pay.example", "google.com"), List.of()), EXAMPLE.counting());

        for (String ignored :
                List.of("https://pay.example/done", "https://eu.pay.example/", "https://www.google.com/")) {
            assertThat(SOURCES.arrival(site, new Raw(ignored), campaign(null)))
                    .isEqualTo(new Arrival.Known(Sources.DIRECT, Channel.DIRECT.value(), Value.NONE));
        }
        assertThat(SOURCES.arrival(site, new Raw("https://notpay.example/"), campaign(null)))
                .isEqualTo(new Arrival.Known(
                        Value.of("notpay.example"), Channel.REFERRAL.value(), Value.of("notpay.example")));
    }

    @ParameterizedTest(name = "from {0} to /?{1} by {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "|utm_source=Show&utm_medium=audio|Podcast",
                "|utm_source=show|Direct mail",
                "https://www.google.com/|gclid=1|Our Google",
                "https://www.google.com/|utm_source=show&gclid=1|Direct mail",
                "|utm_source=x&utm_campaign=ep-12|Episodes",
                "https://news.partner.example/a||Partners",
                "https://partner.example/|utm_campaign=EP-1|Episodes",
                "https://notpartner.example/||Referral",
                "|utm_source=other|Campaign",
                "||Direct",
            })
    void arrival_onASiteWithRules_isByTheFirstThatMatches(
            @Nullable String referrer, @Nullable String query, String channel) {
        Site site = EXAMPLE.with(
                routing(
                        List.of(),
                        List.of(
                                new ChannelRule("Podcast", "show", "audio", null, null),
                                new ChannelRule("Direct mail", "show", null, null, null),
                                new ChannelRule("Our Google", "google", null, null, null),
                                new ChannelRule("Episodes", null, null, "ep-*", null),
                                new ChannelRule("Partners", null, null, null, "partner.example"))),
                EXAMPLE.counting());

        assertThat(SOURCES.arrival(site, referrer == null ? null : new Raw(referrer), campaign(query)))
                .isInstanceOfSatisfying(
                        Arrival.Known.class,
                        known -> assertThat(known.channel()).isEqualTo(Value.of(channel)));
        assertThat(Sources.isChannel(site, Value.of(channel))).isTrue();
        assertThat(Sources.isChannel(EXAMPLE, Value.of("Podcast"))).isFalse();
    }

    private static Routing routing(List<String> ignored, List<ChannelRule> rules) {
        return new Routing(List.of(), false, null, List.of(), ignored, rules);
    }

    @Property
    void arrival_ofAnyStrings_neverThrows(@ForAll String referrer, @ForAll String query) {
        assertThat(arrival(referrer, query)).isNotNull();
        assertThat(arrival("https://" + referrer, "utm_source=" + query + "&utm_medium=" + referrer))
                .isNotNull();
    }

    private static Arrival arrival(@Nullable String referrer, @Nullable String query) {
        return SOURCES.arrival(EXAMPLE, referrer == null ? null : new Raw(referrer), campaign(query));
    }

    private static Campaign campaign(@Nullable String query) {
        Raw entry = new Raw("https://example.com/" + (query == null ? "" : "?" + query));
        return Campaign.of(Location.of(entry).orElseThrow());
    }
}
