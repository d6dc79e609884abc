package io.footfall.consent;

import static io.footfall.consent.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.config.DataDirectory;
import io.footfall.config.InstallationSecret;
import io.footfall.consent.Choice.Basis;
import io.footfall.db.TestDatabase;
import io.footfall.server.Calls;
import io.footfall.server.Reports;
import io.footfall.server.ServerProcess;
import io.footfall.site.Sites;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real server with a policy that has own categories, a rule for a country, and texts that mean no good. */
class EnforcedPolicyTest {

    private static final String SITE = "enforced.example";
    private static final String OTHER = "other.example";
    private static final String SECRET = "the same on every node of a cluster, 0123456789";
    private static final String EVIL = "</script><script>evil()</script><!--\u2028<img src=x onerror=evil()>";

    @TempDir
    private static Path folder;

    private static final Vertx VERTX = Vertx.vertx();
    private static TestDatabase database;
    private static ServerProcess server;
    private static Calls calls;
    private static SigningKey key;
    private static String issuer;
    private static YearMonth now;

    @BeforeAll
    static void start() throws Exception {
        now = YearMonth.now(ZoneOffset.UTC);
        database = TestDatabase.fresh();
        server = ServerProcess.start(ServerProcess.Options.standard()
                .env("FOOTFALL_DATABASE_URL", database.url())
                .env("FOOTFALL_SECRET", SECRET)
                .env("FOOTFALL_TRUSTED_PROXIES", "127.0.0.1/32,::1/128"));
        issuer = server.url().toString();
        calls = new Calls(server);
        calls.createSite(SITE, true);
        calls.createSite(OTHER, true);
        key = signingKey();
        publish();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        database.close();
        await(VERTX.close());
    }

    /** The server's own: what nobody else can sign. */
    private static SigningKey signingKey() throws Exception {
        try (DataDirectory data = DataDirectory.open(folder.resolve("data"))) {
            byte[] wrapping = InstallationSecret.of(data, Optional.of(SECRET)).derive("receipt-keys");
            InstantSource clock = InstantSource.system();
            Sites sites = await(Sites.open(VERTX, database.pool(), clock));
            SigningKeys keys = await(SigningKeys.open(VERTX, database.pool(), sites, new WrappingKey(wrapping), clock));
            sites.close();
            return keys.signing();
        }
    }

    /** Version 2, known to the server a moment later. */
    private static void publish() throws Exception {
        JsonObject own = new JsonObject().put("en", EVIL);
        JsonObject json = new JsonObject()
                .put("controller", new JsonObject().put("name", EVIL).put("contact", EVIL))
                .put("privacy", "https://enforced.example/privacy")
                .put("language", "en")
                .put(
                        "categories",
                        new JsonArray()
                                .add(new JsonObject().put("id", "necessary"))
                                .add(new JsonObject().put("id", "preferences"))
                                .add(new JsonObject().put("id", "statistics"))
                                .add(new JsonObject().put("id", "marketing"))
                                .add(new JsonObject()
                                        .put("id", "social")
                                        .put("name", own)
                                        .put("text", own)
                                        .put("purpose", own))
                                .add(new JsonObject()
                                        .put("id", "maps")
                                        .put("name", own)
                                        .put("text", own)
                                        .put("purpose", own)))
                .put(
                        "services",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("id", "video")
                                        .put("name", EVIL)
                                        .put("category", "social")
                                        .put("purpose", own)
                                        .put(
                                                "cookies",
                                                new JsonArray()
                                                        .add(new JsonObject()
                                                                .put("name", "_v*")
                                                                .put("kind", "cookie")
                                                                .put("days", 30))
                                                        .add(new JsonObject()
                                                                .put("name", "v")
                                                                .put("kind", "local")
                                                                .put("days", 0)))))
                .put(
                        "rules",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("countries", new JsonArray().add("GB"))
                                        .put("rule", "notice")
                                        .put("ground", "statistics of our own")))
                .put("texts", new JsonObject().put("de", new JsonObject().put("title", EVIL)));
        PolicyDocument document =
                PolicyDocument.of(json.put("standard_texts", 1).encode());
        Sites sites = await(Sites.open(VERTX, database.pool(), InstantSource.system()));
        Policies policies = await(Policies.open(database.pool(), sites, InstantSource.system()));
        await(policies.publish(sites.byDomain(SITE).orElseThrow(), document));
        sites.close();
        for (int tries = 0; tries < 600 && consent(SITE, 2).statusCode() != 200; tries++) {
            Thread.sleep(50);
        }
    }

    private static HttpResponse<byte[]> consent(String site, int policy, String... allow) throws Exception {
        return calls.consent(new JsonObject()
                .put("site", site)
                .put("policy", policy)
                .put("how", "choose")
                .put("allow", new JsonArray(List.of(allow))));
    }

    private static String receipt(String... allow) throws Exception {
        return Calls.json(Calls.expect(200, consent(SITE, 2, allow))).getString("receipt");
    }

    private static JsonObject claims(String receipt) {
        return new JsonObject(
                new String(Base64.getUrlDecoder().decode(receipt.split("\\.", -1)[1]), StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("The same choice gives the same receipt for everybody, also one of many categories")
    void choice_ofManyCategories_isSignedWhenItIsAskedFor() throws Exception {
        String receipt = receipt("social", "statistics");

        assertThat(receipt).isEqualTo(receipt("statistics", "social", "necessary"));
        assertThat(receipt).isEqualTo(sign(2, Set.of(new Category("social"), Category.STATISTICS), Basis.CONSENT, now));
        assertThat(claims(receipt).getJsonArray("allow")).containsExactly("social", "statistics");
        assertThat(banner("en").getJsonObject("receipts").fieldNames())
                .containsExactlyInAnyOrder("", "statistics", "maps,marketing,preferences,social,statistics");
        assertThat(events(SITE, receipt("statistics"))).isEqualTo(204);
        assertThat(events(SITE, banner("en").getJsonObject("receipts").getString("statistics")))
                .isEqualTo(204);
    }

    private static String sign(int policy, Set<Category> allow, Basis basis, YearMonth month) {
        return key.sign(issuer, SITE, new Choice(policy, allow, basis, month));
    }

    @Test
    @DisplayName("Nothing is counted with a receipt that is false, altered, of another site, month, key or policy")
    void events_withWrongReceipts_areRefusedAndSayWhy() throws Exception {
        Set<Category> yes = Choice.STATISTICS;
        String good = sign(2, yes, Basis.CONSENT, now);
        String[] parts = good.split("\\.", -1);
        SigningKey other = SigningKey.generate(new SecureRandom(), Instant.EPOCH);
        SigningKey disguised = new SigningKey(key.kid(), other.publicKey(), other.privateKey(), Instant.EPOCH);
        Choice choice = new Choice(2, yes, now);
        Map<String, String> wrong = new TreeMap<>(Map.of(
                "truncated", good.substring(0, good.length() - 1),
                "forged",
                        parts[0] + "." + parts[1] + "."
                                + sign(2, Set.of(), Basis.CONSENT, now).split("\\.", -1)[2],
                "of another site", key.sign(issuer, OTHER, choice),
                "of another server", key.sign("https://else.example", SITE, choice),
                "of a month to come", sign(2, yes, Basis.CONSENT, now.plusMonths(1)),
                "with an unknown category",
                        sign(2, Set.of(Category.STATISTICS, new Category("telepathy")), Basis.CONSENT, now),
                "not signed", encode("{\"alg\":\"none\"}") + "." + parts[1] + ".",
                "said not to be signed",
                        encode("{\"alg\":\"none\",\"kid\":\"" + key.kid() + "\"}") + "." + parts[1] + "." + parts[2],
                "of another key", other.sign(issuer, SITE, choice),
                "of another key under our name", disguised.sign(issuer, SITE, choice)));
        assertThat(events(SITE, good)).isEqualTo(204);
        wrong.forEach((what, receipt) -> assertRefused(what, receipt, 403, "no-consent"));
        assertRefused("a refusal", sign(2, Set.of(), Basis.CONSENT, now), 403, "no-consent");
        assertRefused("of an earlier policy", sign(1, yes, Basis.CONSENT, now), 409, "consent-outdated");
        assertRefused("expired", sign(2, yes, Basis.CONSENT, now.minusMonths(6)), 409, "consent-outdated");
        assertThat(events(OTHER, key.sign(issuer, OTHER, new Choice(1, yes, Basis.NOTICE, now))))
                .as("a notice where no policy speaks of one")
                .isEqualTo(403);
    }

    private static void assertRefused(String what, String receipt, int status, String type) {
        try {
            HttpResponse<byte[]> answer = calls.events(Reports.firstPage(SITE, receipt));
            assertThat(answer.statusCode()).as(what).isEqualTo(status);
            JsonObject problem = Calls.json(answer);
            assertThat(problem.getString("type")).as(what).isEqualTo(type);
            assertThat(problem.getString("field")).as(what).isEqualTo("receipt");
            assertThat(problem.getString("detail")).as(what).isNotBlank().doesNotContain(receipt);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(what, e);
        }
    }

    private static int events(String site, String receipt) throws Exception {
        return calls.events(Reports.firstPage(site, receipt)).statusCode();
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "2, telepathy, 400, allow",
        "2, STATISTICS, 400, allow",
        "2, <script>, 400, allow",
        "1, statistics, 409, policy",
        "3, statistics, 409, policy"
    })
    void consent_toWhatIsNotAsked_isRefusedByField(int policy, String category, int status, String field)
            throws Exception {
        HttpResponse<byte[]> answer = Calls.expect(status, consent(SITE, policy, category));
        assertThat(Calls.json(answer).getString("field")).isEqualTo(field);
        assertThat(Calls.text(answer)).doesNotContain(category.equals("statistics") ? "<" : category);
    }

    @ParameterizedTest
    @CsvSource({
        "/s/enforced.example.js",
        "/s/enforced.example/banner.js?lang=en",
        "/s/enforced.example/banner.js?lang=de-AT",
        "/s/enforced.example/gate.js?lang=en"
    })
    @DisplayName("Texts and names that a site gives are never markup or code, wherever a script stands")
    void scripts_withHostileTexts_holdThemAsPlainText(String path) throws Exception {
        String script = Calls.text(Calls.expect(200, calls.send(calls.request(path))));
        assertThat(script).doesNotContain("</script>", "<!--", "\u2028", "<img");
        if (path.contains("banner")) {
            assertThat(script).contains("\\u003c/script>\\u003cscript>evil()");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "en, en",
        "de-AT, de",
        "DE, de",
        "no, nb",
        "zh-TW, zh-Hant",
        "zh, zh-Hans",
        "pt-BR, pt",
        "tlh, en",
        "'', en"
    })
    void banner_inTheLanguageOfThePage_bringsTheNearestAlone(String asked, String given) throws Exception {
        JsonObject facts = banner(asked);
        assertThat(facts.getString("language")).isEqualTo(given);
        assertThat(facts.getJsonObject("texts").fieldNames()).containsExactly(given);
        assertThat(facts.getJsonObject("texts").getJsonObject(given).getString("social.name"))
                .isEqualTo(EVIL);
    }

    /** The facts within the script. */
    private static JsonObject banner(String language) throws Exception {
        return facts("/s/" + SITE + "/banner.js?lang=" + language, "{\"site\":");
    }

    private static JsonObject facts(String path, String begin) throws Exception {
        String script = Calls.text(Calls.expect(200, calls.send(calls.request(path))));
        int from = script.indexOf(begin);
        assertThat(from).as(script).isNotNegative();
        boolean quoted = false;
        int depth = 0;
        for (int i = from; ; i++) {
            char c = script.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '{' || c == '}')) {
                depth += c == '{' ? 1 : -1;
                if (depth == 0) {
                    return new JsonObject(script.substring(from, i + 1));
                }
            }
        }
    }

    @Test
    void script_ofASiteWithMore_saysItAndOneOfAStandardSiteDoesNot() throws Exception {
        JsonObject facts = facts("/s/" + SITE + ".js", "{\"site\":");
        assertThat(facts.getJsonArray("categories"))
                .containsExactly("preferences", "statistics", "marketing", "social", "maps");
        assertThat(facts.getJsonObject("services")).isEqualTo(new JsonObject().put("video", "social"));
        assertThat(facts.getJsonObject("clear"))
                .isEqualTo(new JsonObject()
                        .put("social", new JsonArray().add("_v*").add("local:v")));
        assertThat(facts.getBoolean("rule")).isTrue();
        assertThat(facts.getString("bv")).hasSize(8);
        assertThat(facts("/s/" + OTHER + ".js", "{\"site\":").fieldNames())
                .contains("bv")
                .doesNotContain("categories", "services", "clear", "rule", "gpc", "signals", "children");
    }

    @ParameterizedTest
    @CsvSource({"212.58.244.22, notice", "8.8.8.8, ask", "10.1.2.3, ask", "nonsense, ask", "'', ask"})
    @DisplayName("People are asked, unless the country of the request is known and the policy has a rule for it")
    void rule_byCountry_anyDoubtMeansAsking(String address, String rule) throws Exception {
        var request = calls.request("/s/" + SITE + "/rule");
        HttpResponse<byte[]> answer =
                Calls.expect(200, calls.send(address.isEmpty() ? request : request.header("X-Forwarded-For", address)));
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        JsonObject json = Calls.json(answer);
        assertThat(json.getString("rule")).isEqualTo(rule);
        assertThat(json.containsKey("receipt")).isEqualTo(rule.equals("notice"));
        if (rule.equals("notice")) {
            assertThat(claims(json.getString("receipt")).getString("basis")).isEqualTo("notice");
            assertThat(claims(json.getString("receipt")).getJsonArray("allow")).containsExactly("statistics");
            assertThat(events(SITE, json.getString("receipt"))).isEqualTo(204);
        }
    }
}
