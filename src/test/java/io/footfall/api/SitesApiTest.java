package io.footfall.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SitesApiTest {

    private TestApi api;

    @BeforeEach
    void start() {
        api = new TestApi();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void create_onlyADomain_takesTheDefaults() {
        HttpResponse<Buffer> created =
                api.send(HttpMethod.POST, "/api/v1/sites", new JsonObject().put("domain", "Example.com"));
        assertThat(created.statusCode()).isEqualTo(201);
        JsonObject expected = new JsonObject("""
                {"domain":"example.com","aliases":[],"subdomains":false,"timezone":"UTC","policy":1,
                 "thresholds":{"value":3,"pair":5,"crowd":10},"query_parameters":[],"count_decisions":"grants",
                 "search_parameters":["q","s","search","query","keyword"],"hash_routing":false,"scope":"host",
                 "test_origins":["localhost"],"ignored_referrers":[],"channel_rules":[],"page_groups":[],
                 "funnels":[],"segments":[],"retention_months":25,"counting":false}""");
        assertThat(created.bodyAsJsonObject()).isEqualTo(expected);
        assertThat(api.get("/api/v1/sites/example.com").bodyAsJsonObject()).isEqualTo(expected);
        assertThat(api.get("/api/v1/sites").bodyAsJsonObject())
                .isEqualTo(new JsonObject().put("sites", new JsonArray().add(expected)));
    }

    @Test
    void change_someSettings_leavesTheOthers() {
        api.send(HttpMethod.POST, "/api/v1/sites", new JsonObject().put("domain", "example.com"));
        JsonObject change = new JsonObject("""
                {"timezone":"Europe/Berlin","thresholds":{"value":1,"pair":1,"crowd":1},"aliases":["example.net"]}""");
        HttpResponse<Buffer> changed = api.send(HttpMethod.PATCH, "/api/v1/sites/example.com", change);
        assertThat(changed.statusCode()).isEqualTo(200);
        JsonObject site = api.get("/api/v1/sites/EXAMPLE.com").bodyAsJsonObject();
        assertThat(site.getString("timezone")).isEqualTo("Europe/Berlin");
        assertThat(site.getJsonObject("thresholds").getInteger("crowd")).isEqualTo(1);
        assertThat(site.getJsonArray("aliases")).isEqualTo(new JsonArray().add("example.net"));
        assertThat(site.getString("count_decisions")).isEqualTo("grants");
    }

    @Test
    void change_whatIsCounted_readsBackAsItWasSent() {
        api.send(HttpMethod.POST, "/api/v1/sites", new JsonObject().put("domain", "shop.example.co.uk"));
        JsonObject change = new JsonObject("""
                {"search_parameters":["term"],"hash_routing":true,"scope":"domain","test_origins":["staging.example"],
                 "ignored_referrers":["pay.example"],"retention_months":13,
                 "channel_rules":[{"channel":"Podcast","source":"show","campaign":"ep-*"}],
                 "page_groups":[{"name":"Blog","pattern":"/blog/*"}],
                 "funnels":[{"name":"Checkout","steps":[{"page":"/cart"},{"event":"Purchase"}]}],
                 "segments":[{"name":"German mobile",
                     "conditions":[{"dimension":"country","value":"DE"},{"dimension":"device","value":"mobile"}]}]}""");
        HttpResponse<Buffer> changed = api.send(HttpMethod.PATCH, "/api/v1/sites/shop.example.co.uk", change);
        assertThat(changed.statusCode()).isEqualTo(200);

        JsonObject site = api.get("/api/v1/sites/shop.example.co.uk").bodyAsJsonObject();
        JsonObject segment = site.getJsonArray("segments").getJsonObject(0).copy();
        assertThat(segment.remove("from")).isEqualTo("2026-11-25");
        change.fieldNames().stream()
                .filter(name -> !name.equals("segments"))
                .forEach(name -> assertThat(site.getValue(name)).as(name).isEqualTo(change.getValue(name)));
        assertThat(segment).isEqualTo(change.getJsonArray("segments").getJsonObject(0));

        HttpResponse<Buffer> again = api.send(
                HttpMethod.PATCH,
                "/api/v1/sites/shop.example.co.uk",
                new JsonObject().put("segments", site.getJsonArray("segments")));
        assertThat(again.statusCode()).as("what was read may be sent back").isEqualTo(200);
        assertThat(again.bodyAsJsonObject()).isEqualTo(site);
    }

    @Test
    void change_toWhatCannotBeCounted_namesTheField() {
        api.send(HttpMethod.POST, "/api/v1/sites", new JsonObject().put("domain", "example.com"));
        for (String wrong : List.of(
                "{\"page_groups\":[{\"name\":\"Blog\",\"pattern\":\"blog\"}]}",
                "{\"page_groups\":[{\"name\":\"Blog\"}]}",
                "{\"funnels\":[{\"name\":\"F\",\"steps\":[{\"page\":\"/a\"}]}]}",
                "{\"funnels\":[{\"name\":\"F\",\"steps\":[{\"page\":\"/a\"},{}]}]}",
                "{\"segments\":[{\"name\":\"S\",\"conditions\":[{\"dimension\":\"size\",\"value\":\"1\"}]}]}",
                "{\"channel_rules\":[{\"channel\":\"Podcast\"}]}",
                "{\"ignored_referrers\":[\"https://pay.example\"]}",
                "{\"retention_months\":0}",
                "{\"scope\":\"planet\"}")) {
            JsonObject change = new JsonObject(wrong);
            HttpResponse<Buffer> refused = api.send(HttpMethod.PATCH, "/api/v1/sites/example.com", change);
            assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
            assertThat(refused.bodyAsJsonObject().getString("field"))
                    .startsWith(change.fieldNames().iterator().next());
            assertThat(refused.bodyAsJsonObject().getString("detail")).isNotBlank();
        }
    }

    @Test
    void create_severalWrongFields_namesEachWithItsRemedy() {
        JsonObject draft = new JsonObject("""
                {"domain":"not a domain","timezone":"Mars/Olympus","thresholds":{"value":2,"pair":5,"crowd":10}}""");
        HttpResponse<Buffer> refused = api.send(HttpMethod.POST, "/api/v1/sites", draft);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.getHeader("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.bodyAsJsonObject().getJsonArray("problems").stream()
                        .map(problem -> ((JsonObject) problem).getString("field")))
                .containsExactly("domain", "timezone", "thresholds");
        assertThat(refused.bodyAsString()).doesNotContain("Mars");
    }

    @Test
    void create_aDomainTwice_isAConflict() {
        JsonObject draft = new JsonObject().put("domain", "example.com");
        api.send(HttpMethod.POST, "/api/v1/sites", draft);
        HttpResponse<Buffer> refused = api.send(HttpMethod.POST, "/api/v1/sites", draft);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.bodyAsJsonObject().getString("field")).isEqualTo("domain");
    }

    @Test
    void unknownSite_anyOperation_isNotFound() {
        assertThat(api.get("/api/v1/sites/example.org").statusCode()).isEqualTo(404);
        assertThat(api.get("/api/v1/sites/example.org/stats").statusCode()).isEqualTo(404);
        assertThat(api.get("/api/v1/sites/example.org/live").statusCode()).isEqualTo(404);
        assertThat(api.send(HttpMethod.PATCH, "/api/v1/sites/example.org", new JsonObject())
                        .statusCode())
                .isEqualTo(404);
    }
}
