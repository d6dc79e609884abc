package io.footfall;

import io.footfall.count.Admitted;
import io.footfall.count.CountedTotals;
import io.footfall.count.Counter;
import io.footfall.ingest.CollectEvents;
import io.footfall.measure.Frequent;
import io.footfall.merge.CountingLoop;
import io.footfall.web.Problem;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public port on one event loop, with the loop's own counter. All of them share the port; nothing else is shared but what is
 * immutable or made for many threads.
 */
final class CountingServer extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(CountingServer.class);

    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?!\\p{XDigit}{2})");

    private final HttpServerOptions options;
    private final Rings.Ring ring;
    private final Counter counter;
    private final Function<Counter, Handler<HttpServerRequest>> events;
    private final BiConsumer<Router, Counter> routes;
    private @Nullable HttpServer server;

    /** Which values are counted in pairs, and which are admitted. */
    record Counting(Frequent frequent, Admitted admitted) {}

    /**
     * @param counting which values are counted as themselves
     * @param events answers what browsers report: without a router, since there is nothing as frequent
     * @param routes mounts everything else that answers on the port
     */
    CountingServer(
            HttpServerOptions options,
            Rings.Ring ring,
            Counting counting,
            Function<Counter, Handler<HttpServerRequest>> events,
            BiConsumer<Router, Counter> routes) {
        this.options = options;
        this.ring = ring;
        this.counter = new Counter(ring.files(), counting.frequent(), counting.admitted());
        this.events = events;
        this.routes = routes;
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        routes.accept(router, counter);
        router.errorHandler(500, CountingServer::failed);
        Handler<HttpServerRequest> collect = events.apply(counter);
        return vertx.createHttpServer(options)
                .requestHandler(request -> {
                    if (HttpMethod.POST.equals(request.method()) && CollectEvents.PATH.equals(request.path())) {
                        collect.handle(request);
                    } else {
                        route(request, router);
                    }
                })
                .listen()
                .onSuccess(listening -> server = listening);
    }

    /** The router would fail on a broken escape, and log it. */
    private static void route(HttpServerRequest request, Router router) {
        String path = request.path();
        String decoded = path != null && path.startsWith("/api/") ? request.uri() : path; // others read no query
        if (decoded == null || BROKEN_ESCAPE.matcher(decoded).find()) {
            new Problem(400, "malformed", "The request cannot be read", "send an address that can be decoded")
                    .send(request.response());
        } else {
            router.handle(request);
        }
    }

    /** A failure's message can hold what was sent: only its type is told. */
    private static void failed(RoutingContext routing) {
        Throwable failure = routing.failure();
        LOG.error(
                "a request failed: {}",
                failure == null ? "unknown" : failure.getClass().getName());
        if (!routing.response().headWritten()) {
            new Problem(500, "failed", "The server failed", "repeat later").send(routing.response());
        }
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.close();
    }

    /** This loop as the merge sees it. */
    CountingLoop loop() {
        return new CountingLoop(ring.folder(), ring.files(), this::seal, this::totals);
    }

    private Future<Optional<CountedTotals>> totals() {
        Context loop = context;
        if (loop == null) {
            return Future.succeededFuture(Optional.empty());
        }
        Promise<Optional<CountedTotals>> totals = Promise.promise();
        loop.runOnContext(v -> totals.complete(counter.totals()));
        return totals.future();
    }

    /** Before the loop runs, nothing is written: the next merge finds it. */
    private Future<Void> seal(boolean alsoEmpty) {
        Context loop = context;
        if (loop == null) {
            return Future.succeededFuture();
        }
        Promise<Void> sealed = Promise.promise();
        loop.runOnContext(v -> {
            counter.seal(alsoEmpty);
            sealed.complete();
        });
        return sealed.future();
    }
}
