package io.footfall.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import io.footfall.measure.DistinctSketch;
import io.footfall.measure.Family;
import io.footfall.measure.Measure;
import io.footfall.site.Site;
import io.footfall.site.SiteChange;
import io.footfall.stats.Answered;
import io.footfall.stats.Cells;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class StatsApiTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final int DAY = (int) TODAY.toEpochDay();

    private TestApi api;

    @BeforeEach
    void start() {
        api = new TestApi();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private Site site(SiteChange settings) {
        return api.site("example.com", settings.withTimezone("Europe/Berlin"));
    }

    private JsonObject ask(String query) {
        return api.get("/api/v1/sites/example.com/stats?" + query).bodyAsJsonObject();
    }

    private static void visits(Cells cells, String source, int visits) {
        visits(cells, DAY, source, visits);
    }

    private static void visits(Cells cells, int day, String source, int visits) {
        cells.add(Cubes.DAY, day, 0, Measure.VISITS, visits);
        cells.add(Cubes.RETURN, day, Cube.NEVER, Measure.VISITORS, visits);
        cells.add(Cubes.by(Dimension.SOURCE), day, cells.text(source), Measure.VISITS, visits);
        cells.add(Cubes.by(Dimension.COUNTRY), day, cells.text("DE"), Measure.VISITS, visits);
        cells.add(Cubes.returnsBy(Dimension.SOURCE), day, cells.text(source), 0, Measure.VISITORS, visits);
    }

    @Test
    void totals_nothingCounted_areZeroAndRatesAreNull() {
        site(SiteChange.NONE);
        assertThat(ask("metrics=visitors,visits,pageviews,bounce_rate,visit_duration,pages_per_visit,events"))
                .isEqualTo(new JsonObject("""
                        {"from":"2026-10-26","to":"2026-11-24","timezone":"Europe/Berlin",
                         "metrics":["visitors","visits","pageviews","bounce_rate","visit_duration","pages_per_visit","events"],
                         "totals":{"visitors":0,"visits":0,"pageviews":0,"bounce_rate":null,"visit_duration":null,
                          "pages_per_visit":null,"events":0},
                         "rows":[],"notes":[]}"""));
    }

    @Test
    void range_beginsBeforeCounting_movesToTheFirstCountedDay() {
        Cells cells = new Cells(site(SiteChange.NONE));
        visits(cells, "Google", 9);
        cells.store(api.database.pool(), DAY);

        JsonObject answer = ask("from=2026-11-01&to=2026-11-24&metrics=visits&by=day");
        assertThat(answer.getString("from")).isEqualTo("2026-11-24");
        assertThat(answer.getJsonArray("rows")).isEqualTo(new JsonArray("[{\"value\":\"2026-11-24\",\"visits\":9}]"));

        JsonObject before = ask("from=2026-10-01&to=2026-10-31&metrics=visits");
        assertThat(before.getString("from")).isEqualTo("2026-10-01");
        assertThat(before.getJsonObject("totals").getLong("visits")).isZero();
    }

    @Test
    @DisplayName("a value of fewer visits than the site's threshold is not shown, in no form")
    void breakdown_rareValue_goesToFew() {
        Cells cells = new Cells(site(SiteChange.NONE));
        visits(cells, "Google", 9);
        visits(cells, "Threshold", 3);
        visits(cells, "Rare", 2);
        cells.store(api.database.pool(), DAY);

        JsonObject answer = ask("metrics=visitors,visits&by=source");
        assertThat(answer.getJsonArray("rows")).isEqualTo(new JsonArray("""
                [{"value":"Google","visitors":9,"visits":9},{"value":"Threshold","visitors":3,"visits":3}]"""));
        assertThat(answer.getJsonObject("few")).isEqualTo(new JsonObject("{\"visitors\":2,\"visits\":2}"));
        assertThat(answer.containsKey("waiting")).isFalse();
        assertThat(csv("metrics=visits&by=source")).isEqualTo("source,visits\r\nGoogle,9\r\nThreshold,3\r\n");
    }

    @Test
    void breakdown_limitAndOrder_leaveTheRestInFew() {
        Cells cells = new Cells(site(SiteChange.NONE));
        visits(cells, "Google", 9);
        visits(cells, "Bing", 5);
        visits(cells, "News", 4);
        cells.store(api.database.pool(), DAY);
        JsonObject answer = ask("metrics=visits&by=source&limit=1&order=visits");
        assertThat(answer.getJsonArray("rows")).isEqualTo(new JsonArray("[{\"value\":\"News\",\"visits\":4}]"));
        assertThat(answer.getJsonObject("few").getInteger("visits")).isEqualTo(14);
    }

    @Test
    @DisplayName("totals are fresh while breakdowns wait for a crowd, and the answer says for how many visits")
    void breakdown_visitsThatWait_areSaid() {
        Cells cells = new Cells(site(SiteChange.NONE));
        visits(cells, "Google", 12);
        cells.add(Cubes.DAY, DAY, 0, Measure.VISITS, 4);
        cells.store(api.database.pool(), DAY);
        JsonObject answer = ask("metrics=visits&by=source");
        assertThat(answer.getJsonObject("totals").getInteger("visits")).isEqualTo(16);
        assertThat(answer.getInteger("waiting")).isEqualTo(6);
        assertThat(answer.getJsonObject("few").getInteger("visits")).isEqualTo(4);
        assertThat(ask("metrics=visits&by=source&to=2026-11-20").containsKey("waiting"))
                .isFalse();
    }

    @Test
    void breakdown_moreValuesThanADayHolds_saysHowManyAreInOtherAndSinceWhen() {
        Site site = site(SiteChange.NONE);
        Cells cells = new Cells(site);
        visits(cells, DAY - 3, "Google", 9);
        visits(cells, DAY, "Google", 9);
        visits(cells, DAY, "(other)", 50);
        cells.store(api.database.pool(), DAY);
        folded(site, DAY - 1, Family.of(Dimension.SOURCE), 0, 800);
        folded(site, DAY, Family.of(Dimension.SOURCE), 400, 1_200);
        folded(site, DAY, Family.PAGE, 0, 50);

        JsonObject answer = ask("metrics=visits&by=source");

        assertThat(answer.getJsonArray("rows")).isEqualTo(new JsonArray("""
                [{"value":"(other)","visits":50},{"value":"Google","visits":18}]"""));
        assertThat(answer.getJsonObject("folded").getString("since"))
                .isEqualTo(TODAY.minusDays(1).toString());
        assertThat(answer.getJsonObject("folded").getLong("values"))
                .as("different ones of both days")
                .isCloseTo(1_200, Percentage.withPercentage(20));
        assertThat(ask("metrics=visits&by=source&to=" + TODAY.minusDays(2)).containsKey("folded"))
                .isFalse();
        assertThat(ask("metrics=visits&by=country").containsKey("folded")).isFalse();
        assertThat(ask("metrics=visits&by=day").containsKey("folded")).isFalse();
    }

    private void folded(Site site, int day, Family family, int from, int to) {
        DistinctSketch sketch = new DistinctSketch();
        for (int i = from; i < to; i++) {
            sketch.add(family.hash(1, "", "value " + i));
        }
        Answered.by(api.database
                .pool()
                .preparedQuery("insert into folded_value values ($1, $2, $3, $4, $5)")
                .execute(Tuple.of(site.bucket(), site.id(), day, (short) family.id(), Buffer.buffer(sketch.bytes()))));
    }

    @Test
    void byPage_givesPageviewsAndVisitsWithThePage() {
        Cells cells = new Cells(site(SiteChange.NONE.withThresholds(1, 1, 1)));
        int home = cells.text("/");
        int prices = cells.text("=1+1,\"x\"");
        cells.add(Cubes.DAY, DAY, 0, Measure.PAGEVIEWS, 8);
        cells.add(Cubes.DAY, DAY, 0, Measure.VISITS, 5);
        cells.add(Cubes.PAGE, DAY, home, Measure.PAGEVIEWS, 6);
        cells.add(Cubes.PAGE, DAY, home, Measure.VISITS_WITH, 5);
        cells.add(Cubes.PAGE, DAY, home, Measure.ARRIVALS, 6);
        cells.add(Cubes.PAGE, DAY, home, Measure.DEPARTURES, 2);
        cells.add(Cubes.PAGE, DAY, prices, Measure.PAGEVIEWS, 2);
        cells.add(Cubes.PAGE, DAY, prices, Measure.VISITS_WITH, 2);
        cells.add(Cubes.PAGE, DAY, prices, Measure.ARRIVALS, 2);
        cells.add(Cubes.PAGE, DAY, prices, Measure.DEPARTURES, 1);
        cells.store(api.database.pool(), DAY);

        JsonObject pages = ask("metrics=visitors,visits,pageviews&by=page");
        assertThat(pages.getJsonArray("rows").getJsonObject(0)).isEqualTo(new JsonObject("""
                {"value":"/","visitors":null,"visits":5,"pageviews":6}"""));
        assertThat(pages.containsKey("few")).isFalse();
        assertThat(pages.getJsonArray("notes").toString()).contains("visitors");
        JsonObject exits = ask("metrics=visits&by=exit_page");
        assertThat(exits.getJsonArray("rows").getJsonObject(0).getInteger("visits"))
                .isEqualTo(4);
        assertThat(exits.containsKey("few")).isFalse();
        assertThat(csv("metrics=visits,bounce_rate&by=page"))
                .isEqualTo("page,visits,bounce_rate\r\n/,5,\r\n\"'=1+1,\"\"x\"\"\",2,\r\n");
    }

    @Test
    void byEvent_givesEventsAndVisitsWithThem() {
        Cells cells = new Cells(site(SiteChange.NONE.withThresholds(1, 1, 1)));
        cells.add(Cubes.DAY, DAY, 0, Measure.EVENTS, 7);
        cells.add(Cubes.EVENT, DAY, cells.text("Signup"), Measure.EVENTS, 7);
        cells.add(Cubes.EVENT, DAY, cells.text("Signup"), Measure.VISITS_WITH, 5);
        cells.store(api.database.pool(), DAY);
        assertThat(ask("metrics=events,visits&by=event").getJsonArray("rows"))
                .isEqualTo(new JsonArray("[{\"value\":\"Signup\",\"events\":7,\"visits\":5}]"));
    }

    @Test
    @DisplayName("rows under a filter come from values counted together, shown from five visits on")
    void filter_withRows_readsPairs() {
        Cells cells = new Cells(site(SiteChange.NONE));
        visits(cells, "Google", 20);
        Cube pair = Cubes.pair(Dimension.SOURCE, Dimension.COUNTRY);
        int google = cells.text("Google");
        for (Map.Entry<String, Integer> country :
                Map.of("DE", 9, "FR", 5, "AT", 4, "(few)", 2).entrySet()) {
            int text = cells.text(country.getKey());
            cells.add(pair, DAY, google, text, Measure.VISITS, country.getValue());
            cells.add(Cubes.by(Dimension.COUNTRY), DAY, text, Measure.VISITS, country.getValue());
            cells.add(Cubes.returnsBy(Dimension.COUNTRY), DAY, text, 0, Measure.VISITORS, 3);
        }
        int often = cells.text("a country of one visitor with many visits");
        cells.add(pair, DAY, google, often, Measure.VISITS, 12);
        cells.add(Cubes.by(Dimension.COUNTRY), DAY, often, Measure.VISITS, 12);
        cells.add(Cubes.returnsBy(Dimension.COUNTRY), DAY, often, 0, Measure.VISITORS, 1);
        cells.store(api.database.pool(), DAY);

        JsonObject answer = ask("metrics=visitors,visits&by=country&filter=source:Google");
        assertThat(answer.getJsonObject("totals")).isEqualTo(new JsonObject("{\"visitors\":20,\"visits\":20}"));
        assertThat(answer.getJsonArray("rows")).isEqualTo(new JsonArray("""
                [{"value":"DE","visitors":null,"visits":9},{"value":"FR","visitors":null,"visits":5}]"""));
        assertThat(answer.getJsonObject("few")).isEqualTo(new JsonObject("{\"visits\":6}"));
        assertThat(answer.getJsonArray("notes").getString(0)).startsWith("Visitors go with one property");
        JsonObject days = ask("metrics=visits&by=day&from=2026-11-24&filter=source:Google");
        assertThat(days.getJsonArray("rows")).isEqualTo(new JsonArray("[{\"value\":\"2026-11-24\",\"visits\":20}]"));
    }

    @Test
    @DisplayName("a rare value and one that never was give the same answer")
    void filter_rareValue_isUntold() {
        Cells cells = new Cells(site(SiteChange.NONE));
        visits(cells, "Google", 20);
        visits(cells, "Rare", 2);
        cells.store(api.database.pool(), DAY);
        JsonObject rare = ask("metrics=visitors,visits&filter=source:Rare");
        assertThat(rare.getJsonObject("totals").getValue("visits")).isNull();
        assertThat(rare).isEqualTo(ask("metrics=visitors,visits&filter=source:Never"));
    }

    @Test
    void filter_notCountedTogether_saysWhatIs() {
        site(SiteChange.NONE);
        assertThat(ask("by=country&filter=browser:Firefox").getString("detail"))
                .contains("country and browser are not counted together")
                .contains("source, channel, utm_campaign, device, entry_page, page, event")
                .contains("segment");
        assertThat(ask("filter=source:Google&filter=country:DE").getString("detail"))
                .contains("One filter at a time");
    }

    @Test
    void revenue_byCurrency_isExactInJsonAndCsv() {
        Cells cells = new Cells(site(SiteChange.NONE));
        int order = cells.text("Order");
        cells.add(Cubes.DAY, DAY, 0, Measure.EVENTS, 11);
        cells.add(Cubes.EVENT, DAY, order, Measure.EVENTS, 11);
        cells.add(Cubes.EVENT, DAY, order, Measure.VISITS_WITH, 9);
        cells.add(Cubes.REVENUE, DAY, order, cells.text("EUR"), Measure.EVENTS, 6);
        cells.add(Cubes.REVENUE, DAY, order, cells.text("EUR"), Measure.AMOUNT, 1_199_000);
        cells.add(Cubes.REVENUE, DAY, order, cells.text("EUR"), Measure.REFUNDS, 100_050);
        cells.add(Cubes.REVENUE, DAY, order, cells.text("USD"), Measure.EVENTS, 5);
        cells.add(Cubes.REVENUE, DAY, order, cells.text("USD"), Measure.AMOUNT, 500_000);
        cells.store(api.database.pool(), DAY);
        String query = "metrics=revenue,refunds,orders&by=event";
        assertThat(ask(query).getJsonArray("rows")).isEqualTo(new JsonArray("""
                [{"value":"Order","revenue":{"EUR":"109.895","USD":"50.00"},
                  "refunds":{"EUR":"10.005","USD":"0.00"},"orders":11}]"""));
        assertThat(ask(query).containsKey("few")).isFalse();
        assertThat(csv(query)).isEqualToNormalizingNewlines("""
                        event,revenue_EUR,revenue_USD,refunds_EUR,refunds_USD,orders
                        Order,109.895,50.00,10.005,0.00,11
                        """);
    }

    @Test
    @DisplayName("visitors of a value are not told for odd ranges until they are fifty")
    void visitorsByValue_oddRange_areUntoldBelowFifty() {
        Cells cells = new Cells(site(SiteChange.NONE));
        for (int day = DAY - 20; day <= DAY; day++) {
            visits(cells, day, "Google", 9);
            visits(cells, day, "Bing", 3);
        }
        cells.store(api.database.pool(), DAY + 1);
        JsonObject odd = ask("metrics=visitors&by=source&from=2026-11-06&to=2026-11-20");
        assertThat(odd.getJsonArray("rows").getJsonObject(0).getInteger("visitors"))
                .isEqualTo(135);
        assertThat(odd.getJsonArray("rows").getJsonObject(1).getValue("visitors"))
                .isNull();
        JsonObject week = ask("metrics=visitors&by=source&from=2026-11-09&to=2026-11-15");
        assertThat(week.getJsonArray("rows").getJsonObject(1).getInteger("visitors"))
                .isEqualTo(21);
        assertThat(ask("metrics=visitors&filter=source:Bing&from=2026-11-06&to=2026-11-20")
                        .getJsonObject("totals")
                        .getValue("visitors"))
                .isNull();
    }

    @Test
    void range_beforeTheSecondListOfCubes_movesAndSaysSo() {
        Cells cells = new Cells(site(SiteChange.NONE));
        visits(cells, DAY - 9, "Google", 9);
        visits(cells, DAY, "Google", 9);
        cells.add(Cubes.PAGES_REACHED, DAY - 2, 1, Measure.VISITS, 5);
        cells.store(api.database.pool(), DAY);
        JsonObject answer = ask("metrics=visits&by=visit_pages");
        assertThat(answer.getString("from")).isEqualTo("2026-11-23");
        assertThat(answer.getJsonArray("notes").toString()).contains("This is counted since 2026-11-23.");
        assertThat(ask("metrics=visits&by=source").getString("from")).isEqualTo("2026-11-15");
    }

    @Test
    @DisplayName("days that are kept by month are told for whole months only, and the answer says so")
    void range_cutsAMonthThatIsKeptWhole_beginsAfterIt() {
        Site site = site(SiteChange.NONE);
        Cells cells = new Cells(site);
        int september = (int) LocalDate.of(2026, 9, 1).toEpochDay();
        cells.add(Cubes.DAY, september, 0, Measure.VISITS, 12);
        visits(cells, DAY, "Google", 9);
        cells.store(api.database.pool(), DAY);
        int source = Cubes.by(Dimension.SOURCE).id();
        execute("insert into closed_month values (%d, %d, %d, '{%d}')"
                .formatted(site.bucket(), site.id(), september, source));
        execute("insert into month_cell values (%d, %d, %d, %d, %d, 0, 0, 12)"
                .formatted(site.bucket(), source, site.id(), september, cells.text("Google")));

        JsonObject whole = ask("metrics=visits&by=source&from=2026-09-01&to=2026-11-24");
        assertThat(whole.getJsonArray("rows")).isEqualTo(new JsonArray("[{\"value\":\"Google\",\"visits\":21}]"));
        JsonObject cut = ask("metrics=visits&by=source&from=2026-09-02&to=2026-11-24");
        assertThat(cut.getString("from")).isEqualTo("2026-10-01");
        assertThat(cut.getJsonArray("rows")).isEqualTo(new JsonArray("[{\"value\":\"Google\",\"visits\":9}]"));
        assertThat(cut.getJsonArray("notes").toString())
                .contains("Of 2026-09 these values are kept for the whole month");
    }

    private void execute(String sql) {
        Answered.by(api.database.pool().query(sql).execute());
    }

    private String csv(String query) {
        return Answered.by(api.operator(HttpMethod.GET, "/api/v1/sites/example.com/stats?" + query)
                        .putHeader("Accept", "text/csv")
                        .send())
                .bodyAsString();
    }

    @Test
    void byHour_dayOf25Hours_has25RowsWithOffsets() {
        Cells cells = new Cells(site(SiteChange.NONE));
        LocalDate day = LocalDate.of(2026, 10, 25);
        int second = (int) (Instant.parse("2026-10-25T01:00:00Z").getEpochSecond() / 60);
        cells.add(Cubes.HOUR, (int) day.toEpochDay(), second, Measure.PAGEVIEWS, 3);
        cells.add(Cubes.HOUR, (int) day.toEpochDay(), second, Measure.VISITS, 2);
        cells.store(api.database.pool(), DAY);
        JsonArray rows = ask("by=hour&from=2026-10-25&to=2026-10-25").getJsonArray("rows");
        assertThat(rows).hasSize(25);
        assertThat(rows.getJsonObject(2).getString("value")).isEqualTo("2026-10-25T02:00+02:00");
        assertThat(rows.getJsonObject(3)).isEqualTo(new JsonObject("""
                {"value":"2026-10-25T02:00+01:00","visitors":null,"visits":2,"pageviews":3}"""));
    }

    @Test
    void live_visitorsOfTheLastMinutes_areCountedOnce() {
        Cells cells = new Cells(site(SiteChange.NONE));
        int now = (int) (api.now().getEpochSecond() / 60);
        cells.add(Cubes.MINUTE, DAY, now, Cube.NEVER, Measure.VISITORS, 1); // new
        cells.add(Cubes.MINUTE, DAY, now - 10, Cube.NEVER, Measure.VISITORS, 1); // came ten minutes ago ...
        cells.add(Cubes.MINUTE, DAY, now - 4, 6, Measure.VISITORS, 1); // ... is back after six ...
        cells.add(Cubes.MINUTE, DAY, now - 1, 3, Measure.VISITORS, 1); // ... and after three
        cells.add(Cubes.MINUTE, DAY, now - 29, Cube.NEVER, Measure.VISITORS, 1); // gone
        cells.add(Cubes.MINUTE, DAY, now - 30, Cube.NEVER, Measure.VISITORS, 1); // too long ago
        cells.store(api.database.pool(), DAY);
        assertThat(api.get("/api/v1/sites/example.com/live").bodyAsJsonObject())
                .isEqualTo(new JsonObject("{\"at\":\"2026-11-24T10:30:00Z\",\"last5\":2,\"last30\":3}"));
    }

    @Test
    void merge_asked_merges() {
        assertThat(Answered.by(api.operator(HttpMethod.POST, "/api/v1/merge").send())
                        .statusCode())
                .isEqualTo(204);
        assertThat(api.merges).hasValue(1);
    }
}
