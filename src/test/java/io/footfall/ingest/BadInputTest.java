package io.footfall.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.db.TestDatabase;
import io.footfall.server.Calls;
import io.footfall.server.RawHttp;
import io.footfall.server.Reports;
import io.footfall.server.ServerProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody should send to a real server, and what it answers. */
@Tag("full")
@Timeout(120)
class BadInputTest {

    private static final String SITE = "strict.example";
    private static final String OTHER = "other.example";
    private static final String MOVED = "moved.example";
    private static final String ORIGIN = "https://" + SITE;

    private static TestDatabase database;
    private static ServerProcess server;
    private static Calls calls;
    private static String receipt;
    private JsonObject before;
    private int linesBefore;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.fresh();
        server = ServerProcess.start(ServerProcess.Options.standard()
                .env("FOOTFALL_DATABASE_URL", database.url())
                .env("FOOTFALL_MERGE_INTERVAL", "60m"));
        calls = new Calls(server);
        for (String site : List.of(SITE, OTHER, MOVED)) {
            calls.createSite(site, true);
        }
        receipt = calls.receipt(SITE);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        database.close();
    }

    @BeforeEach
    void look() throws Exception {
        calls.merge();
        before = calls.totals(SITE);
        linesBefore = server.lines().size();
    }

    private JsonObject counted() throws Exception {
        calls.merge();
        return calls.totals(SITE);
    }

    /** Whatever has been sent: the server is up, has complained to nobody but the sender, and its account is balanced. */
    @AfterEach
    void serverIsWell() throws Exception {
        assertThat(server.ready()).isTrue();
        assertThat(server.lines().subList(linesBefore, server.lines().size())).isEmpty();
        for (String to : List.of("events", "consent")) {
            List<String> metrics = metrics().stream()
                    .filter(line -> line.contains("to=\"" + to + "\""))
                    .toList();
            assertThat(metric(metrics, "footfall_collect_received_total"))
                    .as(to)
                    .isEqualTo(metric(metrics, "footfall_collect_counted_total")
                            + metric(metrics, "footfall_collect_repeated_total")
                            + metric(metrics, "footfall_collect_tests_total")
                            + metric(metrics, "footfall_collect_refused_total"));
        }
    }

    private static List<String> metrics() throws Exception {
        URI address = server.management().resolve("/metrics");
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .toList();
    }

    private static double metric(List<String> lines, String name) {
        List<String> values = lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
        assertThat(values).as(name).isNotEmpty();
        return values.stream().mapToDouble(Double::parseDouble).sum();
    }

    static Stream<Spoilt> spoilt() throws Exception {
        return Spoilt.reports(SITE, receipt, calls.receipt(OTHER), refusal()).stream();
    }

    private static String refusal() throws Exception {
        return Calls.json(Calls.expect(200, calls.consent(choice(SITE, "reject_all"))))
                .getString("receipt");
    }

    private static JsonObject choice(String site, String how, String... allow) {
        return new JsonObject()
                .put("site", site)
                .put("policy", 1)
                .put("how", how)
                .put("allow", new JsonArray(Arrays.asList(allow)));
    }

    @ParameterizedTest
    @MethodSource("spoilt")
    @DisplayName("A report that is not as it should be is refused, and nothing of it is kept")
    void events_spoilt_areRefusedByFieldAndNotCounted(Spoilt spoilt) throws Exception {
        JsonObject report = Reports.firstPage(SITE, receipt);
        spoilt.spoil().accept(report);
        HttpResponse<byte[]> answer = calls.send(calls.post("/collect/events", ORIGIN, Calls.bytes(report)));
        assertProblem(answer, spoilt.status(), spoilt.type(), spoilt.field());
        assertThat(counted()).isEqualTo(before);
    }

    private static void assertProblem(HttpResponse<byte[]> answer, int status, String type, @Nullable String field) {
        assertThat(answer.statusCode()).as(Calls.text(answer)).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonObject problem = Calls.json(answer);
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("type")).isEqualTo(type);
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(problem.getString("field")).isEqualTo(field);
        assertShared(answer);
    }

    /** The page may read it, nobody may store it. */
    private static void assertShared(HttpResponse<byte[]> answer) {
        String origin = answer.request().headers().firstValue("Origin").orElse("*");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(origin);
        assertThat(answer.headers().firstValue("Vary").orElse("")).contains("Origin");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[]",
                "null",
                "\"text\"",
                "{}{}",
                "site=strict.example",
                "{\"site\":\"strict.example\",\"site\":\"strict.example\"}",
                "{\"site\":\"strict.example\u0000\"}",
                "{\"site\":\"\\ud800\"}",
                "<?xml version='1.0'?>"
            })
    void bodies_thatAreNoReport_areRefused(String body) throws Exception {
        for (String path : List.of("/collect/events", "/collect/consent")) {
            HttpResponse<byte[]> answer = calls.send(calls.post(path, ORIGIN, body.getBytes(StandardCharsets.UTF_8)));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(Calls.json(answer).getString("type")).isEqualTo("malformed");
            assertThat(Calls.json(answer).getString("field")).isIn("body", "site");
            assertShared(answer);
        }
        assertThat(counted()).isEqualTo(before);
    }

    @Test
    void bodies_ofBrokenBytesOrEndlessNesting_areRefused() throws Exception {
        byte[] good = Calls.bytes(Reports.firstPage(SITE, receipt));
        byte[] broken = good.clone();
        broken[good.length / 2] = (byte) 0xff;
        byte[] utf16 = new String(good, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
        String nested = "{\"a\":".repeat(3_000) + "1" + "}".repeat(3_000);
        for (byte[] body : List.of(broken, utf16, nested.getBytes(StandardCharsets.UTF_8))) {
            assertProblem(calls.send(calls.post("/collect/events", ORIGIN, body)), 400, "malformed", "body");
        }
        assertThat(counted()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://other.example",
                "https://strict.example.evil.example",
                "https://evilstrict.example",
                "http://strict.example",
                "https://strict.example/",
                "https://STRICT.example",
                "strict.example",
                "null",
                ""
            })
    @DisplayName("Pages of others cannot count visits for a site")
    void events_fromAForeignPage_areRefused(String origin) throws Exception {
        byte[] body = Calls.bytes(Reports.firstPage(SITE, receipt));
        HttpRequest.Builder request = calls.request("/collect/events")
                .header("User-Agent", Calls.BROWSER)
                .POST(BodyPublishers.ofByteArray(body));
        if (!origin.isEmpty()) {
            request.header("Origin", origin);
        }
        assertProblem(calls.send(request), 403, "foreign-origin", null);
        assertThat(counted()).isEqualTo(before);
    }

    @Test
    @DisplayName("Programs that say what they are, or nothing, are not counted")
    void events_ofPrograms_areRefused() throws Exception {
        byte[] body = Calls.bytes(Reports.firstPage(SITE, receipt));
        for (String agent : List.of("curl/8.5.0", "Mozilla/5.0 (compatible; Googlebot/2.1)", " ")) {
            HttpRequest.Builder request = calls.post("/collect/events", ORIGIN, body);
            assertProblem(calls.send(request.setHeader("User-Agent", agent)), 403, "bot", null);
        }
        assertThat(counted()).isEqualTo(before);
    }

    @Test
    @DisplayName("A consent to a policy that is no longer accepted does not count: the visitor is asked again")
    void events_withAnOutdatedReceipt_askForANewOne() throws Exception {
        String outdated = calls.receipt(MOVED);
        Calls.expect(204, calls.events(Reports.firstPage(MOVED, outdated)));
        sql("insert into policy (site, version, document, hash, published_at) select site, 2, document, hash, now()"
                + " from policy where site = (select id from site where domain = '" + MOVED + "')");
        sql("update site set policy = 2, accepted_policies = '{2}' where domain = '" + MOVED + "'");
        sql("update settings_version set version = version + 1");
        HttpResponse<byte[]> answer = calls.events(Reports.firstPage(MOVED, outdated));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (answer.statusCode() == 204 && System.nanoTime() < end) { // until the node has seen the change
            TimeUnit.MILLISECONDS.sleep(50);
            answer = calls.events(Reports.firstPage(MOVED, outdated));
        }
        assertProblem(answer, 409, "consent-outdated", "receipt");
        assertProblem(calls.consent(choice(MOVED, "accept_all", "statistics")), 409, "consent-outdated", "policy");
    }

    private static void sql(String statement) throws Exception {
        database.pool()
                .query(statement)
                .execute()
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    @Test
    void bodies_ofAMegabyte_areRefusedWithAndWithoutTheirLength() throws Exception {
        byte[] megabyte = new byte[1 << 20];
        Arrays.fill(megabyte, (byte) ' ');
        for (String path : List.of("/collect/events", "/collect/consent")) {
            assertProblem(calls.send(calls.post(path, ORIGIN, megabyte)), 413, "too-large", null);
            HttpRequest.Builder chunked = calls.post(path, ORIGIN, megabyte)
                    .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(megabyte)));
            assertProblem(calls.send(chunked), 413, "too-large", null);
        }
        for (String to : List.of("events", "consent")) {
            List<String> large = metrics().stream()
                    .filter(line -> line.contains("to=\"" + to + "\"") && line.contains("too-large"))
                    .toList();
            assertThat(metric(large, "footfall_collect_refused_total")).as(to).isEqualTo(2);
        }
        assertThat(counted()).isEqualTo(before);
    }

    @Test
    void addresses_thatAreLongOrElsewhere_areToldSo() throws Exception {
        for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "BREW")) {
            HttpResponse<byte[]> answer = calls.send(calls.request("/collect/events?" + "a".repeat(10_000))
                    .header("Origin", ORIGIN)
                    .method(method, BodyPublishers.noBody()));
            assertProblem(answer, 405, "method", null);
            assertThat(answer.headers().firstValue("Allow")).hasValue("POST, OPTIONS");
        }
        assertProblem(
                calls.send(calls.post("/collect/" + "a".repeat(10_000), ORIGIN, new byte[0])), 404, "not-found", null);
        assertThat(RawHttp.exchange(
                        server.url(), "GET /collect/" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .contains(" 414 ");
        assertThat(RawHttp.exchange(
                        server.url(), "GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(100_000) + "\r\n\r\n"))
                .contains(" 431 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
                "GET\r\n\r\n",
                "GET / HTTP/7.0\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /s/%4 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /collect/events?a=%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/v1/sites/strict.example/stats?by=%zz HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                        + ServerProcess.ADMIN_TOKEN + "\r\n\r\n",
                "GET /app/%2e%2e%2f%2e%2e%2fetc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /collect/%c0%af HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST /collect/events HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n{}",
                "POST /collect/events HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n{}",
                "POST /collect/events HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n{}",
                "POST /collect/events HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 2\r\n\r\n{}",
                "POST /collect/events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "POST /collect/events HTTP/1.1\r\nHost: x\r\nNo colon\r\n\r\n",
                "POST /collect/events HTTP/1.1\r\nHost: x\r\nX: \u0000\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nnonsense"
            })
    void bytes_thatAreNotHttp_areRefusedOrHungUpOn(String bytes) throws Exception {
        String answer = RawHttp.exchange(server.url(), bytes);
        assertThat(answer)
                .satisfiesAnyOf(
                        nothing -> assertThat(nothing).doesNotContain("HTTP/1.1 2", "HTTP/1.1 5"),
                        http2 -> assertThat(http2).doesNotContain("HTTP/1.1"));
        assertThat(answer).doesNotContain("Exception", "io.netty", "\tat ");
        assertThat(counted()).isEqualTo(before);
    }

    @Test
    void body_thatEndsEarly_isNotCounted() throws Exception {
        byte[] body = Calls.bytes(Reports.firstPage(SITE, receipt));
        RawHttp.exchange(server.url(), head(body.length + 100) + new String(body, StandardCharsets.UTF_8));
        assertThat(counted()).isEqualTo(before);
    }

    @Test
    void body_thatComesSlowly_keepsNobodyWaitingAndIsCounted() throws Exception {
        byte[] body = Calls.bytes(Reports.firstPage(SITE, receipt));
        try (Socket slow =
                new Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
            OutputStream out = slow.getOutputStream();
            out.write(head(body.length).getBytes(StandardCharsets.US_ASCII));
            out.write(body, 0, 10);
            out.flush();
            for (int i = 0; i < 8; i++) { // more than there are event loops
                Calls.expect(204, calls.events(Reports.firstPage(SITE, receipt)));
            }
            out.write(body, 10, body.length - 10);
            out.flush();
            byte[] status = slow.getInputStream().readNBytes(12);
            assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 204");
        }
        assertThat(counted().getInteger("visits")).isEqualTo(before.getInteger("visits") + 9);
    }

    private static String head(int length) {
        return "POST /collect/events HTTP/1.1\r\nHost: x\r\nOrigin: " + ORIGIN + "\r\nUser-Agent: " + Calls.BROWSER
                + "\r\nContent-Length: " + length + "\r\n\r\n";
    }

    @Test
    void events_withTheSameNonce_areAcknowledgedAndCountedOnce() throws Exception {
        JsonObject report = Reports.firstPage(SITE, receipt).put("nonce", Reports.nonce(4711));
        for (int i = 0; i < 5; i++) {
            assertShared(Calls.expect(204, calls.events(report)));
        }
        assertThat(counted().getInteger("visits")).isEqualTo(before.getInteger("visits") + 1);
        assertThat(metric(metrics(), "footfall_collect_repeated_total")).isGreaterThanOrEqualTo(4);
    }

    @Test
    void events_withFieldsOfTheFuture_areCounted() throws Exception {
        JsonObject report = Reports.firstPage(SITE, receipt).put("later", new JsonObject().put("more", List.of(1, 2)));
        Reports.event(report).put("later", "x");
        Calls.expect(204, calls.events(report));
        assertThat(counted().getInteger("visits")).isEqualTo(before.getInteger("visits") + 1);
    }

    @Test
    @DisplayName("Everybody who chooses the same gets the same receipt, byte for byte: it names nobody")
    void consent_ofTwoPeople_isTheSameText() throws Exception {
        JsonObject choice = choice(SITE, "choose", "statistics", "marketing");
        HttpResponse<byte[]> one = Calls.expect(200, calls.consent(choice.copy().put("language", "de")));
        HttpRequest.Builder another = calls.post("/collect/consent", "https://www." + SITE, Calls.bytes(choice))
                .setHeader("User-Agent", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1.15")
                .header("X-Forwarded-For", "192.0.2.7");
        HttpResponse<byte[]> two = Calls.expect(200, calls.send(another));

        assertThat(two.body()).isEqualTo(one.body());
        assertThat(Calls.json(one).getString("expires"))
                .isEqualTo(YearMonth.now(ZoneOffset.UTC).plusMonths(5).toString());
        assertThat(one.headers().firstValue("Set-Cookie")).isEmpty();
        assertShared(one);
    }

    @Test
    void consent_ofASitesOwnHost_comesAsItsCookieToo() throws Exception {
        byte[] body = Calls.bytes(choice(SITE, "accept_all", "statistics"));
        String answer = RawHttp.exchange(
                server.url(),
                "POST /collect/consent HTTP/1.1\r\nHost: " + SITE + "\r\nOrigin: " + ORIGIN + "\r\nContent-Length: "
                        + body.length + "\r\nConnection: close\r\n\r\n" + new String(body, StandardCharsets.UTF_8));
        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(answer.lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith("set-cookie: ")))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .contains("footfall_consent=ey", "Path=/", "SameSite=Lax", "Secure", "Max-Age=")
                        .doesNotContain("HttpOnly", "Domain"));
    }

    static Stream<Spoilt> spoiltChoices() {
        return Spoilt.choices().stream();
    }

    @ParameterizedTest
    @MethodSource("spoiltChoices")
    void consent_spoilt_isRefusedByField(Spoilt spoilt) throws Exception {
        JsonObject choice = choice(SITE, "choose", "statistics");
        spoilt.spoil().accept(choice);
        HttpResponse<byte[]> answer = calls.send(calls.post("/collect/consent", ORIGIN, Calls.bytes(choice)));
        assertProblem(answer, spoilt.status(), spoilt.type(), spoilt.field());
    }

    @Test
    void logIn_withWhatNobodyCanTypeIn_isRefusedWithoutATrace() throws Exception {
        for (String text : List.of("a\u0000b@example.org", "\ud800@example.org", "x".repeat(300) + "@example.org")) {
            JsonObject attempt = new JsonObject().put("email", text).put("password", "p\u0000");
            HttpResponse<byte[]> answer = calls.send(Calls.json(calls.request("/api/v1/session"), attempt));
            assertThat(answer.statusCode()).as(Calls.text(answer)).isIn(400, 401);
            assertThat(Calls.json(answer).getInteger("status")).isEqualTo(answer.statusCode());
        }
        HttpResponse<byte[]> answer = calls.send(calls.api("/sites/%00/stats"));
        assertThat(answer.statusCode()).isIn(400, 404);
    }
}
