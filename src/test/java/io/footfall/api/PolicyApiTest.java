package io.footfall.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.site.SiteChange;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class PolicyApiTest {

    private static final TestApi API = new TestApi();

    @AfterAll
    static void stop() {
        API.close();
    }

    @Test
    void publish_draftWithANewService_isANewVersionAndThenARevision() {
        String policy = site("steps.example");
        JsonObject saved = send(HttpMethod.PUT, policy + "/draft", document(), 200);
        assertThat(saved.getJsonObject("check").getJsonObject("next"))
                .isEqualTo(new JsonObject().put("version", 2).put("revision", 1));
        assertThat(saved.getJsonObject("check").getJsonArray("why")).contains("The service YouTube is new.");
        assertThat(get(policy, 200).getJsonObject("draft")).isEqualTo(saved.getJsonObject("draft"));

        JsonObject published = send(HttpMethod.POST, policy + "/publish", new JsonObject(), 201);
        assertThat(published.getInteger("version")).isEqualTo(2);
        assertThat(API.sites.byDomain("steps.example").orElseThrow().policy()).isEqualTo(2);
        assertThat(get(policy, 200).getValue("draft")).isNull();

        JsonObject typo = document().put("design", new JsonObject().put("layout", "box"));
        assertThat(send(HttpMethod.PUT, policy + "/draft", typo, 200)
                        .getJsonObject("check")
                        .getBoolean("asks_again"))
                .isFalse();
        assertThat(send(HttpMethod.POST, policy + "/publish", new JsonObject(), 201)
                        .getInteger("revision"))
                .isEqualTo(2);
        assertThat(API.sites.byDomain("steps.example").orElseThrow().acceptedPolicies())
                .as("receipts that were accepted before the revision")
                .containsExactly(2);

        JsonArray versions = get(policy + "/archive", 200).getJsonArray("versions");
        assertThat(versions).hasSize(3);
        assertThat(versions.getJsonObject(0).getString("script_hash")).hasSize(64);
        assertThat(versions.getJsonObject(0).getJsonArray("check")).isNotEmpty();
        assertThat(versions.getJsonObject(2).getValue("check")).isNull();
        assertThat(get(policy + "/archive?on=2001-01-01", 200).getJsonArray("versions"))
                .isEmpty();
        assertThat(get(policy + "/archive?on=yesterday", 400).getString("field"))
                .isEqualTo("on");
    }

    @Test
    @DisplayName("What the self-check refuses is not published")
    void publish_withErrors_isRefusedWithTheFindings() {
        String policy = site("errors.example");
        send(HttpMethod.PUT, policy + "/draft", document().put("privacy", ""), 200);

        JsonObject refused = send(HttpMethod.POST, policy + "/publish", new JsonObject(), 409);

        assertThat(refused.getJsonArray("findings").getJsonObject(0).getString("rule"))
                .isEqualTo("privacy");
        assertThat(get(policy, 200).getJsonObject("in_force").getInteger("version"))
                .isEqualTo(1);
        send(HttpMethod.DELETE, policy + "/draft", new JsonObject(), 204);
        assertThat(get(policy + "/check", 404).getString("detail")).contains("no draft");
    }

    @Test
    void publish_unchangedOrTwiceAtOnce_isAConflict() {
        String policy = site("twice.example");
        send(HttpMethod.PUT, policy + "/draft", document(), 200);

        List<Integer> statuses = Stream.of(1, 2)
                .map(publisher -> CompletableFuture.supplyAsync(
                        () -> API.send(HttpMethod.POST, policy + "/publish", new JsonObject())
                                .statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(statuses).containsExactlyInAnyOrder(201, 409);

        send(HttpMethod.PUT, policy + "/draft", document(), 200);
        assertThat(send(HttpMethod.POST, policy + "/publish", new JsonObject(), 409)
                        .getString("detail"))
                .contains("in force already");
    }

    @Test
    void save_anythingElse_namesTheField() {
        String policy = site("fields.example");

        JsonObject problem = send(HttpMethod.PUT, policy + "/draft", document().put("privacy", "ftp://x"), 400);

        assertThat(problem.getString("field")).isEqualTo("privacy");
    }

    @Test
    @DisplayName("Everybody can read what was agreed to, then and now; nothing that a site wrote is read as markup")
    void pages_ofEveryVersion_areThereAndInert() {
        String policy = site("pages.example");
        JsonObject draft = document();
        draft.getJsonArray("services").getJsonObject(0).put("name", "<script>alert(1)</script>");
        send(HttpMethod.PUT, policy + "/draft", draft, 200);
        send(HttpMethod.POST, policy + "/publish", new JsonObject(), 201);

        HttpResponse<Buffer> page = API.get("/s/pages.example/policy");
        assertThat(page.getHeader("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(page.bodyAsString())
                .contains("&lt;script&gt;alert(1)", "Example GmbH", "2.1", "https://example.com/privacy")
                .doesNotContain("<script");
        assertThat(API.get("/s/pages.example/policy/1").bodyAsString())
                .contains("1.1")
                .doesNotContain("alert(1)");
        assertThat(API.get("/s/pages.example/policy/2?language=ar").bodyAsString())
                .contains("lang=\"ar\" dir=rtl");
        assertThat(API.get("/s/pages.example/cookies?language=de").bodyAsString())
                .contains("footfall_consent", "footfall_services", "Notwendig");
        JsonObject archived = get("/s/pages.example/policy/2.1.json", 200);
        assertThat(archived.getString("hash"))
                .isEqualTo(get(policy, 200).getJsonObject("in_force").getString("hash"));
        assertThat(archived.getJsonObject("document")
                        .getJsonObject("controller")
                        .getString("name"))
                .isEqualTo("Example GmbH");

        assertThat(get("/s/pages.example/policy?on=soon", 400).getString("field"))
                .isEqualTo("on");
        assertThat(API.get("/s/pages.example/policy?on=2001-01-01").statusCode())
                .isEqualTo(404);
        assertThat(API.get("/s/pages.example/policy/7").statusCode()).isEqualTo(404);
        assertThat(API.get("/s/unknown.example/policy").statusCode()).isEqualTo(404);
    }

    private static String site(String domain) {
        API.site(domain, SiteChange.NONE);
        return "/api/v1/sites/" + domain + "/policy";
    }

    private static JsonObject document() {
        return new JsonObject("""
                {"controller":{"name":"Example GmbH","contact":"privacy@example.com"},"privacy":"https://example.com/privacy",
                 "categories":[{"id":"necessary"},{"id":"preferences"},{"id":"statistics"},{"id":"marketing"}],
                 "services":[{"id":"youtube","name":"YouTube","category":"marketing","purpose":{"en":"Shows videos."}}]}""");
    }

    private static JsonObject get(String path, int status) {
        HttpResponse<Buffer> answer = API.get(path);
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(status);
        return answer.bodyAsJsonObject();
    }

    private static JsonObject send(HttpMethod method, String path, JsonObject body, int status) {
        HttpResponse<Buffer> answer = API.send(method, path, body);
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(status);
        return status == 204 ? new JsonObject() : answer.bodyAsJsonObject();
    }
}
