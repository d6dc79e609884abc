package io.footfall.enrich;

import static io.footfall.measure.Dimension.COUNTRY;
import static io.footfall.measure.Dimension.DEVICE;
import static io.footfall.measure.Dimension.ENTRY_GROUP;
import static io.footfall.measure.Dimension.FIRST_SOURCE;
import static io.footfall.measure.Dimension.LAST_SOURCE;
import static io.footfall.measure.Dimension.RETURNING;
import static io.footfall.measure.Dimension.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.enrich.agent.Agents;
import io.footfall.enrich.geo.Countries;
import io.footfall.enrich.source.Sources;
import io.footfall.event.ParsedReport;
import io.footfall.event.Raw;
import io.footfall.event.Report;
import io.footfall.event.ReportParser;
import io.footfall.measure.Dimension;
import io.footfall.measure.Fact;
import io.footfall.measure.Fact.Automatic.Kind;
import io.footfall.measure.Observation;
import io.footfall.measure.Value;
import io.footfall.measure.Vital;
import io.footfall.measure.WeekStep;
import io.footfall.site.Counting;
import io.footfall.site.Funnel;
import io.footfall.site.PageGroup;
import io.footfall.site.Routing;
import io.footfall.site.Segment;
import io.footfall.site.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the body as sent to the facts that are counted. */
class FactsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:20:30Z"); // a Tuesday
    private static final int TODAY = (int) LocalDate.of(2026, 11, 24).toEpochDay();
    private static final int MONDAY = TODAY - 1;
    private static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/142.0.0.0 Safari/537.36";

    private static final Site SITE = TestSites.EXAMPLE.with(
            Routing.DEFAULT,
            new Counting(
                    List.of(new PageGroup("Blog", "/blog/*"), new PageGroup("All", "/*")),
                    List.of(new Funnel(
                            "Checkout",
                            List.of(
                                    new Funnel.Step(Funnel.Kind.PAGE, "/cart"),
                                    new Funnel.Step(Funnel.Kind.EVENT, "Purchase")))),
                    List.of(
                            segment("Germans", TODAY, COUNTRY, "DE"),
                            segment("Tablets", TODAY, DEVICE, "tablet"),
                            segment("Tomorrow's", TODAY + 1, COUNTRY, "DE")),
                    25));

    private static final Agents AGENTS = Agents.load(new Random(1));
    private static Enricher enricher;

    @BeforeAll
    static void open() throws IOException {
        enricher = new Enricher(Countries.open(Optional.empty()), AGENTS, Sources.load(), InstantSource.fixed(NOW));
    }

    @AfterAll
    static void close() {
        AGENTS.close();
    }

    private static Segment segment(String name, int since, Dimension dimension, String value) {
        return new Segment(name, List.of(new Segment.Condition(dimension, Value.of(value))), since);
    }

    @Test
    void pageview_withEverything_hasHostTitleAndGroups() throws IOException {
        assertThat(fact("""
                {"type":"pageview","url":"https://www.example.com/blog/post","page":2,"from":"https://example.com/",
                 "exitBefore":"https://example.com/","firstView":true,"title":"  How  to bake? | Blog "}"""))
                .isEqualTo(new Fact.Pageview(
                        Value.of("/blog/post"),
                        2,
                        Value.of("/"),
                        Value.of("/"),
                        true,
                        new Fact.PageFacts(
                                Value.of("www.example.com"),
                                Value.of("How to bake | Blog"),
                                Value.of("Blog"),
                                Value.of("All"))));
    }

    @ParameterizedTest(name = "the title {0} is counted as {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Order of jo@example.net confirmed|Order of (email) confirmed",
                "Invoice 550e8400-e29b-41d4-a716-446655440000|Invoice (id)",
                "Your parcel 907155834221688|Your parcel (number)",
                "Reset a8Xk29fLq0ZpT5vB7nMw3|Reset (token)",
                "C# & Co. @home|C & Co. home",
                "See http://example.com|See http:example.com",
            })
    @DisplayName("A title that holds an e-mail address, a token or a long number is masked")
    void title_thatMayNameSomebody_isMasked(String title, String counted) throws IOException {
        Fact.Pageview pageview = (Fact.Pageview)
                fact("{\"type\":\"pageview\",\"url\":\"https://example.com/\",\"page\":1,\"title\":\"" + title + "\"}");

        assertThat(pageview.about().title()).isEqualTo(Value.of(counted));
    }

    @Test
    void texts_withLineBreaksAndHalvesOfLetters_areTidiedAndNotRefused() throws IOException {
        Fact.Pageview pageview = (Fact.Pageview) fact("""
                {"type":"pageview","url":"https://example.com/","page":1,"title":"How\\nto\\tbake\\u0007 \\ud83c"}""");
        Fact.Named named = (Fact.Named) fact("""
                {"type":"event","name":"Buy\\u0085","url":"https://example.com/","props":{"plan":"pro\\r\\nplus"}}""");

        assertThat(pageview.about().title()).isEqualTo(Value.of("How to bake"));
        assertThat(named.name()).isEqualTo(Value.of("Buy"));
        assertThat(named.properties())
                .singleElement()
                .isEqualTo(new Fact.Property(Value.of("Buy › plan"), Value.of("pro plus")));
    }

    @Test
    void engagement_thresholds_areTheKnownOnesEachOnce() throws IOException {
        assertThat(fact("""
                {"type":"engagement","url":"https://example.com/blog/x","seconds":12,
                 "reached":["scroll:50","scroll:51","scroll:25","scroll:25","seconds:30","seconds:31","depth:25","scroll:"]}"""))
                .isEqualTo(
                        new Fact.Engagement(Value.of("/blog/x"), 12, Value.of("Blog"), List.of(25, 50), List.of(30)));
    }

    @Test
    void event_propertiesAndRevenue_areCleanedAndExact() throws IOException {
        assertThat(fact("""
                {"type":"event","name":"Buy › now","url":"https://example.com/","first":true,
                 "props":{"plan":"pro","who›":"jo@example.net","n":3,"gift":true,"empty":""},
                 "revenue":{"amount":"-19.90","currency":"EUR"}}"""))
                .isEqualTo(new Fact.Named(
                        Value.of("Buy › now"),
                        true,
                        List.of(
                                property("plan", "pro"),
                                property("who>", "(email)"),
                                property("n", "3"),
                                property("gift", "true"),
                                property("empty", "(none)")),
                        new Fact.Revenue(Value.of("EUR"), -199_000)));
    }

    private static Fact.Property property(String name, String value) {
        return new Fact.Property(Value.of("Buy > now › " + name), Value.of(value));
    }

    @ParameterizedTest(name = "{0} of {1} counts as {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "OUTBOUND|https://www.Partner.example/a/b?id=jo@example.net#x|partner.example/a/b",
                "OUTBOUND|https://partner.example/|partner.example",
                "OUTBOUND|https://partner.example/u/550e8400-e29b-41d4-a716-446655440000|partner.example/u/(id)",
                "DOWNLOAD|https://example.com/files/guide.pdf?v=3|example.com/files/guide.pdf",
                "NOTFOUND|https://example.com/gone?x=1|/gone",
                "SEARCH|  Red  SHOES? |red shoes",
                "SEARCH|jo@example.net|(email)",
                "SEARCH|?|(none)",
                "FORM|newsletter|newsletter",
                "FORM|/contact?mail=jo@example.net|/contact",
                "FORM|https://example.com/send/907155834221688|/send/(number)",
                "FORM|https://example.com|/",
            })
    void automatic_target_isCleaned(Kind kind, String target, String counted) throws IOException {
        assertThat(fact("{\"type\":\"" + kind.name().toLowerCase(Locale.ROOT)
                        + "\",\"url\":\"https://example.com/\",\"first\":true,\"target\":\"" + target + "\"}"))
                .isEqualTo(new Fact.Automatic(kind, Value.of(counted), true));
    }

    @Test
    void vitals_valuesAreBuckets_shiftsInThousandths() throws IOException {
        Fact.Vitals vitals = (Fact.Vitals) fact("""
                {"type":"vitals","url":"https://example.com/","lcp":1830,"cls":0.02,"ttfb":0}""");

        assertThat(vitals.page()).isEqualTo(Value.of("/"));
        assertThat(vitals.buckets())
                .containsExactlyInAnyOrder(
                        new Fact.Vitals.Bucket(Vital.LCP, Vital.bucketOf(1830)),
                        new Fact.Vitals.Bucket(Vital.CLS, Vital.bucketOf(20)),
                        new Fact.Vitals.Bucket(Vital.TTFB, 0));
    }

    @Test
    void step_ofTheSitesFunnels_isCountedAndAnyOtherLeftOut() throws IOException {
        assertThat(fact("{\"type\":\"step\",\"funnel\":\"Checkout\",\"step\":2}"))
                .isEqualTo(new Fact.Step(Value.of("Checkout"), 2));
        for (String other :
                List.of("\"Checkout\",\"step\":3", "\"checkout\",\"step\":1", "\"jo@x.example\",\"step\":1")) {
            assertThat(observed(body("{}", "{\"type\":\"step\",\"funnel\":" + other + "}", "{}"))
                            .facts())
                    .isEmpty();
        }
    }

    @ParameterizedTest(name = "{0} is refused as {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"outbound\",\"url\":\"https://example.com/\",\"target\":\"mail\"}|events[0].target",
                "{\"type\":\"notfound\",\"url\":\"https://example.com/\",\"target\":\"https://x.example/\"}|events[0].target",
                "{\"type\":\"search\",\"url\":\"https://x.example/\",\"target\":\"a\"}|events[0].url",
                "{\"type\":\"vitals\",\"url\":\"https://x.example/\"}|events[0].url",
            })
    void event_ofAnotherSite_isMalformed(String event, String field) throws IOException {
        assertThat(enrich(body("{}", event, "{}")))
                .isInstanceOfSatisfying(
                        Enrichment.Malformed.class,
                        wrong -> assertThat(wrong.field()).isEqualTo(field));
    }

    @ParameterizedTest(name = "since {0} days is {1}")
    @CsvSource({
        "null, New",
        "0, Same day",
        "1, 1 day",
        "2, 2 to 6 days",
        "6, 2 to 6 days",
        "7, 7 to 13 days",
        "13, 7 to 13 days",
        "14, 14 to 29 days",
        "29, 14 to 29 days",
        "30, 30 days and more",
        "99999, 30 days and more",
    })
    void visit_since_isAClass(String since, String returning) throws IOException {
        Observation observation = observed(body("{\"since\":" + since + "}", PAGEVIEW, "{}"));

        assertThat(observation.visit().value(RETURNING)).isEqualTo(Value.of(returning));
    }

    @Test
    void visit_earlierSources_areTheBrowsersOrThisVisitsOwn() throws IOException {
        Observation said =
                observed(body("{\"first\":\"Email;news%3Bletter\",\"last\":\"Gone+channel;Bing\"}", PAGEVIEW, "{}"));
        Observation unsaid = observed(body("{\"referrer\":\"https://www.google.com/\"}", PAGEVIEW, "{}"));
        Observation both =
                observed(body("{\"referrer\":\"https://www.google.com/\",\"last\":\"Email;Bing\"}", PAGEVIEW, "{}"));

        assertThat(said.visit().value(FIRST_SOURCE)).isEqualTo(Value.of("news;letter"));
        assertThat(said.visit().value(LAST_SOURCE)).isEqualTo(Value.of("Bing"));
        assertThat(said.visit().value(SOURCE)).isEqualTo(Value.of("Direct"));
        assertThat(unsaid.visit().value(FIRST_SOURCE)).isEqualTo(Value.of("Google"));
        assertThat(unsaid.visit().value(LAST_SOURCE)).isEqualTo(Value.of("Google"));
        assertThat(both.visit().value(LAST_SOURCE))
                .as("a visit that came from somewhere is the last one itself")
                .isEqualTo(Value.of("Google"));
    }

    @ParameterizedTest(name = "the earlier source {0} is refused")
    @ValueSource(
            strings = {
                "Google",
                ";Google",
                "Email;",
                "Email;a;b",
                "Email;jo%40example.net",
                "jo%40example.net;Google",
                "Email;550e8400-e29b-41d4-a716-446655440000",
                "Email;%zz",
                "Email;a b",
            })
    @DisplayName("An earlier source that could name somebody is refused, not counted")
    void visit_earlierSourceThatNoServerWrote_isMalformed(String origin) throws IOException {
        for (String field : List.of("first", "last")) {
            assertThat(enrich(body("{\"" + field + "\":\"" + origin + "\"}", PAGEVIEW, "{}")))
                    .isInstanceOfSatisfying(
                            Enrichment.Malformed.class,
                            wrong -> assertThat(wrong.field()).isEqualTo("visit." + field));
        }
    }

    @Test
    void visit_entryGroupAndSegments_areThoseOfTheSite() throws IOException {
        Observation german = observed(body("{\"as\":\"1;DE;tablet;Chrome;Windows;Direct;Direct\"}", PAGEVIEW, "{}"));
        Observation french = observed(body("{\"as\":\"1;FR;mobile;Chrome;Windows;Direct;Direct\"}", PAGEVIEW, "{}"));
        Observation yesterday = observed(
                body("{\"day\":\"2026-11-23\",\"as\":\"1;DE;tablet;Chrome;Windows;Direct;Direct\"}", PAGEVIEW, "{}"));

        assertThat(german.visit().value(ENTRY_GROUP)).isEqualTo(Value.of("Blog"));
        assertThat(german.visit().segments()).containsExactly(Value.of("Germans"), Value.of("Tablets"));
        assertThat(french.visit().segments()).isEmpty();
        assertThat(yesterday.visit().segments()).isEmpty();
    }

    @ParameterizedTest(name = "week {0} of cohort {1} is {2}")
    @CsvSource({
        "2026-W48, 2026-W48, fine",
        "2026-W48, 2026-W40, fine",
        "2026-W47, 2026-W40, fine",
        "2026-W48, 2000-W01, fine",
        "2026-W46, 2026-W40, visitor.week",
        "2026-W49, 2026-W40, visitor.week",
        "2026-W48, 1999-W01, visitor.cohort",
    })
    void visitor_weeks_areThisOrTheLast(String week, String cohort, String verdict) throws IOException {
        Enrichment enrichment =
                enrich(body("{}", PAGEVIEW, "{\"week\":\"" + week + "\",\"cohort\":\"" + cohort + "\"}"));

        String found = enrichment instanceof Enrichment.Malformed malformed
                ? malformed.field()
                : enrichment instanceof Enrichment.DayMismatch mismatch ? mismatch.field() : "fine";
        assertThat(found).isEqualTo(verdict);
        if (enrichment instanceof Enrichment.Observed observed
                && week.equals("2026-W48")
                && cohort.equals("2026-W40")) {
            assertThat(observed.observation().week()).isEqualTo(new WeekStep(MONDAY, MONDAY - 8 * 7));
        }
    }

    private static final String PAGEVIEW =
            "{\"type\":\"pageview\",\"url\":\"https://example.com/\",\"page\":1,\"firstView\":true}";

    private static Fact fact(String event) throws IOException {
        return observed(body("{}", event, "{}")).facts().get(0);
    }

    /** A body with more of a visit and of a visitor than it needs; both JSON objects. */
    private static String body(String visit, String event, String visitor) {
        String day = visit.contains("\"day\"") ? "" : "\"day\":\"2026-11-24\",";
        String rest = visit.substring(1);
        return "{\"site\":\"example.com\",\"visit\":{" + day + "\"entry\":\"https://example.com/blog/\""
                + (rest.equals("}") ? "" : ",") + rest + ",\"visitor\":" + visitor + ",\"events\":[" + event + "]}";
    }

    private static Enrichment enrich(String body) throws IOException {
        ParsedReport parsed = new ReportParser().parse(body.getBytes(StandardCharsets.UTF_8));
        assertThat(parsed).as(body).isInstanceOf(ParsedReport.Parsed.class);
        Report report = ((ParsedReport.Parsed) parsed).report();
        RequestFacts request = new RequestFacts(InetAddress.getByName("8.8.8.8"), new Raw(CHROME));
        return enricher.enrich(SITE, request, report)
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static Observation observed(String body) throws IOException {
        Enrichment enrichment = enrich(body);
        assertThat(enrichment).isInstanceOf(Enrichment.Observed.class);
        return ((Enrichment.Observed) enrichment).observation();
    }
}
