package io.footfall.privacy;

import static io.footfall.privacy.Markers.AGENT;
import static io.footfall.privacy.Markers.BODY;
import static io.footfall.privacy.Markers.CLASSES;
import static io.footfall.privacy.Markers.CONTROL;
import static io.footfall.privacy.Markers.COOKIE;
import static io.footfall.privacy.Markers.FIELD_NAME;
import static io.footfall.privacy.Markers.FIELD_VALUE;
import static io.footfall.privacy.Markers.FRAGMENT;
import static io.footfall.privacy.Markers.HEADER;
import static io.footfall.privacy.Markers.LANGUAGE;
import static io.footfall.privacy.Markers.LOG_IN;
import static io.footfall.privacy.Markers.MAIL;
import static io.footfall.privacy.Markers.NONCE;
import static io.footfall.privacy.Markers.NUMBER;
import static io.footfall.privacy.Markers.ORIGIN;
import static io.footfall.privacy.Markers.PASSWORD;
import static io.footfall.privacy.Markers.PATH;
import static io.footfall.privacy.Markers.QUERY;
import static io.footfall.privacy.Markers.RECEIPT;
import static io.footfall.privacy.Markers.REFERRER_QUERY;
import static io.footfall.privacy.Markers.TOKEN;
import static io.footfall.privacy.Markers.UUID;
import static io.footfall.privacy.Markers.V4;
import static io.footfall.privacy.Markers.V6;
import static io.footfall.server.Calls.expect;

import io.footfall.server.Calls;
import io.footfall.server.RawHttp;
import io.footfall.server.Reports;
import io.footfall.server.ServerProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Visits to a server that carry markers wherever a browser can say something, on each way that a request can take. */
final class Canary {

    static final String OPEN = "open.example";
    static final String QUIET = "quiet.example";

    private static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/126.0.0.0 Safari/537.36 " + AGENT + "/1.0";
    private static final String ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; " + AGENT + ")";

    private final ServerProcess server;
    private final Evidence evidence;
    private final Calls calls;

    Canary(ServerProcess server, Evidence evidence) {
        this.server = server;
        this.evidence = evidence;
        this.calls = new Calls(server, evidence::add);
    }

    void createSites() throws IOException, InterruptedException {
        calls.createSite(OPEN, true);
        calls.createSite(QUIET, false);
    }

    /** Everything that a visitor's browser, or somebody who plays one, can send. */
    void visit() throws IOException, InterruptedException {
        for (String site : List.of(OPEN, QUIET)) {
            String receipt = receipt(site);
            accepted(site, receipt);
            refused(site, receipt);
        }
        otherMethods();
        otherPaths();
        brokenRequests();
        logIns();
    }

    /** Everything that is told about it. */
    void read() throws IOException, InterruptedException {
        calls.merge();
        for (String site : List.of(OPEN, QUIET)) {
            calls.totals(site);
            for (String by : List.of("source", "channel", "referrer", "utm_source", "utm_campaign")) {
                calls.rows(site, by, "visits");
            }
            for (String by : List.of("country", "language", "device", "browser", "os", "screen", "entry_page")) {
                calls.rows(site, by, "visitors");
            }
            for (String by : List.of("page", "exit_page", "event")) {
                calls.get("/sites/" + site + "/stats?metrics=visits,pageviews,events&limit=1000&by=" + by);
            }
            calls.get("/sites/" + site + "/stats?by=day");
            calls.get("/sites/" + site + "/live");
            calls.get("/sites/" + site);
            calls.send(calls.request("/s/" + site + ".js"));
            calls.send(calls.request("/s/" + site + "/banner.js"));
        }
        calls.get("/sites");
        calls.send(calls.request("/app/"));
        calls.send(calls.request("/.well-known/jwks.json"));
        evidence.addManagement(server.management());
    }

    private String receipt(String site) throws IOException, InterruptedException {
        JsonObject choice = new JsonObject()
                .put("site", site)
                .put("policy", 1)
                .put("how", "choose")
                .put("allow", new JsonArray().add("statistics"))
                .put("language", "de-" + LANGUAGE)
                .put(FIELD_NAME, FIELD_VALUE);
        HttpRequest.Builder asked = laden(calls.post("/collect/consent", "https://" + site, Calls.bytes(choice)));
        String receipt = Calls.json(expect(200, calls.send(asked))).getString("receipt");
        JsonObject strange =
                choice.copy().put("allow", new JsonArray().add(BODY)).put("how", BODY);
        expect(400, calls.send(laden(calls.post("/collect/consent", "https://" + site, Calls.bytes(strange)))));
        return receipt;
    }

    private void accepted(String site, String receipt) throws IOException, InterruptedException {
        JsonObject first = report(site, receipt);
        HttpResponse<byte[]> answer = expect(204, events(site, first, V4));
        expect(204, events(site, first, V4)); // the same nonce
        expect(204, events(site, without(report(site, receipt), "nonce"), V6));
        String classes = answer.headers().firstValue("Footfall-Visit").orElseThrow();
        JsonObject second = without(report(site, receipt), "nonce", "visitor");
        Reports.visit(second).put("as", classes);
        Reports.event(second).put("page", 2).put("from", page(site, "/")).put("exitBefore", page(site, "/"));
        second.getJsonArray("events")
                .add(new JsonObject()
                        .put("type", "engagement")
                        .put("url", page(site, "/"))
                        .put("seconds", 12)
                        .put("reached", new JsonArray().add("scroll:50")))
                .add(new JsonObject()
                        .put("type", "event")
                        .put("name", "Sent to " + MAIL + "@example.net")
                        .put("url", page(site, "/"))
                        .put("first", true)
                        .put(FIELD_NAME, new JsonObject().put(FIELD_NAME, FIELD_VALUE)));
        expect(204, events(site, second, V6));
        JsonObject rest = without(report(site, receipt), "nonce", "visitor");
        Reports.visit(rest)
                .put("as", classes)
                .put("since", 3)
                .put("first", "Email;news")
                .put("last", "Email;news");
        rest.put("events", everythingElse(site));
        expect(204, events(site, rest, V4));
        expect(204, calls.send(laden(calls.post("/collect/events", "http://localhost:3000", Calls.bytes(rest)))));
    }

    /** What else a page can tell of a person, by mistake, in texts of its own. */
    private static JsonArray everythingElse(String site) {
        String person = MAIL + "@example.net " + UUID + " " + NUMBER;
        JsonObject named = event("event", site)
                .put("name", "Signup")
                .put("props", new JsonObject().put("plan", person).put(MAIL + "@example.net", UUID))
                .put("revenue", new JsonObject().put("amount", "19.90").put("currency", "EUR"));
        return new JsonArray()
                .add(view(page(site, "/titled")).put("title", "Welcome " + person))
                .add(named)
                .add(target("outbound", site, page("partner.example", "/u/" + MAIL + "@example.net/" + UUID)))
                .add(target("download", site, page(site, "/files/" + NUMBER + ".pdf")))
                .add(target("notfound", site, page(site, "/gone/" + MAIL + "%2540example.net")))
                .add(target("search", site, person))
                .add(target("form", site, page(site, "/send/" + UUID)))
                .add(target("form", site, "form of " + person))
                .add(event("vitals", site).put("lcp", 1800).put("cls", 0.1).put(FIELD_NAME, FIELD_VALUE))
                .add(new JsonObject()
                        .put("type", "step")
                        .put("funnel", FIELD_VALUE)
                        .put("step", 1));
    }

    private static JsonObject event(String type, String site) {
        return new JsonObject().put("type", type).put("url", page(site, "/")).put("first", true);
    }

    private static JsonObject target(String type, String site, String target) {
        return event(type, site).put("target", target);
    }

    private void refused(String site, String receipt) throws IOException, InterruptedException {
        JsonObject good = without(report(site, receipt), "nonce");
        for (String forged : List.of(RECEIPT, receipt + RECEIPT, receipt.replaceFirst("\\.[^.]*$", "." + RECEIPT))) {
            expect(403, events(site, good.copy().put("receipt", forged), V4));
        }
        expect(403, events(site, without(good, "receipt"), V4));
        JsonObject unknown = good.copy().put("site", PATH + ".example");
        expect(404, events(site, unknown, V4));
        for (String as : List.of(CLASSES, "1;DE;desktop;" + CLASSES + ";Windows;Direct;Direct")) {
            JsonObject forged = good.copy();
            Reports.visit(forged).put("as", as);
            expect(400, events(site, forged, V4));
        }
        for (String earlier : List.of("first", "last")) {
            JsonObject forged = good.copy();
            Reports.visit(forged).put(earlier, "Email;" + MAIL + "%40example.net");
            expect(400, events(site, forged, V4));
        }
        JsonObject ofAServer = good.copy();
        expect(
                403,
                calls.send(laden(calls.request("/collect/events")
                        .header("Authorization", "Bearer " + TOKEN)
                        .POST(BodyPublishers.ofByteArray(Calls.bytes(ofAServer))))));
        JsonObject late = good.copy();
        Reports.visit(late).put("day", "2019-05-17");
        expect(409, events(site, late, V6));
        JsonObject elsewhere = good.copy();
        Reports.event(elsewhere).put("url", "https://" + ORIGIN + ".example/?" + QUERY);
        expect(400, events(site, elsewhere, V4));
        JsonObject user = good.copy();
        Reports.visit(user).put("entry", "https://" + PASSWORD + ":" + PASSWORD + "@" + site + "/");
        events(site, user, V4);
        JsonObject long1 = good.copy();
        Reports.event(long1).put("url", page(site, "/" + PATH.repeat(700)));
        expect(400, events(site, long1, V4));
        byte[] body = Calls.bytes(good);
        for (String origin : List.of("https://" + ORIGIN + ".example", "null", ORIGIN)) {
            expect(403, calls.send(laden(calls.post("/collect/events", origin, body))));
        }
        expect(
                403,
                calls.send(laden(calls.post("/collect/events", "https://" + site, body))
                        .setHeader("User-Agent", ROBOT)));
        for (String malformed : List.of(BODY, "{\"" + BODY + "\":", "{\"site\":{\"" + BODY + "\":1}}", "\"" + BODY)) {
            expect(400, calls.send(laden(calls.post("/collect/events", "https://" + site, bytes(malformed)))));
            expect(400, calls.send(laden(calls.post("/collect/consent", "https://" + site, bytes(malformed)))));
        }
        byte[] megabyte = bytes(BODY.repeat((1 << 20) / BODY.length()));
        expect(413, calls.send(laden(calls.post("/collect/events", "https://" + site, megabyte))));
        expect(413, calls.send(laden(calls.post("/collect/consent", "https://" + site, megabyte))));
    }

    private void otherMethods() throws IOException, InterruptedException {
        for (String method : List.of("GET", "PUT", "DELETE", "OPTIONS", "PATCH", "X" + BODY.toUpperCase(Locale.ROOT))) {
            for (String path : List.of("/collect/events", "/collect/consent", "/api/v1/sites", "/app/", "/s/x.js")) {
                calls.send(laden(calls.request(path + "?" + QUERY + "=" + V4))
                        .header("User-Agent", CHROME)
                        .header("Origin", "https://" + ORIGIN + ".example")
                        .method(method, BodyPublishers.ofString(BODY)));
            }
        }
    }

    private void otherPaths() throws IOException, InterruptedException {
        for (String path : List.of(
                "/" + PATH,
                "/s/" + PATH + ".js",
                "/s/" + PATH + "/banner.js",
                "/app/" + PATH,
                "/app/assets/" + PATH + ".js",
                "/app/?" + QUERY,
                "/demo/" + PATH,
                "/collect/" + PATH,
                "/.well-known/" + PATH,
                "/api/v1/" + PATH,
                "/api/v1/sites/" + PATH,
                "/api/v1/sites/" + PATH + "/stats?by=" + QUERY,
                "/api/v1/sites/" + OPEN + "/stats?by=" + QUERY,
                "/api/v1/sites/" + OPEN + "/stats?from=" + QUERY + "&metrics=" + QUERY + "&order=" + QUERY,
                "/api/v1/sites/" + OPEN + "/stats?filter=" + QUERY + ":" + V4,
                "/" + PATH.repeat(500))) {
            calls.send(laden(calls.request(path)).header("User-Agent", CHROME));
            calls.send(laden(calls.request(path)).header("Authorization", "Bearer " + TOKEN));
            calls.send(laden(calls.request(path)).header("Authorization", "Bearer " + ServerProcess.ADMIN_TOKEN));
        }
    }

    private void brokenRequests() throws IOException {
        for (String request : List.of(
                BODY + " " + PATH + " " + QUERY + "\r\n\r\n",
                "GET /" + PATH + " HTTP/9.9\r\nHost: " + HEADER + "\r\n\r\n",
                "GET /%" + PATH + "%zz HTTP/1.1\r\nHost: " + HEADER + "\r\n\r\n",
                "GET /" + PATH.repeat(2000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + HEADER.repeat(2000) + "\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n" + HEADER + "\u0000: " + HEADER + "\r\n\r\n",
                "POST /collect/events HTTP/1.1\r\nHost: x\r\nContent-Length: " + HEADER + "\r\n\r\n" + BODY,
                "POST /collect/events HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n" + BODY,
                "POST /collect/events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + BODY + "\r\n",
                "POST /collect/events HTTP/1.1\r\nHost: x\r\nExpect: " + HEADER + "\r\nContent-Length: 3\r\n\r\nabc",
                "GET /app/ HTTP/1.1\r\nHost: x\r\nUpgrade: " + HEADER + "\r\nConnection: upgrade\r\n\r\n")) {
            evidence.add(RawHttp.exchange(server.url(), request));
        }
    }

    private void logIns() throws IOException, InterruptedException {
        JsonObject wrong =
                new JsonObject().put("email", LOG_IN + "@example.net").put("password", PASSWORD);
        for (JsonObject attempt : List.of(
                wrong,
                wrong.copy().put("email", LOG_IN + "\u0000@example.net"),
                wrong.copy().put("password", PASSWORD + "\u0000"),
                wrong.copy().put("email", new JsonArray().add(LOG_IN)),
                wrong.copy().put("email", ServerProcess.ADMIN_EMAIL))) {
            calls.send(laden(Calls.json(calls.request("/api/v1/session"), attempt)));
        }
        JsonObject setUp = wrong.copy().put("token", TOKEN);
        calls.send(laden(Calls.json(calls.request("/api/v1/setup"), setUp)));
        calls.send(laden(Calls.json(
                calls.api("/sites"),
                new JsonObject().put("domain", PATH + ".example").put("timezone", FIELD_VALUE))));
        calls.send(laden(calls.request("/api/v1/session")).header("Cookie", "footfall_session=" + COOKIE));
    }

    private HttpResponse<byte[]> events(String site, JsonObject report, String address)
            throws IOException, InterruptedException {
        return calls.send(laden(calls.post("/collect/events", "https://" + site, Calls.bytes(report)), address));
    }

    private static HttpRequest.Builder laden(HttpRequest.Builder request) {
        return laden(request, V4);
    }

    private static HttpRequest.Builder laden(HttpRequest.Builder request, String address) {
        if (address.equals(V4)) {
            request.setHeader("X-Forwarded-For", HEADER + ", " + address);
        } else {
            request.setHeader("Forwarded", "for=\"[" + address + "]:4711\";host=" + HEADER);
        }
        return request.setHeader("User-Agent", CHROME)
                .header("Cookie", "id=" + COOKIE)
                .header("Accept-Language", "de-DE-x-" + LANGUAGE)
                .header("Referer", "https://www.google.com/search?q=" + REFERRER_QUERY)
                .header("Sec-CH-UA", "\"" + AGENT + "\";v=\"1\"")
                .header("Sec-CH-UA-Mobile", AGENT)
                .header("Sec-CH-UA-Platform", "\"" + AGENT + "\"")
                .header("X-Request-Id", HEADER);
    }

    private static JsonObject report(String site, String receipt) {
        JsonObject report = Reports.firstPage(site, receipt)
                .put("nonce", Reports.nonce(NONCE))
                .put(FIELD_NAME, FIELD_VALUE);
        report.getJsonObject("visitor").put("minutesAway", 3).put(FIELD_NAME, FIELD_VALUE);
        Reports.visit(report)
                .put("entry", page(site, "/start"))
                .put("referrer", "https://blog.example.org/post?q=" + REFERRER_QUERY + "#" + FRAGMENT)
                .put("screen", 1280)
                .put("language", "de-" + LANGUAGE);
        Reports.event(report).put("url", page(site, "/" + CONTROL)).put(FIELD_NAME, new JsonArray().add(FIELD_VALUE));
        report.getJsonArray("events")
                .add(view(page(site, "/users/" + MAIL + "@example.net/orders/" + UUID)))
                .add(view(page(site, "/orders/" + NUMBER)))
                .add(view(page(site, "/" + MAIL + "%40example.net")));
        return report;
    }

    private static JsonObject view(String url) {
        return new JsonObject()
                .put("type", "pageview")
                .put("url", url)
                .put("page", 3)
                .put("firstView", true);
    }

    private static String page(String site, String path) {
        return "https://" + site + path + "?id=" + QUERY + "&email=" + MAIL + "@example.net#" + FRAGMENT;
    }

    private static JsonObject without(JsonObject report, String... names) {
        JsonObject rest = report.copy();
        List.of(names).forEach(rest::remove);
        return rest;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
