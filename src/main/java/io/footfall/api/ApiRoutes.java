package io.footfall.api;

import io.footfall.account.Accounts;
import io.footfall.account.AdminToken;
import io.footfall.account.LoginThrottle;
import io.footfall.account.Sessions;
import io.footfall.consent.Publishing;
import io.footfall.consent.SigningKeys;
import io.footfall.site.Site;
import io.footfall.site.Sites;
import io.footfall.stats.Reports;
import io.footfall.stats.Stats;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Path;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The API below {@code /api/v1/} and the dashboard below {@code /app/}. */
public final class ApiRoutes {

    private static final int LARGEST_BODY_BYTES = 64 * 1024;

    /**
     * What the API answers from.
     *
     * @param refusals names of the reasons of refusals, by number
     * @param publicUrl how browsers reach the server
     * @param merge merges now what may be merged
     * @param embed what a site's owner pastes into pages
     */
    public record Parts(
            Sites sites,
            Publishing publishing,
            Stats stats,
            Reports reports,
            Map<Integer, String> refusals,
            Accounts accounts,
            Sessions sessions,
            AdminToken token,
            LoginThrottle throttle,
            URI publicUrl,
            Supplier<Future<Void>> merge,
            SigningKeys keys,
            Function<Site, JsonObject> embed) {}

    private final Vertx vertx;
    private final Contract contract;
    private final OpenAPIContract served;
    private final Parts parts;

    /** @throws IllegalStateException if an operation of the contract has no handler, or a handler no operation */
    public ApiRoutes(Vertx vertx, ApiContract contract, Parts parts) {
        this.vertx = vertx;
        this.contract = contract.published();
        this.served = contract.served();
        this.parts = parts;
        operations();
    }

    /** Adds all routes to the public port's router; may be called once for each router. */
    public void mount(Router root) {
        root.route("/api/*").handler(ApiRoutes::headers);
        root.route("/api/*").handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY_BYTES));
        root.route("/*").subRouter(api());
        root.route("/api/*").handler(this::unknown).failureHandler(new Failures());
        DashboardFiles.mount(root);
    }

    /** The operations as routes, built from the contract. */
    Router api() {
        Access access = new Access(parts.sessions, parts.token);
        RequestBodies bodies = new RequestBodies(vertx, served);
        RouterBuilder builder = RouterBuilder.create(vertx, served);
        Map<String, Handler<RoutingContext>> handlers = operations();
        for (ApiOperation operation : contract.operations()) {
            if (!operation.collection()) {
                OpenAPIRoute route = builder.getRoute(operation.id());
                route.setDoValidation(false)
                        .setDoSecurity(false)
                        .addHandler(access.require(operation.permission()))
                        .addHandler(bodies.check(route.getOperation()))
                        .addHandler(handlers.get(operation.id()));
            }
        }
        return builder.createRouter();
    }

    /** A handler for each operation of the contract, no more and no less. */
    private Map<String, Handler<RoutingContext>> operations() {
        SessionCookies cookies = new SessionCookies(parts.publicUrl);
        List<Resource> resources = List.of(
                new ContractHandler(contract),
                new SessionHandler(parts.accounts, parts.sessions, parts.throttle, cookies),
                new SetupHandler(parts.accounts, parts.sessions, cookies),
                new SitesHandler(parts.sites),
                new PolicyHandler(parts.sites, parts.publishing),
                new StatsHandler(parts.sites, parts.stats),
                new ReportsHandler(parts.sites, parts.reports, parts.refusals),
                new MergeHandler(parts.merge),
                new KeysHandler(parts.keys),
                new EmbedHandler(parts.sites, parts.embed));
        Map<String, Handler<RoutingContext>> handlers = new HashMap<>();
        resources.forEach(resource -> handlers.putAll(resource.operations()));
        Set<String> described = contract.operations().stream()
                .filter(operation -> !operation.collection())
                .map(ApiOperation::id)
                .collect(Collectors.toSet());
        if (!described.equals(handlers.keySet())) {
            throw new IllegalStateException("the contract describes " + new TreeSet<>(described) + ", but handled are "
                    + new TreeSet<>(handlers.keySet()));
        }
        return handlers;
    }

    private static void headers(RoutingContext context) {
        context.response()
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        context.next();
    }

    private void unknown(RoutingContext context) {
        Path path = served.findPath(context.normalizedPath());
        context.fail(path == null ? 404 : 405);
    }
}
