package io.footfall.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.measure.Cubes;
import io.footfall.measure.Decision;
import io.footfall.measure.Measure;
import io.footfall.measure.Vital;
import io.footfall.site.Site;
import io.footfall.site.SiteChange;
import io.footfall.stats.Answered;
import io.footfall.stats.Cells;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ReportsApiTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final int DAY = (int) TODAY.toEpochDay();
    private static final int MONDAY = (int) LocalDate.of(2026, 11, 9).toEpochDay();

    private TestApi api;

    @BeforeEach
    void start() {
        api = new TestApi();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private Cells site(SiteChange settings) {
        Site site = api.site("example.com", settings);
        Cells cells = new Cells(site);
        cells.add(Cubes.DAY, MONDAY, 0, Measure.VISITS, 1);
        cells.add(Cubes.PAGES_REACHED, MONDAY, 1, Measure.VISITS, 1);
        return cells;
    }

    private JsonObject ask(String path) {
        return api.get("/api/v1/sites/example.com/" + path).bodyAsJsonObject();
    }

    @Test
    @DisplayName("retention begins with the first week that was counted whole, and hides a handful")
    void retention_byWeeks_isATriangle() {
        Cells cells = site(SiteChange.NONE);
        cells.add(Cubes.COHORT, MONDAY, MONDAY - 7, Measure.VISITORS, 50); // came before anything was counted
        cells.add(Cubes.COHORT, MONDAY, MONDAY, Measure.VISITORS, 10);
        cells.add(Cubes.COHORT, MONDAY + 7, MONDAY, Measure.VISITORS, 4);
        cells.add(Cubes.COHORT, MONDAY + 14, MONDAY, Measure.VISITORS, 2);
        cells.add(Cubes.COHORT, MONDAY + 7, MONDAY + 7, Measure.VISITORS, 8);
        cells.store(api.database.pool(), DAY);

        JsonObject answer = ask("retention");
        assertThat(answer.getString("from")).isEqualTo("2026-11-09");
        assertThat(answer.getJsonArray("rows")).isEqualTo(new JsonArray("""
                [{"cohort":"2026-11-09","week":0,"visitors":10,"share":1.0,"complete":true},
                 {"cohort":"2026-11-09","week":1,"visitors":4,"share":0.4,"complete":true},
                 {"cohort":"2026-11-09","week":2,"visitors":null,"share":null,"complete":false},
                 {"cohort":"2026-11-16","week":0,"visitors":8,"share":1.0,"complete":true},
                 {"cohort":"2026-11-16","week":1,"visitors":null,"share":null,"complete":false},
                 {"cohort":"2026-11-23","week":0,"visitors":null,"share":null,"complete":false}]"""));
    }

    @Test
    void flows_withAndWithoutPage_areMovesThatAreFrequent() {
        Cells cells = site(SiteChange.NONE);
        move(cells, "/", "/prices", 9);
        move(cells, "/prices", "/order", 6);
        move(cells, "/", "/about", 4);
        move(cells, "/about", "/", 7);
        move(cells, "/prices", "/reloaded-by-one", 12);
        List.of("/", "/prices", "/order", "/about").forEach(page -> seen(cells, page, 5));
        seen(cells, "/reloaded-by-one", 1);
        cells.store(api.database.pool(), DAY);

        assertThat(ask("flows").getJsonArray("rows")).isEqualTo(new JsonArray("""
                [{"from":"/","to":"/prices","moves":9},{"from":"/about","to":"/","moves":7},
                 {"from":"/prices","to":"/order","moves":6}]"""));
        assertThat(ask("flows?page=/prices").getJsonArray("rows")).isEqualTo(new JsonArray("""
                [{"from":"/","to":"/prices","moves":9},{"from":"/prices","to":"/order","moves":6}]"""));
        assertThat(ask("flows?pages=/").getString("field")).isEqualTo("pages");
    }

    private static void move(Cells cells, String from, String to, long moves) {
        cells.add(Cubes.FLOW, DAY, cells.text(from), cells.text(to), Measure.PAGEVIEWS, moves);
    }

    private static void seen(Cells cells, String page, long visits) {
        cells.add(Cubes.PAGE, DAY, cells.text(page), Measure.VISITS_WITH, visits);
    }

    @Test
    void funnels_ofTheSite_haveARowForEachStep() {
        api.site("example.com", SiteChange.NONE);
        api.send(HttpMethod.PATCH, "/api/v1/sites/example.com", new JsonObject("""
                {"funnels":[{"name":"Order","steps":[{"page":"/cart"},{"page":"/pay"},{"event":"Order"}]}]}"""));
        Cells cells = new Cells(api.sites.byDomain("example.com").orElseThrow());
        int funnel = cells.text("Order");
        cells.add(Cubes.FUNNEL, DAY, funnel, 1, Measure.VISITS, 20);
        cells.add(Cubes.FUNNEL, DAY, funnel, 2, Measure.VISITS, 5);
        cells.add(Cubes.FUNNEL, DAY, funnel, 3, Measure.VISITS, 2);
        cells.store(api.database.pool(), DAY);
        assertThat(ask("funnels").getJsonArray("rows")).isEqualTo(new JsonArray("""
                [{"funnel":"Order","step":1,"name":"/cart","visits":20,"share":1.0,"dropped":null},
                 {"funnel":"Order","step":2,"name":"/pay","visits":5,"share":0.25,"dropped":15},
                 {"funnel":"Order","step":3,"name":"Order","visits":null,"share":null,"dropped":null}]"""));
    }

    @Test
    @DisplayName("percentiles of web vitals are within 5 % of the truth")
    void vitals_ofKnownTimes_areWithinTheirError() {
        Cells cells = site(SiteChange.NONE.withThresholds(1, 1, 1));
        int page = cells.text("/");
        for (int ms = 1000; ms < 5000; ms += 10) {
            cells.add(Cubes.vital(Vital.LCP), DAY, page, Vital.bucketOf(ms), Measure.EVENTS, 1);
        }
        cells.add(Cubes.vital(Vital.CLS), DAY, cells.text("/b"), Vital.bucketOf(40), Measure.EVENTS, 3);
        cells.store(api.database.pool(), DAY);

        JsonArray rows = ask("vitals").getJsonArray("rows");
        JsonObject lcp = rows.getJsonObject(0);
        assertThat(lcp.getInteger("measured")).isEqualTo(400);
        assertThat(lcp.getDouble("median")).isBetween(3000 * 0.95, 3000 * 1.05);
        assertThat(lcp.getDouble("p75")).isBetween(4000 * 0.95, 4000 * 1.05);
        assertThat(lcp.getDouble("p90")).isBetween(4600 * 0.95, 4600 * 1.05);
        assertThat(lcp.getDouble("good")).isBetween(0.367, 0.387);
        assertThat(lcp.getDouble("poor")).isBetween(0.237, 0.257);
        assertThat(rows.getJsonObject(1).getDouble("median")).isBetween(0.038, 0.042);
        JsonObject ofPage = ask("vitals?by=page").getJsonArray("rows").getJsonObject(0);
        assertThat(ofPage.getString("page")).isEqualTo("/");
        assertThat(ask("vitals?page=/b").getJsonArray("rows")).hasSize(1);
    }

    @Test
    void refusals_fromTenOn_areToldByReason() {
        Cells cells = site(SiteChange.NONE);
        cells.add(Cubes.REFUSAL, DAY, 8, Measure.REQUESTS, 120);
        cells.add(Cubes.REFUSAL, DAY, 5, Measure.REQUESTS, 9);
        cells.store(api.database.pool(), DAY);
        assertThat(ask("refusals").getJsonArray("rows"))
                .isEqualTo(new JsonArray("[{\"reason\":\"bot\",\"requests\":120}]"));
    }

    @Test
    void consent_refusalsCountedOrNot_saysWhatTheRateCovers() {
        Cells cells = site(SiteChange.NONE);
        decided(cells, Decision.How.ACCEPT_ALL, 30);
        decided(cells, Decision.How.REJECT_ALL, 10);
        decided(cells, Decision.How.WITHDRAW, 2);
        cells.store(api.database.pool(), DAY);
        JsonObject grants = ask("consent");
        assertThat(grants.getJsonArray("rows").getJsonObject(0)).isEqualTo(new JsonObject("""
                {"policy":3,"accept_all":30,"choose":null,"reject_all":10,"withdraw":null,"signal":null,"rate":null}"""));
        assertThat(grants.getJsonArray("notes").toString()).contains("refusals send nothing");
        api.send(HttpMethod.PATCH, "/api/v1/sites/example.com", new JsonObject().put("count_decisions", "all"));
        assertThat(ask("consent").getJsonArray("rows").getJsonObject(0).getDouble("rate"))
                .isEqualTo(0.75);
        String csv = Answered.by(api.operator(HttpMethod.GET, "/api/v1/sites/example.com/consent")
                        .putHeader("Accept", "text/csv")
                        .send())
                .bodyAsString();
        assertThat(csv).isEqualTo("policy,accept_all,choose,reject_all,withdraw,signal,rate\r\n3,30,,10,,,0.75\r\n");
    }

    private static void decided(Cells cells, Decision.How how, long number) {
        cells.add(Cubes.DECISION, DAY, 3, how.id(), Measure.REQUESTS, number);
    }
}
