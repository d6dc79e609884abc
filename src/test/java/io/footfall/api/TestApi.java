package io.footfall.api;

import io.footfall.account.Accounts;
import io.footfall.account.AdminToken;
import io.footfall.account.LoginThrottle;
import io.footfall.account.OpenedSession;
import io.footfall.account.Passwords;
import io.footfall.account.Sessions;
import io.footfall.consent.Publishing;
import io.footfall.consent.SigningKeys;
import io.footfall.consent.StandardTexts;
import io.footfall.consent.WrappingKey;
import io.footfall.db.TestDatabase;
import io.footfall.ingest.PolicyPages;
import io.footfall.site.Site;
import io.footfall.site.SiteChange;
import io.footfall.site.SiteDraft;
import io.footfall.site.SiteResult;
import io.footfall.site.Sites;
import io.footfall.stats.Answered;
import io.footfall.stats.Reports;
import io.footfall.stats.Stats;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The API on a real server with a real database, and one administrator. */
final class TestApi implements AutoCloseable {

    static final String EMAIL = "ada@example.com";
    static final String PASSWORD = "a long enough sentence";
    static final String TOKEN = "token-of-the-operator";

    /** What an owner pastes is made elsewhere. */
    private static final JsonObject EMBED = new JsonObject().put("script", new JsonObject());

    final TestDatabase database = TestDatabase.fresh();
    final Vertx vertx = Vertx.vertx();
    final Accounts accounts;
    final Sessions sessions;
    final Sites sites;
    final ApiRoutes routes;
    final AtomicInteger merges = new AtomicInteger();
    final WebClient client;
    private final HttpServer server;
    private Instant now = Instant.parse("2026-11-24T10:30:00Z");

    TestApi() {
        this("http://localhost:8080");
    }

    TestApi(String publicUrl) {
        SecureRandom random = new SecureRandom();
        accounts = new Accounts(database.pool(), new Passwords(vertx, random), () -> now, random);
        sessions = new Sessions(database.pool(), () -> now, random);
        sites = Answered.by(Sites.open(vertx, database.pool(), () -> now));
        SigningKeys keys =
                Answered.by(SigningKeys.open(vertx, database.pool(), sites, new WrappingKey(new byte[32]), () -> now));
        StandardTexts texts = StandardTexts.load();
        Publishing publishing = new Publishing(database.pool(), sites, texts, () -> now);
        ApiRoutes.Parts parts = new ApiRoutes.Parts(
                sites,
                publishing,
                new Stats(database.pool(), () -> now),
                new Reports(database.pool(), () -> now),
                Map.of(8, "bot", 5, "no-consent"),
                accounts,
                sessions,
                new AdminToken(Optional.of(TOKEN)),
                new LoginThrottle(() -> now, random),
                URI.create(publicUrl),
                () -> {
                    merges.incrementAndGet();
                    return Future.succeededFuture();
                },
                keys,
                site -> EMBED.copy());
        routes = new ApiRoutes(vertx, Answered.by(ApiContract.read(vertx)), parts);
        Router root = Router.router(vertx);
        new PolicyPages(publishing, texts).mount(root);
        routes.mount(root);
        server = Answered.by(vertx.createHttpServer().requestHandler(root).listen(0, "127.0.0.1"));
        client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setDefaultHost("127.0.0.1")
                        .setDefaultPort(server.actualPort())
                        .setFollowRedirects(false));
    }

    /** Lets time pass. */
    void sleep(Duration duration) {
        now = now.plus(duration);
    }

    Instant now() {
        return now;
    }

    OpenedSession logIn() {
        Answered.by(accounts.createFirst(EMAIL, PASSWORD));
        return Answered.by(
                sessions.open(Answered.by(accounts.check(EMAIL, PASSWORD)).orElseThrow()));
    }

    Site site(String domain, SiteChange settings) {
        SiteResult result = Answered.by(sites.create(new SiteDraft(domain, settings)));
        return ((SiteResult.Saved) result).site();
    }

    HttpRequest<Buffer> request(HttpMethod method, String path) {
        return client.request(method, path);
    }

    /** A request with the operator's token. */
    HttpRequest<Buffer> operator(HttpMethod method, String path) {
        return request(method, path).bearerTokenAuthentication(TOKEN);
    }

    HttpResponse<Buffer> get(String path) {
        return Answered.by(operator(HttpMethod.GET, path).send());
    }

    HttpResponse<Buffer> send(HttpMethod method, String path, JsonObject body) {
        return Answered.by(operator(method, path).sendJsonObject(body));
    }

    @Override
    public void close() {
        sites.close();
        client.close();
        Answered.by(vertx.close());
        database.close();
    }
}
