package io.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.db.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** This server on the data of servers before it. */
@Tag("full")
@Timeout(120)
class EarlierDataTest {

    @TempDir
    private Path home;

    @Test
    @DisplayName(
            "A server of today starts on the data of the first version: nothing counted is lost, receipts stay valid")
    void start_onDataOfIssue3_knowsEverything() throws Exception {
        EarlierData earlier = new EarlierData(Path.of("src/test/resources/fixtures/0003"));
        try (TestDatabase database = TestDatabase.ofVersion("4")) {
            earlier.load(database);
            earlier.unpack(home.resolve("data"));
            try (ServerProcess server = ServerProcess.start(ServerProcess.Options.standard()
                    .dataDir(home.resolve("data"))
                    .env("FOOTFALL_DATABASE_URL", database.url()))) {
                Calls calls = new Calls(server);
                calls.merge();
                assertCounted(calls, earlier.facts().getString("day"));
                assertCounts(calls);
                assertLetsIn(calls);
                assertKnowsItsReceipts(calls, earlier.facts());
                assertThat(server.output()).doesNotContain("damaged", "ERROR", "\tat ");
            }
        }
    }

    /** What had been merged, carried over, and what was still in the active files. */
    private static void assertCounted(Calls calls, String day) throws Exception {
        String range = "/stats?from=" + day + "&to=" + day + "&metrics=visitors,visits,pageviews";
        for (String site : List.of(EarlierData.OPEN, EarlierData.QUIET)) {
            assertThat(calls.get("/sites/" + site + range).getJsonObject("totals"))
                    .isEqualTo(
                            new JsonObject().put("visitors", 5).put("visits", 5).put("pageviews", 5));
        }
        JsonObject page = calls.get("/sites/" + EarlierData.OPEN + "/stats?metrics=pageviews&order=-pageviews&by=page"
                        + "&from=" + day + "&to=" + day)
                .getJsonArray("rows")
                .getJsonObject(0);
        assertThat(page).isEqualTo(new JsonObject().put("value", "/welcome").put("pageviews", 5));
        JsonObject browser = calls.get("/sites/" + EarlierData.OPEN + "/stats?metrics=visits&by=browser" + "&from="
                        + day + "&to=" + day)
                .getJsonArray("rows")
                .getJsonObject(0);
        assertThat(browser).isEqualTo(new JsonObject().put("value", "Chrome").put("visits", 5));
    }

    private static void assertCounts(Calls calls) throws Exception {
        String site = EarlierData.OPEN;
        int before = calls.totals(site).getInteger("visits");
        Calls.expect(204, calls.events(Reports.firstPage(site, calls.receipt(site))));
        calls.merge();
        assertThat(calls.totals(site).getInteger("visits")).isEqualTo(before + 1);
    }

    private static void assertLetsIn(Calls calls) throws Exception {
        JsonObject credentials =
                new JsonObject().put("email", EarlierData.EMAIL).put("password", EarlierData.PASSWORD);
        JsonObject session =
                Calls.json(Calls.expect(200, calls.send(Calls.json(calls.request("/api/v1/session"), credentials))));
        assertThat(session.getString("role")).isEqualTo("administrator");
    }

    /** By signature, as months pass: the receipt of that time itself is out of date one day. */
    private static void assertKnowsItsReceipts(Calls calls, JsonObject facts) throws Exception {
        JsonObject now = Calls.json(calls.send(calls.request("/.well-known/jwks.json")));
        assertThat(now.getJsonArray("keys"))
                .containsAll(facts.getJsonObject("jwks").getJsonArray("keys"));
        for (String receipt : List.of(facts.getString("receipt"), calls.receipt(EarlierData.OPEN))) {
            assertThat(verifies(now, receipt)).isTrue();
        }
    }

    private static boolean verifies(JsonObject jwks, String receipt) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setCompactSerialization(receipt);
        String kid = signature.getKeyIdHeaderValue();
        signature.setKey(new JsonWebKeySet(jwks.encode())
                .getJsonWebKeys().stream()
                        .filter(key -> key.getKeyId().equals(kid))
                        .findFirst()
                        .orElseThrow()
                        .getKey());
        assertThat(new String(signature.getUnverifiedPayloadBytes(), StandardCharsets.UTF_8))
                .contains(EarlierData.OPEN);
        return signature.verifySignature();
    }
}
