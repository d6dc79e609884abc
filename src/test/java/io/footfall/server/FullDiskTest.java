package io.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.db.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("full")
@Timeout(180)
class FullDiskTest {

    private static final List<String> SITES =
            List.of("one.example", "two.example", "three.example", "four.example", "five.example", "six.example");

    private static final int EVENTS = 20;
    private static final int MOST_REQUESTS = 20_000;
    private static final int AFTERWARDS = 20;
    private static final int BYTES = 4096;

    @TempDir
    private Path home;

    private int requests;

    @Test
    @DisplayName("A full disk is an answer: what was acknowledged before is counted once there is room, exactly once")
    void collect_noFileCanGrow_countsWhileItsFilesHaveRoom_thenSaysSo() throws Exception {
        try (TestDatabase database = TestDatabase.fresh()) {
            ServerProcess.Options roomy = ServerProcess.Options.standard()
                    .dataDir(home.resolve("data"))
                    .env("FOOTFALL_DATABASE_URL", database.url())
                    .env("FOOTFALL_MERGE_INTERVAL", "200ms");
            Map<String, String> receipts = new HashMap<>();
            Map<String, Integer> acknowledged = new HashMap<>();
            try (ServerProcess server = ServerProcess.start(roomy)) {
                Calls calls = new Calls(server);
                for (String site : SITES) {
                    create(calls, site);
                    receipts.put(site, calls.receipt(site));
                }
                fill(server);
                boolean isFull = false;
                while (!isFull) {
                    isFull = !visit(calls, receipts, acknowledged);
                    assertThat(requests).as("requests until all files are full").isLessThan(MOST_REQUESTS);
                }
                for (int i = 0; i < AFTERWARDS; i++) {
                    visit(calls, receipts, acknowledged);
                }
                assertThat(server.output()).contains("File too large");
                server.kill();
            }
            assertThat(acknowledged.values()).allMatch(count -> count > 10);
            try (ServerProcess server = ServerProcess.start(roomy)) {
                Calls calls = new Calls(server);
                calls.merge();
                for (String site : SITES) {
                    JsonObject totals = calls.totals(site);
                    assertThat(totals.getInteger("visits")).as(site).isEqualTo(acknowledged.getOrDefault(site, 0));
                    assertThat(totals.getInteger("pageviews"))
                            .as(site)
                            .isEqualTo(EVENTS * acknowledged.getOrDefault(site, 0));
                }
            }
        }
    }

    /** Its breakdowns wait for a larger crowd than comes, in a file of those that wait. */
    private static void create(Calls calls, String site) throws Exception {
        JsonObject thresholds = new JsonObject().put("value", 3).put("pair", 5).put("crowd", 100_000);
        JsonObject draft =
                new JsonObject().put("domain", site).put("timezone", "UTC").put("thresholds", thresholds);
        Calls.expect(201, calls.send(Calls.json(calls.api("/sites"), draft)));
    }

    /** From now on no file of the server can grow beyond some bytes, as on a disk that has become full. */
    private static void fill(ServerProcess server) throws Exception {
        Process limit = new ProcessBuilder("prlimit", "--pid", Long.toString(server.pid()), "--fsize=" + BYTES)
                .inheritIO()
                .start();
        assertThat(limit.waitFor()).isZero();
    }

    /** A visit of many pages that nobody has seen before; whether it was counted. */
    private boolean visit(Calls calls, Map<String, String> receipts, Map<String, Integer> acknowledged)
            throws Exception {
        String site = SITES.get(requests % SITES.size());
        JsonObject report =
                Reports.firstPage(site, receipts.getOrDefault(site, "")).put("nonce", Reports.nonce(requests));
        JsonArray events = report.getJsonArray("events");
        for (int page = 2; page <= EVENTS; page++) {
            events.add(new JsonObject()
                    .put("type", "pageview")
                    .put("url", "https://" + site + "/" + "long/".repeat(30) + requests + "/" + page)
                    .put("title", "A long title ".repeat(14) + requests + " " + page)
                    .put("page", page)
                    .put("firstView", true));
        }
        requests++;
        HttpResponse<byte[]> answer = calls.events(report);
        if (answer.statusCode() == 503) {
            assertThat(Calls.json(answer).getString("type")).endsWith("not-now");
            return false;
        }
        Calls.expect(204, answer);
        acknowledged.merge(site, 1, Integer::sum);
        return true;
    }
}
