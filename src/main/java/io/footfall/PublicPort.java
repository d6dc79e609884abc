package io.footfall;

import io.footfall.ingest.CollectEvents;
import io.footfall.ingest.CollectRoutes;
import io.footfall.ingest.CollectionParts;
import io.footfall.ingest.ScriptFiles;
import io.footfall.merge.CountingLoop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The public port: collection, script, API and dashboard, on as many event loops as there are processors. */
final class PublicPort implements AutoCloseable {

    private static final int IDLE_SECONDS = 60;
    private static final int HEADER_BYTES = 16 * 1024;
    private static final int MOST_LOOPS = 16;

    private final Vertx vertx;
    private final HttpServerOptions options;
    private final ScriptFiles scripts;
    private final List<Rings.Ring> rings = new ArrayList<>();
    private final List<CountingServer> servers = new ArrayList<>();
    private final List<CountingLoop> loops = new ArrayList<>();
    private final List<String> deployed = new CopyOnWriteArrayList<>();
    private final List<Consumer<Router>> others = new ArrayList<>();

    PublicPort(
            Vertx vertx,
            Rings rings,
            HttpServerOptions options,
            CollectionParts collection,
            CountingServer.Counting counting)
            throws IOException {
        this.vertx = vertx;
        this.options = options;
        this.scripts = ScriptFiles.load(collection);
        int count = Math.min(Runtime.getRuntime().availableProcessors(), MOST_LOOPS);
        for (int i = 0; i < count; i++) {
            Rings.Ring ring = rings.ofLoop(i);
            CountingServer server = new CountingServer(
                    options, ring, counting, counter -> new CollectEvents(collection, counter), (router, counter) -> {
                        CollectRoutes.mount(router, collection, counter, scripts);
                        others.forEach(other -> other.accept(router));
                    });
            this.rings.add(ring);
            servers.add(server);
            loops.add(server.loop());
        }
        loops.addAll(rings.withoutLoop(count));
    }

    /** Limits that a public port needs, whoever asks. */
    static HttpServerOptions options(String host, int port) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setCompressionSupported(true)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                // Vert.x logs bytes of what is no HTTP/2; a proxy in front speaks HTTP/1.1 to us.
                .setHttp2ClearTextEnabled(false)
                .setMaxHeaderSize(HEADER_BYTES)
                .setMaxInitialLineLength(HEADER_BYTES)
                .setIdleTimeout(IDLE_SECONDS);
    }

    /** The scripts that it serves. */
    ScriptFiles scripts() {
        return scripts;
    }

    /** Everything on this node that counts. */
    List<CountingLoop> loops() {
        return List.copyOf(loops);
    }

    /** Whether some file of each loop can be written. */
    boolean countsNow() {
        return rings.stream().allMatch(ring -> ring.files().canCount());
    }

    /** Opens the port. */
    void open(List<Consumer<Router>> alsoHere) {
        others.addAll(alsoHere);
        servers.forEach(server -> Startup.awaitListening(
                vertx.deployVerticle(server).onSuccess(deployed::add),
                "FOOTFALL_HTTP_PORT",
                options.getHost(),
                options.getPort()));
    }

    @Override
    public void close() {
        List<Future<Void>> closing = deployed.stream().map(vertx::undeploy).toList();
        Startup.await(Future.join(closing));
    }
}
