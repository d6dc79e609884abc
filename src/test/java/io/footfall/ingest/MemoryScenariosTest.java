package io.footfall.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.count.Cell;
import io.footfall.count.Counter;
import io.footfall.count.CounterRing;
import io.footfall.count.CounterSize;
import io.footfall.enrich.Enricher;
import io.footfall.enrich.Enrichment;
import io.footfall.enrich.RequestFacts;
import io.footfall.enrich.agent.Agents;
import io.footfall.enrich.geo.Countries;
import io.footfall.enrich.source.Sources;
import io.footfall.event.ParsedReport;
import io.footfall.event.Raw;
import io.footfall.event.ReportParser;
import io.footfall.measure.Frequent;
import io.footfall.site.Counting;
import io.footfall.site.Funnel;
import io.footfall.site.Routing;
import io.footfall.site.Site;
import io.footfall.site.Thresholds;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What browsers send, as the tests of the script have recorded it, counted by the server: exactly the sums that both were told to
 * expect. See {@code fixtures/memory/README.md}.
 */
class MemoryScenariosTest {

    private static final Path SCENARIOS = Path.of("src/test/resources/fixtures/memory");
    private static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
    private static final Agents AGENTS = Agents.load(new Random(1));

    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.EPOCH);
    private final ReportParser parser = new ReportParser();

    static Stream<String> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @AfterAll
    static void close() {
        AGENTS.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void requests_ofAScenario_addUpToWhatIsExpected(String name, @TempDir Path folder) throws IOException {
        JsonObject scenario = new JsonObject(Files.readString(SCENARIOS.resolve(name)));
        Enricher enricher = new Enricher(Countries.open(java.util.Optional.empty()), AGENTS, Sources.load(), time::get);
        CounterRing ring = CounterRing.open(folder, new CounterSize(1 << 14, 1 << 12), new Random(1));
        Counter counter = new Counter(ring, Frequent.EVERYTHING);
        Site site = site(scenario);
        Set<Integer> reports = new HashSet<>();
        for (Object sent : scenario.getJsonArray("requests")) {
            JsonObject request = (JsonObject) sent;
            if (reports.add(request.getInteger("report"))) {
                time.set(Instant.parse(request.getString("at")));
                Enrichment enriched = enriched(enricher, site, request.getJsonObject("body"));
                assertThat(enriched).as(request.encode()).isInstanceOf(Enrichment.Observed.class);
                assertThat(counter.count(((Enrichment.Observed) enriched).observation()))
                        .isTrue();
            }
        }
        counter.seal(true);

        MemorySums sums = new MemorySums();
        ring.sealed().forEach(file -> file.forEach((Cell cell, long[] measures) -> sums.add(cell, measures)));
        assertThat(sums.all()).isEqualTo(MemorySums.expected(scenario.getJsonObject("expect")));
    }

    private Enrichment enriched(Enricher enricher, Site site, JsonObject body) throws IOException {
        ParsedReport parsed = parser.parse(body.encode().getBytes(StandardCharsets.UTF_8));
        assertThat(parsed).as(body.encode()).isInstanceOf(ParsedReport.Parsed.class);
        RequestFacts facts = new RequestFacts(InetAddress.getByName("8.8.8.8"), new Raw(CHROME));
        return enricher.enrich(site, facts, ((ParsedReport.Parsed) parsed).report())
                .toCompletableFuture()
                .join();
    }

    private static Site site(JsonObject scenario) {
        JsonObject settings = scenario.getJsonObject("site", new JsonObject());
        String scope = settings.getString("scope");
        Site site = new Site(
                7,
                "example.com",
                List.of(),
                scope != null,
                ZoneId.of(scenario.getString("zone")),
                1,
                List.of(1),
                Thresholds.DEFAULT,
                texts(settings.getJsonArray("query")),
                Site.CountDecisions.GRANTS);
        Routing routing = Routing.DEFAULT;
        return site.with(
                new Routing(
                        settings.containsKey("search")
                                ? texts(settings.getJsonArray("search"))
                                : routing.searchParameters(),
                        settings.getBoolean("hash", false),
                        scope,
                        routing.testOrigins(),
                        List.of(),
                        List.of()),
                new Counting(List.of(), funnels(settings.getJsonArray("funnels", new JsonArray())), List.of(), 25));
    }

    private static List<String> texts(@org.jspecify.annotations.Nullable JsonArray array) {
        return array == null
                ? List.of()
                : array.stream().map(String.class::cast).toList();
    }

    private static List<Funnel> funnels(JsonArray funnels) {
        return funnels.stream()
                .map(JsonObject.class::cast)
                .map(funnel -> new Funnel(
                        funnel.getString("name"),
                        funnel.getJsonArray("steps").stream()
                                .map(JsonObject.class::cast)
                                .map(MemoryScenariosTest::step)
                                .toList()))
                .toList();
    }

    private static Funnel.Step step(JsonObject step) {
        String page = step.getString("page");
        return page == null
                ? new Funnel.Step(Funnel.Kind.EVENT, step.getString("event"))
                : new Funnel.Step(Funnel.Kind.PAGE, page);
    }
}
