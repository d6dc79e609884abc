package io.footfall.ops;

import io.vertx.core.Vertx;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.spi.metrics.DatagramSocketMetrics;
import io.vertx.core.spi.metrics.EventBusMetrics;
import io.vertx.core.spi.metrics.HttpClientMetrics;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.TCPMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The meters of Vert.x without some requests, which somebody else counts: timing one and finding its meters takes longer than parsing it.
 * Bytes are not counted at all, as nothing tells of which request they are.
 *
 * @param unmetered of a request's URI
 */
record PartlyMetered(VertxMetrics all, Predicate<String> unmetered) implements VertxMetrics {

    @Override
    public @Nullable HttpServerMetrics<?, ?, ?> createHttpServerMetrics(
            HttpServerOptions options, SocketAddress address) {
        HttpServerMetrics<?, ?, ?> metrics = all.createHttpServerMetrics(options, address);
        return metrics == null ? null : new Server<>(metrics, unmetered);
    }

    @Override
    public EventBusMetrics<?> createEventBusMetrics() {
        return all.createEventBusMetrics();
    }

    @Override
    public ClientMetrics<?, ?, ?> createClientMetrics(SocketAddress address, String type, String namespace) {
        return all.createClientMetrics(address, type, namespace);
    }

    @Override
    public HttpClientMetrics<?, ?, ?> createHttpClientMetrics(HttpClientOptions options) {
        return all.createHttpClientMetrics(options);
    }

    @Override
    public TCPMetrics<?> createNetServerMetrics(NetServerOptions options, SocketAddress address) {
        return all.createNetServerMetrics(options, address);
    }

    @Override
    public TCPMetrics<?> createNetClientMetrics(NetClientOptions options) {
        return all.createNetClientMetrics(options);
    }

    @Override
    public DatagramSocketMetrics createDatagramSocketMetrics(DatagramSocketOptions options) {
        return all.createDatagramSocketMetrics(options);
    }

    @Override
    public PoolMetrics<?, ?> createPoolMetrics(String type, String name, int most) {
        return all.createPoolMetrics(type, name, most);
    }

    @Override
    public void vertxCreated(Vertx vertx) {
        all.vertxCreated(vertx);
    }

    @Override
    public boolean isMetricsEnabled() {
        return all.isMetricsEnabled();
    }

    @Override
    public void close() {
        all.close();
    }

    /** Of one server; a request that is not metered has no object here. */
    private record Server<R, W, S>(HttpServerMetrics<R, W, S> all, Predicate<String> unmetered)
            implements HttpServerMetrics<R, W, S> {

        @Override
        public @Nullable R requestBegin(S socket, HttpRequest request) {
            return unmetered.test(request.uri()) ? null : all.requestBegin(socket, request);
        }

        @Override
        public void requestEnd(@Nullable R metric, HttpRequest request, long bytes) {
            if (metric != null) {
                all.requestEnd(metric, request, bytes);
            }
        }

        @Override
        public void requestReset(@Nullable R metric) {
            if (metric != null) {
                all.requestReset(metric);
            }
        }

        @Override
        public void responseBegin(@Nullable R metric, HttpResponse response) {
            if (metric != null) {
                all.responseBegin(metric, response);
            }
        }

        @Override
        public R responsePushed(S socket, HttpMethod method, String uri, HttpResponse response) {
            return all.responsePushed(socket, method, uri, response);
        }

        @Override
        public void responseEnd(@Nullable R metric, @Nullable HttpResponse response, long bytes) {
            if (metric != null) {
                all.responseEnd(metric, response, bytes);
            }
        }

        @Override
        public void requestRouted(@Nullable R metric, String route) {
            if (metric != null) {
                all.requestRouted(metric, route);
            }
        }

        @Override
        public S connected(SocketAddress address, String name) {
            return all.connected(address, name);
        }

        @Override
        public void disconnected(S socket, SocketAddress address) {
            all.disconnected(socket, address);
        }

        @Override
        public void exceptionOccurred(S socket, SocketAddress address, Throwable failure) {
            all.exceptionOccurred(socket, address, failure);
        }

        @Override
        public void close() {
            all.close();
        }
    }
}
