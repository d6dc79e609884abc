package io.footfall.enrich.source;

import static io.footfall.enrich.TestSites.EXAMPLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.enrich.page.Location;
import io.footfall.event.Raw;
import io.footfall.measure.Value;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTest {

    private static final Sources SOURCES = Sources.load();

    @ParameterizedTest(name = "from {0} to /?{1}: {2}, {3}")
    @CsvFileSource(resources = "/enrich/sources.csv", delimiter = '|', numLinesToSkip = 1)
    void arrival_byReferrerAndCampaign_hasSourceAndChannel(
            @Nullable String referrer, @Nullable String query, String source, String channel) {
        assertThat(arrival(referrer, query)).isInstanceOfSatisfying(Arrival.Known.class, known -> {
            assertThat(known.source()).isEqualTo(Value.of(source));
            assertThat(known.channel().value()).isEqualTo(Value.of(channel));
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
                        Value.of("news.example"), Channel.REFERRAL, Value.of("news.example/item/(email)/(id)")));
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
                        null));
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
