package io.footfall.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.db.TestDatabase;
import io.footfall.server.Calls;
import io.footfall.server.Reports;
import io.footfall.server.ServerProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real server gives to pages, and its keys in the hands of an administrator; two nodes on one database. */
@Tag("full")
class ServedScriptsTest {

    private static final String SITE = "scripts.example";

    private static TestDatabase database;
    private static ServerProcess server;
    private static ServerProcess second;
    private static Calls calls;
    private static Calls secondCalls;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.fresh();
        server = ServerProcess.start(options("node-1"));
        calls = new Calls(server);
        calls.createSite(SITE, true);
        second = ServerProcess.start(
                options("node-2").env("FOOTFALL_PUBLIC_URL", server.url().toString()));
        secondCalls = new Calls(second);
    }

    private static ServerProcess.Options options(String node) {
        return ServerProcess.Options.standard()
                .env("FOOTFALL_DATABASE_URL", database.url())
                .env("FOOTFALL_NODE", node)
                .env("FOOTFALL_SECRET", "the same on every node of a cluster, 0123456789");
    }

    @AfterAll
    static void stop() throws IOException {
        second.close();
        server.close();
        database.close();
    }

    private static HttpResponse<byte[]> get(String path) throws Exception {
        return calls.send(calls.request(path));
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/s/scripts.example.js",
                "/s/scripts.example/banner.js?lang=de",
                "/s/scripts.example/memory.js",
                "/s/scripts.example/gate.js?lang=de",
                "/s/scripts.example/stub.js"
            })
    void scripts_everyPart_isKeptForTenMinutesAndSurvivesADeadServerForAWeek(String path) throws Exception {
        HttpResponse<byte[]> answer = Calls.expect(200, get(path));
        assertThat(header(answer, "Cache-Control"))
                .isEqualTo("public, max-age=600, stale-while-revalidate=604800, stale-if-error=604800");
        HttpResponse<byte[]> again = calls.send(calls.request(path).header("If-None-Match", header(answer, "ETag")));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void pinnedForm_withItsHash_isKeptForEverAndEndsWithTheSettings() throws Exception {
        JsonObject script = calls.get("/sites/" + SITE + "/embed").getJsonObject("script");
        String pinned = URI.create(script.getString("pinned")).getPath();
        HttpResponse<byte[]> answer = Calls.expect(200, get(pinned));
        assertThat(header(answer, "Cache-Control")).contains("immutable");
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(script.getString("integrity")).isEqualTo("sha384-" + hash("SHA-384", answer.body()));
        assertThat(Calls.expect(200, secondCalls.send(secondCalls.request(pinned)))
                        .body())
                .isEqualTo(answer.body());

        change(new JsonObject().put("query_parameters", new JsonArray().add("article")));
        HttpResponse<byte[]> gone = Calls.expect(404, get(pinned));
        assertThat(Calls.json(gone).getString("type")).isEqualTo("unknown-script");
        assertThat(Calls.json(gone).getString("detail")).contains("/embed");
        change(new JsonObject().put("query_parameters", new JsonArray()));
        assertThat(Calls.expect(200, get(pinned)).body())
                .as("the same settings, the same script")
                .isEqualTo(answer.body());
    }

    private static void change(JsonObject settings) throws Exception {
        Calls.expect(
                200,
                calls.send(calls.api("/sites/" + SITE)
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofByteArray(Calls.bytes(settings)))));
    }

    @Test
    void embed_itsLines_areWhatTheServerServes() throws Exception {
        JsonObject embed = calls.get("/sites/" + SITE + "/embed");
        JsonObject script = embed.getJsonObject("script");
        JsonObject lines = embed.getJsonObject("lines");
        assertThat(lines.getJsonArray("standard").stream().map(String.class::cast))
                .contains("<script async src=\"" + script.getString("url") + "\"></script>");
        assertThat(lines.getJsonArray("pinned").encode()).contains(script.getString("integrity"));
        Calls.expect(200, get(URI.create(script.getString("url")).getPath()));
        byte[] stub = Calls.expect(
                        200, get(URI.create(script.getString("stub_url")).getPath()))
                .body();
        assertThat(script.getString("stub_hash")).isEqualTo("'sha256-" + hash("SHA-256", stub) + "'");
        assertThat(embed.getJsonArray("csp").getString(0)).contains(script.getString("stub_hash"));
        assertThat(lines.getJsonArray("standard").getString(0))
                .isEqualTo("<script>" + new String(stub, StandardCharsets.UTF_8) + "</script>");
    }

    private static String hash(String algorithm, byte[] bytes) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance(algorithm).digest(bytes));
    }

    @Test
    void gpc_isSaidToBeHonoured() throws Exception {
        HttpResponse<byte[]> answer = Calls.expect(200, get("/.well-known/gpc.json"));
        assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
        assertThat(Calls.json(answer).getBoolean("gpc")).isTrue();
        assertThat(Calls.json(answer).getString("lastUpdate")).matches("\\d{4}-\\d\\d-\\d\\d");
    }

    @Test
    @DisplayName("Keys change on all nodes without a restart, and nobody is asked again because of it")
    void keys_rotatedOnOneNode_overlapOnBoth() throws Exception {
        String before = calls.receipt(SITE);
        String first = signing(calls);
        assertThat(retire(first).statusCode()).as("while it signs").isEqualTo(409);
        assertThat(Calls.json(retire(first)).getString("detail")).contains("/keys/rotate");

        String kid = Calls.json(Calls.expect(201, post("/keys/rotate"))).getString("kid");
        assertThat(Calls.json(Calls.expect(409, post("/keys/rotate"))).getString("detail"))
                .contains("waiting");
        await(() -> jwks(secondCalls).contains(kid));
        assertThat(jwks(calls)).contains(first, kid);
        assertThat(secondCalls.receipt(SITE)).as("the new key waits").isEqualTo(before);

        sql("update signing_key set signs_from = now() - interval '1 second' where kid = '" + kid + "'");
        sql("update settings_version set version = version + 1");
        for (Calls node : new Calls[] {calls, secondCalls}) {
            await(() -> signing(node).equals(kid));
            assertThat(node.receipt(SITE)).isNotEqualTo(before);
        }
        String after = calls.receipt(SITE);
        assertThat(secondCalls.receipt(SITE)).isEqualTo(after);
        for (Calls node : new Calls[] {calls, secondCalls}) {
            assertThat(counts(node, before)).isEqualTo(204);
            assertThat(counts(node, after)).isEqualTo(204);
        }

        assertThat(retire(first).statusCode()).isEqualTo(204);
        assertThat(retire(first).statusCode()).as("given up already").isEqualTo(404);
        await(() -> counts(secondCalls, before) == 403);
        assertThat(counts(calls, before)).isEqualTo(403);
        assertThat(counts(secondCalls, after)).isEqualTo(204);
        assertThat(jwks(secondCalls)).contains(kid).doesNotContain(first);
    }

    @Test
    @DisplayName("A consent to an earlier policy is refused on every node within seconds: the visitor is asked again")
    void policy_publishedOnOneNode_outdatesReceiptsOnBoth() throws Exception {
        String moved = "moved.example";
        calls.createSite(moved, true);
        await(() -> consent(secondCalls, moved) == 200);
        String before = calls.receipt(moved);
        sql("insert into policy (site, version, document, hash, published_at, domain)"
                + " select site, 2, document, hash, now(), domain from policy"
                + " where site = (select id from site where domain = '" + moved + "')");
        sql("update site set policy = 2, accepted_policies = '{2}' where domain = '" + moved + "'");
        sql("update settings_version set version = version + 1");
        for (Calls node : new Calls[] {calls, secondCalls}) {
            await(() -> node.events(Reports.firstPage(moved, before)).statusCode() == 409);
            assertThat(consent(node, moved)).isEqualTo(409);
        }
    }

    private static int consent(Calls node, String site) throws Exception {
        return node.consent(new JsonObject()
                        .put("site", site)
                        .put("policy", 1)
                        .put("how", "accept_all")
                        .put("allow", new JsonArray().add("statistics")))
                .statusCode();
    }

    private static HttpResponse<byte[]> retire(String kid) throws Exception {
        return post("/keys/" + kid + "/retire");
    }

    private static HttpResponse<byte[]> post(String path) throws Exception {
        return calls.send(calls.api(path).POST(BodyPublishers.noBody()));
    }

    private static String signing(Calls node) throws Exception {
        return node.get("/keys").getJsonArray("keys").stream()
                .map(JsonObject.class::cast)
                .filter(key -> key.getString("state").equals("signing"))
                .map(key -> key.getString("kid"))
                .findFirst()
                .orElseThrow();
    }

    private static String jwks(Calls node) throws Exception {
        return Calls.text(Calls.expect(200, node.send(node.request("/.well-known/jwks.json"))));
    }

    private static int counts(Calls node, String receipt) throws Exception {
        return node.events(Reports.firstPage(SITE, receipt)).statusCode();
    }

    private static void sql(String statement) throws Exception {
        database.pool()
                .query(statement)
                .execute()
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waited for 30 s").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
