package io.footfall;

import io.footfall.account.Accounts;
import io.footfall.account.AdminToken;
import io.footfall.account.LoginThrottle;
import io.footfall.account.Passwords;
import io.footfall.account.Sessions;
import io.footfall.api.ApiContract;
import io.footfall.api.ApiRoutes;
import io.footfall.config.DataDirectory;
import io.footfall.config.InstallationSecret;
import io.footfall.config.InvalidSettings;
import io.footfall.config.Settings;
import io.footfall.config.SettingsLoader;
import io.footfall.consent.Policies;
import io.footfall.consent.Publishing;
import io.footfall.consent.Receipts;
import io.footfall.consent.SigningKeys;
import io.footfall.consent.StandardTexts;
import io.footfall.consent.WrappingKey;
import io.footfall.db.Database;
import io.footfall.enrich.Enricher;
import io.footfall.enrich.agent.Agents;
import io.footfall.enrich.geo.Countries;
import io.footfall.enrich.source.Sources;
import io.footfall.ingest.Accounting;
import io.footfall.ingest.CollectEvents;
import io.footfall.ingest.CollectionParts;
import io.footfall.ingest.CollectionParts.EnrichmentStep;
import io.footfall.ingest.Nonces;
import io.footfall.ingest.PolicyPages;
import io.footfall.ingest.Refusal;
import io.footfall.merge.AdmittedValues;
import io.footfall.merge.AtRest;
import io.footfall.merge.Duties;
import io.footfall.merge.FrequentValues;
import io.footfall.merge.Merger;
import io.footfall.merge.MinuteSweep;
import io.footfall.merge.Sealing;
import io.footfall.merge.Secrets;
import io.footfall.merge.WriterLeases;
import io.footfall.ops.DatabasePrivacy;
import io.footfall.ops.Management;
import io.footfall.ops.Telemetry;
import io.footfall.site.Site;
import io.footfall.site.Sites;
import io.footfall.stats.Reports;
import io.footfall.stats.Stats;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Starts the server: settings, then the parts in the order in which an event meets them, each given what it needs. */
public final class Footfall {

    private static final Duration DUTIES_INTERVAL = Duration.ofMinutes(1);

    private Footfall() {}

    public static void main(String[] args) {
        if (SettingsLoader.asksForHelp(args)) {
            System.out.println(SettingsLoader.help());
            return;
        }
        System.exit(run(args, System.getenv(), step -> step));
    }

    /**
     * Runs a server until it is asked to end.
     *
     * @param enrichment stands around the step that turns raw facts into observations; for tests of what must never leak
     * @return the exit code: 0 after an orderly end, 1 when it could not start
     */
    static int run(String[] args, Map<String, String> environment, UnaryOperator<EnrichmentStep> enrichment) {
        Lifetime lifetime = new Lifetime();
        try {
            Settings settings = SettingsLoader.load(args, environment);
            start(settings, enrichment, lifetime);
        } catch (InvalidSettings invalid) {
            invalid.problems().forEach(System.err::println);
            return lifetime.failed();
        } catch (IOException | RuntimeException e) {
            System.err.println("Footfall cannot start: " + Startup.reason(e));
            return lifetime.failed();
        }
        return lifetime.awaitEnd();
    }

    private static void start(Settings settings, UnaryOperator<EnrichmentStep> enrichment, Lifetime lifetime)
            throws IOException {
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        DataDirectory data = lifetime.owns(DataDirectory.open(settings.dataDir()));
        InstallationSecret secret = InstallationSecret.of(data, settings.secret());
        Telemetry telemetry = lifetime.owns(new Telemetry());
        Vertx vertx = telemetry.vertx(
                new VertxOptions().setPreferNativeTransport(true), uri -> uri.startsWith(CollectEvents.PATH));
        lifetime.owns(() -> Startup.await(vertx.close()));
        // What is read from the jar alone is read while the database is opened.
        Future<ApiContract> contract = ApiContract.read(vertx);
        Future<Agents> agents = vertx.executeBlocking(() -> lifetime.owns(Agents.load(random)), false);
        Future<Sources> sources = vertx.executeBlocking(Sources::load, false);
        Future<StandardTexts> reading = vertx.executeBlocking(StandardTexts::load, false);
        Database database = lifetime.owns(Database.open(vertx, settings, data));
        Pool pool = database.pool();

        Sites sites = Startup.await(Sites.open(vertx, pool, clock));
        lifetime.owns(sites::close);
        WrappingKey wrapping = new WrappingKey(secret.derive("receipt-keys"));
        SigningKeys keys = Startup.await(SigningKeys.open(vertx, pool, sites, wrapping, clock));
        Policies policies = Startup.await(Policies.open(pool, sites, clock));
        Receipts receipts = Startup.await(Receipts.open(vertx, policies, keys, settings.publicUrl(), clock));
        lifetime.owns(receipts::close);

        Countries countries = Countries.open(settings.geoip());
        CountryUpdates.follow(vertx, countries);
        Enricher enricher = new Enricher(countries, Startup.await(agents), Startup.await(sources), clock);
        AdminToken adminToken = new AdminToken(settings.adminToken());
        StandardTexts texts = Startup.await(reading);
        CollectionParts collection = new CollectionParts(
                settings.publicUrl(),
                settings.trustedProxies(),
                adminToken::matches,
                sites,
                policies,
                texts,
                receipts,
                enrichment.apply(enricher::enrich),
                new Nonces(clock),
                new Accounting(),
                new Accounting(),
                countries::of,
                clock);

        CollectionMeters.bind(collection, telemetry.registry());

        Accounts accounts = new Accounts(pool, new Passwords(vertx, random), clock, random);
        FirstAdministrator administrator = FirstAdministrator.prepare(settings, accounts);
        HttpServerOptions options =
                PublicPort.options(settings.httpHost().orElse(administrator.defaultHost()), settings.httpPort());
        WriterLeases leases = new WriterLeases(pool);
        lifetime.owns(() -> Startup.await(leases.release()));
        Rings rings = new Rings(data.path().resolve("counters"), leases, random);
        Demo demo = Demo.prepare(settings, sites, rings, clock);
        FinishedSiteDays days = new FinishedSiteDays(sites, clock);
        FrequentValues frequent = new FrequentValues(vertx, pool, days::today, Site::bucketOf);
        lifetime.owns(frequent::stop);
        long order = ByteBuffer.wrap(secret.derive("row-order")).getLong();
        Secrets secrets = new Secrets(order, new Sealing(secret.derive("sealed-cells"), random));
        AdmittedValues admitted = new AdmittedValues(vertx, pool, secrets, Site::bucketOf);
        PublicPort port =
                new PublicPort(vertx, rings, options, collection, new CountingServer.Counting(frequent, admitted));

        Merger merger = new Merger(vertx, pool, port.loops(), new SiteCrowds(sites, clock), admitted);
        merger.guardedBy(leases::renew);
        leases.start(vertx);
        lifetime.owns(() -> Startup.await(merger.stop()));
        Startup.await(merger.mergeNow());
        merger.start(settings.mergeInterval());
        MergeMeters.bind(merger, telemetry.registry());
        MinuteSweep sweep = new MinuteSweep(
                vertx, pool, () -> sites.all().stream().map(Site::id).toList(), Site::bucketOf, clock);
        lifetime.owns(sweep::stop);
        sweep.start();
        Duties duties = AtRest.duties(vertx, pool, days, secrets, Site::bucketOf);
        lifetime.owns(() -> Startup.await(duties.stop()));
        duties.start(DUTIES_INTERVAL);
        frequent.start(DUTIES_INTERVAL);

        Publishing publishing = new Publishing(pool, sites, texts, clock);
        ApiRoutes api = new ApiRoutes(
                vertx,
                Startup.await(contract),
                new ApiRoutes.Parts(
                        sites,
                        publishing,
                        new Stats(pool, clock),
                        new Reports(pool, clock),
                        Arrays.stream(Refusal.values()).collect(Collectors.toMap(Refusal::id, Refusal::type)),
                        accounts,
                        new Sessions(pool, clock, random),
                        adminToken,
                        new LoginThrottle(clock, random),
                        settings.publicUrl(),
                        merger::mergeNow,
                        keys,
                        port.scripts()::embed));
        lifetime.owns(port).open(List.of(new PolicyPages(publishing, texts)::mount, demo::mount, api::mount));
        Startup.await(DatabasePrivacy.check(pool));
        String host = settings.managementHost();
        int managementPort = settings.managementPort();
        Startup.awaitListening(
                Management.listen(vertx, host, managementPort, telemetry, Readiness.of(vertx, pool, port)),
                "FOOTFALL_MANAGEMENT_PORT",
                host,
                managementPort);
        Welcome.print(settings, administrator, data.path());
    }
}
