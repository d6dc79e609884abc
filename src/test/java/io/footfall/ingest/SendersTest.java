package io.footfall.ingest;

import static io.footfall.server.Calls.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.db.TestDatabase;
import io.footfall.server.Calls;
import io.footfall.server.Reports;
import io.footfall.server.ServerProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports that do not come from a page of the site itself, at a real server. */
@Tag("full")
@Timeout(120)
class SendersTest {

    private static TestDatabase database;
    private static ServerProcess server;
    private static Calls calls;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.fresh();
        server = ServerProcess.start(ServerProcess.Options.standard()
                .env("FOOTFALL_DATABASE_URL", database.url())
                .env("FOOTFALL_TRUSTED_PROXIES", "127.0.0.0/8,::1/128")
                .env("FOOTFALL_MERGE_INTERVAL", "60m"));
        calls = new Calls(server);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        database.close();
    }

    @ParameterizedTest(name = "{0} is answered and not counted")
    @ValueSource(
            strings = {
                "http://localhost:3000",
                "http://app.localhost",
                "http://127.0.0.1:8080",
                "http://[::1]",
                "http://staging.tests.example",
                "https://staging.tests.example:8443"
            })
    @DisplayName("What a developer tries out is checked and answered like a visit, and never counted")
    void events_ofATestOrigin_areEchoedAndNotCounted(String origin) throws Exception {
        String receipt = testSite();
        byte[] report = Calls.bytes(Reports.firstPage("tests.example", receipt));

        HttpResponse<byte[]> answer = expect(204, calls.send(calls.post("/collect/events", origin, report)));
        assertThat(answer.headers().firstValue("Footfall-Day"))
                .contains(LocalDate.now(ZoneOffset.UTC).toString());
        assertThat(answer.headers().firstValue("Footfall-Visit")).isPresent();
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(origin);

        byte[] wrong = Calls.bytes(Reports.firstPage("tests.example", "no receipt"));
        expect(403, calls.send(calls.post("/collect/events", origin, wrong)));
        calls.merge();
        assertThat(calls.totals("tests.example").getInteger("visits")).isZero();
    }

    @Test
    void events_ofNeitherSiteNorTest_areRefused() throws Exception {
        byte[] report = Calls.bytes(Reports.firstPage("tests.example", testSite()));

        for (String origin :
                List.of("https://x.staging.tests.example", "http://tests.example", "https://localhost.example")) {
            expect(403, calls.send(calls.post("/collect/events", origin, report)));
        }
    }

    private static String testSite() throws Exception {
        if (!calls.get("/sites").encode().contains("\"tests.example\"")) {
            calls.createSite("tests.example", true);
            HttpRequest.Builder patch = calls.api("/sites/tests.example")
                    .header("Content-Type", "application/json")
                    .method(
                            "PATCH",
                            BodyPublishers.ofString("{\"test_origins\":[\"localhost\",\"staging.tests.example\"]}"));
            expect(200, calls.send(patch));
        }
        return calls.receipt("tests.example");
    }

    @Test
    @DisplayName("A server may report for a visitor only with the token and with the visitor's own receipt")
    void events_ofAServer_needTokenAndReceipt() throws Exception {
        calls.createSite("servers.example", true);
        String receipt = calls.receipt("servers.example");
        JsonObject report = Reports.firstPage("servers.example", receipt);

        expect(403, calls.send(bare(report)));
        expect(403, calls.send(bare(report).header("Authorization", "Bearer wrong")));
        expect(403, calls.send(bare(report.copy().put("receipt", "forged")).header("Authorization", token())));
        expect(403, calls.send(bare(without(report, "receipt")).header("Authorization", token())));
        HttpResponse<byte[]> answer = expect(204, calls.send(bare(report).header("Authorization", token())));
        assertThat(answer.headers().firstValue("Footfall-Visit").orElseThrow())
                .startsWith("1;%28unknown%29;%28unknown%29;%28unknown%29;%28unknown%29;");

        JsonObject later = without(Reports.firstPage("servers.example", receipt), "visitor");
        Reports.visit(later).put("as", "1;AT;mobile;Safari;iOS;Email;News");
        Reports.event(later).put("page", 2);
        expect(204, calls.send(bare(later).header("Authorization", token())));
        JsonObject forwarded = without(Reports.firstPage("servers.example", receipt), "visitor");
        HttpResponse<byte[]> known = expect(
                204,
                calls.send(bare(forwarded)
                        .header("Authorization", token())
                        .header("X-Forwarded-For", "193.99.144.80")
                        .setHeader("User-Agent", Calls.BROWSER)));
        assertThat(known.headers().firstValue("Footfall-Visit").orElseThrow()).startsWith("1;DE;desktop;Chrome;");

        calls.merge();
        assertThat(calls.totals("servers.example").getInteger("visits")).isEqualTo(2);
        assertThat(calls.rows("servers.example", "country", "visits")).containsExactlyInAnyOrder("(unknown)=1", "DE=1");
    }

    @Test
    void readme_serverCall_isCounted() throws Exception {
        String domain = "example.com";
        calls.createSite(domain, true);
        String receipt = calls.receipt(domain);
        String command = command(Files.readString(Path.of("README.md")))
                .replace("https://stats.example.org", server.url().toString().replaceAll("/$", ""))
                .replace("$FOOTFALL_ADMIN_TOKEN", ServerProcess.ADMIN_TOKEN)
                .replace("$RECEIPT", receipt)
                .replace("$TODAY", LocalDate.now(ZoneOffset.UTC).toString());
        Process curl = new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .start();
        String said = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(curl.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(said)
                .contains("204 No Content")
                .containsIgnoringCase("footfall-visit")
                .doesNotContain("problem");
        calls.merge();
        assertThat(calls.totals(domain).getInteger("events")).isEqualTo(1);
    }

    /** The indented lines of the command, as somebody would copy them. */
    private static String command(String readme) {
        Matcher lines = Pattern.compile("(?m)^ {4}curl .*collect/events[^\n]*\n(?: {4}[^\n]*\n)*")
                .matcher(readme);
        assertThat(lines.find()).as("README.md shows a call of a server").isTrue();
        return lines.group().replaceAll("(?m)^ {4}", "");
    }

    private static HttpRequest.Builder bare(JsonObject report) {
        return calls.request("/collect/events")
                .header("User-Agent", "curl/8.5.0")
                .POST(BodyPublishers.ofByteArray(Calls.bytes(report)));
    }

    private static String token() {
        return "Bearer " + ServerProcess.ADMIN_TOKEN;
    }

    private static JsonObject without(JsonObject report, String name) {
        JsonObject rest = report.copy();
        rest.remove(name);
        return rest;
    }
}
