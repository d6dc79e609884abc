package io.footfall.enrich;

import static io.footfall.enrich.TestSites.EXAMPLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.enrich.agent.Agents;
import io.footfall.enrich.geo.Countries;
import io.footfall.enrich.source.Sources;
import io.footfall.event.Event;
import io.footfall.event.Raw;
import io.footfall.event.Report;
import io.footfall.event.Report.DayStep;
import io.footfall.event.Report.VisitPart;
import io.footfall.event.Report.VisitorPart;
import io.footfall.measure.Cube;
import io.footfall.measure.Decision;
import io.footfall.measure.Dimension;
import io.footfall.measure.Fact;
import io.footfall.measure.Observation;
import io.footfall.measure.Value;
import io.footfall.measure.VisitorStep;
import io.footfall.site.Site;
import io.footfall.site.SiteMoment;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnricherTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:20:30Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Agents AGENTS = Agents.load(new Random(1));
    private static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/142.0.0.0 Safari/537.36";
    private static final String GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    private static final String HOME = "https://example.com/";
    private static final String PRICING = "https://example.com/pricing";

    private static Enricher enricher;

    @BeforeAll
    static void open() throws IOException {
        enricher = new Enricher(Countries.open(Optional.empty()), AGENTS, Sources.load(), InstantSource.fixed(NOW));
    }

    @AfterAll
    static void close() {
        AGENTS.close();
    }

    @Test
    void enrich_firstPageOfAVisit_isObservedInBoundedValues() throws IOException {
        Report report = new Report(
                "example.com",
                new Raw("receipt"),
                new VisitPart(
                        TODAY,
                        new Raw(HOME + "?utm_source=News&utm_campaign=Spring"),
                        new Raw("https://www.google.com/"),
                        1280,
                        new Raw("de-AT"),
                        null),
                1L,
                new VisitorPart(new DayStep(TODAY, LocalDate.of(2026, 11, 20)), 7, true),
                new Decision(Decision.How.ACCEPT_ALL, 1),
                List.of(
                        new Event.Pageview(new Raw(PRICING + "?x=1"), 2, new Raw(HOME), null, true),
                        new Event.Engagement(new Raw(PRICING), 12, List.of("scroll:50")),
                        new Event.Named(new Raw(" Signup "), new Raw(PRICING), true),
                        new Event.Vitals(new Raw(HOME), Map.of())));

        Enrichment.Observed observed = observed(enrich(request("193.99.144.80", CHROME), report));

        Observation observation = observed.observation();
        assertThat(observation.site()).isEqualTo(EXAMPLE.id());
        assertThat(new SiteMoment(observation.day(), observation.hour(), observation.minute()))
                .isEqualTo(SiteMoment.of(EXAMPLE.zone(), NOW));
        assertThat(observation.visit().day()).isEqualTo(day(TODAY));
        assertThat(observation.visitor()).isEqualTo(new VisitorStep(day(TODAY), day(TODAY) - 4));
        assertThat(observation.minutesAway()).isEqualTo(7);
        assertThat(observation.decision()).isEqualTo(new Decision(Decision.How.ACCEPT_ALL, 1));
        assertThat(observation.facts())
                .containsExactly(
                        new Fact.Pageview(
                                Value.of("/pricing"),
                                2,
                                Value.of("/"),
                                null,
                                true,
                                new Fact.PageFacts(Value.of("example.com"), null, null, null)),
                        new Fact.Engagement(Value.of("/pricing"), 12, null, List.of(50), List.of()),
                        new Fact.Named(Value.of("Signup"), true),
                        new Fact.Vitals(Value.of("/"), List.of()));
        assertThat(values(observation))
                .containsExactly(
                        "news",
                        "Campaign",
                        "google.com",
                        "news",
                        "(none)",
                        "spring",
                        "(none)",
                        "(none)",
                        "DE",
                        "de",
                        "desktop",
                        "Chrome",
                        "Windows",
                        "992 to 1439",
                        "/",
                        "news",
                        "news",
                        "(unknown)",
                        "(none)");
        assertThat(observed.visitClasses()).isEqualTo("1;DE;desktop;Chrome;Windows;Campaign;news");
    }

    @Test
    void enrich_laterRequestOfAVisit_keepsTheClassesOfItsFirst() throws IOException {
        String as = "1;AT;tablet;Safari;iOS;Organic+Search;Google";

        Enrichment.Observed observed = observed(enrich(request("8.8.8.8", CHROME), pageview(HOME, null, as)));

        assertThat(observed.visitClasses()).isEqualTo(as);
        assertThat(observed.observation().visit().value(Dimension.COUNTRY)).isEqualTo(Value.of("AT"));
        assertThat(observed.observation().visit().value(Dimension.DEVICE)).isEqualTo(Value.of("tablet"));
        assertThat(observed.observation().visit().value(Dimension.CHANNEL)).isEqualTo(Value.of("Organic Search"));
        assertThat(observed.observation().visit().value(Dimension.SOURCE)).isEqualTo(Value.of("Google"));
    }

    @Test
    void enrich_forgedClasses_areMalformed() throws IOException {
        assertThat(enrich(request("8.8.8.8", CHROME), pageview(HOME, null, "1;XX;a;b;c;d;e")))
                .isInstanceOfSatisfying(
                        Enrichment.Malformed.class,
                        wrong -> assertThat(wrong.field()).isEqualTo("visit.as"));
    }

    @Test
    void enrich_decisionUnderAPolicyThatIsNotInForce_isMalformed() throws IOException {
        assertThat(field(enrich(request("8.8.8.8", CHROME), decided(2)))).isEqualTo("decision.policy");
    }

    @Test
    @DisplayName("a site that counts no decisions counts none, whatever a browser sends")
    void enrich_decisionOnASiteThatCountsNone_isLeftOut() throws Exception {
        Site silent = new Site(
                EXAMPLE.id(),
                EXAMPLE.domain(),
                EXAMPLE.aliases(),
                EXAMPLE.subdomains(),
                EXAMPLE.zone(),
                EXAMPLE.policy(),
                EXAMPLE.acceptedPolicies(),
                EXAMPLE.thresholds(),
                EXAMPLE.queryParameters(),
                Site.CountDecisions.NONE);

        Enrichment enriched = enricher.enrich(silent, request("8.8.8.8", CHROME), decided(1))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);

        assertThat(observed(enriched).observation().decision()).isNull();
    }

    private static Report decided(int policy) {
        Report plain = pageview(HOME, null, null);
        Decision decision = new Decision(Decision.How.ACCEPT_ALL, policy);
        return new Report(
                plain.site(), plain.receipt(), plain.visit(), plain.nonce(), plain.visitor(), decision, plain.events());
    }

    @Test
    void enrich_botOrNoUserAgent_isABot() throws IOException {
        Report report = pageview(HOME, null, null);

        assertThat(enrich(request("8.8.8.8", GOOGLEBOT), report)).isEqualTo(new Enrichment.Bot());
        assertThat(enrich(request("8.8.8.8", null), report)).isEqualTo(new Enrichment.Bot());
        assertThat(enrich(request("8.8.8.8", " "), report)).isEqualTo(new Enrichment.Bot());
    }

    @Test
    void enrich_spammersReferrer_isSpam() throws IOException {
        assertThat(enrich(request("8.8.8.8", CHROME), pageview(HOME, "https://semalt.com/", null)))
                .isEqualTo(new Enrichment.ReferrerSpam());
    }

    @ParameterizedTest(name = "URL {0}")
    @ValueSource(strings = {"https://other.example/", "", "javascript:alert(1)", "\u0000", "https://"})
    void enrich_foreignOrNoUrls_areMalformed(String url) throws IOException {
        assertThat(field(enrich(request("8.8.8.8", CHROME), pageview(url, null, null))))
                .isEqualTo("visit.entry");
        assertThat(field(event(new Event.Pageview(new Raw(url), 1, null, null, true))))
                .isEqualTo("events[1].url");
        assertThat(field(event(new Event.Pageview(new Raw(HOME), 1, new Raw(url), null, true))))
                .isEqualTo("events[1].from");
        assertThat(field(event(new Event.Pageview(new Raw(HOME), 1, null, new Raw(url), true))))
                .isEqualTo("events[1].exitBefore");
        assertThat(field(event(new Event.Engagement(new Raw(url), 1, List.of()))))
                .isEqualTo("events[1].url");
        assertThat(field(event(new Event.Named(new Raw("Signup"), new Raw(url), true))))
                .isEqualTo("events[1].url");
    }

    @Test
    void enrich_numbersAndNamesThatCannotBe_areMalformed() throws IOException {
        assertThat(field(event(new Event.Pageview(new Raw(HOME), 0, null, null, true))))
                .isEqualTo("events[1].page");
        assertThat(field(event(new Event.Engagement(new Raw(HOME), -1, List.of()))))
                .isEqualTo("events[1].seconds");
        assertThat(field(event(new Event.Engagement(new Raw(HOME), 3_601, List.of()))))
                .isEqualTo("events[1].seconds");
        assertThat(field(event(new Event.Named(new Raw(" \u0000"), new Raw(HOME), true))))
                .isEqualTo("events[1].name");
        assertThat(field(event(new Event.Named(new Raw("a?b"), new Raw(HOME), true))))
                .isEqualTo("events[1].name");
        assertThat(field(visitor(new VisitorPart(null, 31, true)))).isEqualTo("visitor.minutesAway");
    }

    @Test
    void enrich_daysThatContradictTheSites_areAMismatch() throws IOException {
        VisitPart early = new VisitPart(TODAY.minusDays(2), new Raw(HOME), null, null, null, null);

        assertThat(enrich(request("8.8.8.8", CHROME), report(early, null, List.of())))
                .isEqualTo(new Enrichment.DayMismatch("visit.day"));
        assertThat(visitor(new VisitorPart(new DayStep(TODAY.plusDays(1), null), null, false)))
                .isEqualTo(new Enrichment.DayMismatch("visitor.day"));
        assertThat(visitor(new VisitorPart(new DayStep(TODAY, TODAY), null, false)))
                .isEqualTo(new Enrichment.DayMismatch("visitor.previousDay"));
    }

    @Test
    void enrich_longOrNoAbsence_isNeverOrNothing() throws IOException {
        assertThat(observed(visitor(new VisitorPart(null, null, true)))
                        .observation()
                        .minutesAway())
                .isEqualTo(Cube.NEVER);
        assertThat(observed(visitor(new VisitorPart(null, null, false)))
                        .observation()
                        .minutesAway())
                .isNull();
        assertThat(observed(visitor(new VisitorPart(new DayStep(TODAY, null), null, false)))
                        .observation()
                        .visitor())
                .isEqualTo(new VisitorStep(day(TODAY), Cube.NEVER));
    }

    @Test
    @DisplayName("What is counted of a visit holds no address, no User-Agent, no query, no e-mail address and no id")
    void enrich_requestFullOfMarkers_letsNoneThrough() throws IOException {
        String url = "https://example.com/u/marker%40example.net/7f3c2a10-1111-4222-8333-444455556666?marker=q#marker";
        VisitPart visit = new VisitPart(
                TODAY, new Raw(url), new Raw("https://blog.example.net/?marker=r"), 1, new Raw("marker"), null);
        List<Event> events = List.of(
                new Event.Pageview(new Raw(url), 1, new Raw(url), new Raw(url), true),
                new Event.Engagement(new Raw(url), 1, List.of("marker")),
                new Event.Named(new Raw("mail marker@example.net"), new Raw(url), true));

        Enrichment.Observed observed =
                observed(enrich(request("8.8.4.4", CHROME + " marker/1"), report(visit, null, events)));

        assertThat(observed.toString()).doesNotContain("marker", "8.8.4.4", "7f3c2a10", "Windows NT");
        assertThat(request("8.8.4.4", "marker").toString()).doesNotContain("8.8.4.4", "marker");
    }

    private static Enrichment event(Event event) throws IOException {
        VisitPart visit = new VisitPart(TODAY, new Raw(HOME), null, null, null, null);
        return enrich(
                request("8.8.8.8", CHROME),
                report(visit, null, List.of(new Event.Vitals(new Raw(HOME), Map.of()), event)));
    }

    private static Enrichment visitor(VisitorPart visitor) throws IOException {
        VisitPart visit = new VisitPart(TODAY, new Raw(HOME), null, null, null, null);
        return enrich(request("8.8.8.8", CHROME), report(visit, visitor, List.of()));
    }

    private static Report pageview(String entry, @Nullable String referrer, @Nullable String as) {
        VisitPart visit = new VisitPart(
                TODAY,
                new Raw(entry),
                referrer == null ? null : new Raw(referrer),
                null,
                null,
                as == null ? null : new Raw(as));
        return report(visit, null, List.of(new Event.Pageview(new Raw(HOME), 1, null, null, true)));
    }

    private static Report report(VisitPart visit, @Nullable VisitorPart visitor, List<Event> events) {
        return new Report("example.com", null, visit, null, visitor, null, events);
    }

    private static RequestFacts request(String address, @Nullable String userAgent) throws IOException {
        return new RequestFacts(InetAddress.getByName(address), userAgent == null ? null : new Raw(userAgent));
    }

    private static Enrichment enrich(RequestFacts request, Report report) {
        return enricher.enrich(EXAMPLE, request, report)
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static Enrichment.Observed observed(Enrichment enrichment) {
        assertThat(enrichment).isInstanceOf(Enrichment.Observed.class);
        return (Enrichment.Observed) enrichment;
    }

    private static String field(Enrichment enrichment) {
        assertThat(enrichment).isInstanceOf(Enrichment.Malformed.class);
        return ((Enrichment.Malformed) enrichment).field();
    }

    private static List<String> values(Observation observation) {
        return observation.visit().values().stream().map(Value::text).toList();
    }

    private static int day(LocalDate day) {
        return (int) day.toEpochDay();
    }
}
