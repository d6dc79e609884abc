package io.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.db.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** This server on the data of servers before it. */
@Tag("full")
@Timeout(120)
class EarlierDataTest {

    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"0003", "0004", "0004-v9"})
    @DisplayName("A server of today starts on the data of earlier ones: nothing counted is lost, receipts stay valid")
    void start_onEarlierData_knowsEverything(String fixture) throws Exception {
        EarlierData earlier =
                new EarlierData(Path.of("src/test/resources/fixtures").resolve(fixture));
        try (TestDatabase database = TestDatabase.ofVersion(earlier.version())) {
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
        // The whole month: as time goes by, its days are rolled up.
        YearMonth month = YearMonth.from(LocalDate.parse(day));
        String dates = "from=" + month.atDay(1) + "&to=" + month.atEndOfMonth();
        String range = "/stats?" + dates + "&metrics=visitors,visits,pageviews";
        for (String site : List.of(EarlierData.OPEN, EarlierData.QUIET)) {
            assertThat(calls.get("/sites/" + site + range).getJsonObject("totals"))
                    .isEqualTo(
                            new JsonObject().put("visitors", 5).put("visits", 5).put("pageviews", 5));
        }
        JsonObject page = calls.get(
                        "/sites/" + EarlierData.OPEN + "/stats?metrics=pageviews&order=-pageviews&by=page&" + dates)
                .getJsonArray("rows")
                .getJsonObject(0);
        assertThat(page).isEqualTo(new JsonObject().put("value", "/welcome").put("pageviews", 5));
        JsonObject browser = calls.get("/sites/" + EarlierData.OPEN + "/stats?metrics=visits&by=browser&" + dates)
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
