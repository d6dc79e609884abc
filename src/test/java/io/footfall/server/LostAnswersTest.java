package io.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.db.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real server, and browsers whose line loses requests and answers: what the API says, compared with what happened. */
@Tag("full")
@Timeout(300)
class LostAnswersTest {

    private static final int BROWSERS = 150;
    private static final int MANY = 3_000;

    @TempDir
    static Path home;

    private static ServerProcess server;
    private static Calls calls;

    /** Where it is noon, so that no midnight comes in between. */
    private static ZoneId zone = ZoneOffset.UTC;

    @BeforeAll
    static void start() throws Exception {
        TestDatabase.prepare(home.resolve("data"));
        server = ServerProcess.start(ServerProcess.Options.standard().dataDir(home.resolve("data")));
        calls = new Calls(server);
        int hour = Instant.now().atZone(ZoneOffset.UTC).getHour();
        zone = ZoneId.of("Etc/GMT%+d".formatted(hour - 12));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    @DisplayName(
            "where lost answers are asked for again, every figure is exact: nothing is missing, nothing counted twice")
    void repeats_untilAnAnswerComes_everythingIsExact() throws Exception {
        LosingBrowsers browsers = browsers("patient.example", true, BROWSERS);
        assertThat(browsers.ledger().unsure()).isZero();
        assertTold(browsers, "patient.example");
    }

    @Test
    @DisplayName("where they are not, at most what was in a lost request is missing, and nothing is counted twice")
    void repeats_givenUp_loseAtMostTheLostRequests() throws Exception {
        LosingBrowsers browsers = browsers("impatient.example", false, BROWSERS);
        assertThat(browsers.lost()).isGreaterThan(20);
        Map<String, Long> told = assertTold(browsers, "impatient.example");
        long views = told.entrySet().stream()
                .filter(figure -> figure.getKey().startsWith("pageviews "))
                .mapToLong(Map.Entry::getValue)
                .sum();
        assertThat(views).isLessThan(browsers.ledger().sum("pageviews"));
        assertThat(browsers.ledger().sum("pageviews") - views).isLessThanOrEqualTo(browsers.lost());
    }

    @Test
    @Tag("soak")
    @DisplayName("the same of thousands of browsers")
    void repeats_ofManyBrowsers_areExact() throws Exception {
        assertTold(browsers("many.example", true, MANY), "many.example");
    }

    private static LosingBrowsers browsers(String site, boolean patient, int number)
            throws IOException, InterruptedException {
        JsonArray steps = new JsonArray();
        LosingBrowsers.FUNNEL.forEach(page -> steps.add(new JsonObject().put("page", page)));
        JsonObject draft = new JsonObject()
                .put("domain", site)
                .put("timezone", zone.getId())
                .put(
                        "funnels",
                        new JsonArray()
                                .add(new JsonObject().put("name", "Order").put("steps", steps)))
                .put(
                        "thresholds",
                        new JsonObject().put("value", 1).put("pair", 1).put("crowd", 1));
        Calls.expect(201, calls.send(Calls.json(calls.api("/sites"), draft)));
        LosingBrowsers browsers = new LosingBrowsers(calls, server.url(), site, LocalDate.now(zone), patient);
        for (int i = 0; i < number; i++) {
            browsers.live();
        }
        return browsers;
    }

    /** Asks for everything, and compares. */
    private static Map<String, Long> assertTold(LosingBrowsers browsers, String site) throws Exception {
        calls.merge();
        Map<String, Long> told = new TreeMap<>();
        JsonObject days = stats(site, "metrics=visits,pageviews&by=day");
        told.putAll(Ledger.rows(days, "visits", "value", "visits"));
        told.putAll(Ledger.rows(days, "pageviews", "value", "pageviews"));
        JsonObject pages = stats(site, "metrics=visits,pageviews&by=page");
        told.putAll(Ledger.rows(pages, "page", "value", "pageviews"));
        told.putAll(Ledger.rows(pages, "seen", "value", "visits"));
        told.putAll(Ledger.rows(stats(site, "metrics=visits&by=entry_page"), "entries", "value", "visits"));
        told.putAll(Ledger.rows(stats(site, "metrics=visits&by=source"), "source", "value", "visits"));
        JsonObject events = stats(site, "metrics=events,conversions,revenue&by=event");
        told.putAll(Ledger.rows(events, "events", "value", "events"));
        told.putAll(Ledger.rows(events, "conversions", "value", "conversions"));
        String euros = events.getJsonArray("rows")
                .getJsonObject(0)
                .getJsonObject("revenue")
                .getString("EUR");
        told.put("revenue EUR", (long) Double.parseDouble(Objects.requireNonNull(euros)));
        JsonArray moves = calls.get("/sites/" + site + "/flows").getJsonArray("rows");
        for (int i = 0; i < moves.size(); i++) {
            JsonObject move = moves.getJsonObject(i);
            told.put("flows " + move.getString("from") + ">" + move.getString("to"), move.getLong("moves"));
        }
        told.putAll(Ledger.rows(calls.get("/sites/" + site + "/funnels"), "funnel", "step", "visits"));
        told.putAll(Ledger.rows(stats(site, "metrics=visits&by=scroll"), "scroll", "value", "visits"));
        visitors(site, told);
        browsers.ledger()
                .assertTold(
                        told,
                        "visits",
                        "pageviews",
                        "page",
                        "seen",
                        "entries",
                        "source",
                        "events",
                        "conversions",
                        "revenue",
                        "flows",
                        "funnel",
                        "scroll",
                        "visitors");
        return told;
    }

    private static void visitors(String site, Map<String, Long> told) throws Exception {
        LocalDate today = LocalDate.now(zone);
        for (LocalDate from = today.minusDays(1); !from.isAfter(today); from = from.plusDays(1)) {
            for (LocalDate to = from; !to.isAfter(today); to = to.plusDays(1)) {
                JsonObject totals = stats(site, "metrics=visitors&from=" + from + "&to=" + to)
                        .getJsonObject("totals");
                told.put("visitors " + from + ".." + to, totals.getLong("visitors"));
            }
        }
    }

    private static JsonObject stats(String site, String query) throws IOException, InterruptedException {
        return calls.get("/sites/" + site + "/stats?" + query);
    }
}
