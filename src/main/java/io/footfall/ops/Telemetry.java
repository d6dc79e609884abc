package io.footfall.ops;

import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.function.Predicate;

/**
 * The meters of this process: of the Java runtime, of Vert.x, and whatever the parts register. No tag is ever taken from
 * a request: no path, no address, and no method either, as a client can make that one up.
 */
public final class Telemetry implements AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collector = new JvmGcMetrics();

    public Telemetry() {
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collector.bindTo(registry);
    }

    /** Where parts register their meters. */
    public PrometheusMeterRegistry registry() {
        return registry;
    }

    /**
     * A Vert.x that reports here.
     *
     * @param unmetered which requests have no meters, by URI: those that are counted elsewhere
     */
    public Vertx vertx(VertxOptions options, Predicate<String> unmetered) {
        var metrics = new MicrometerMetricsOptions()
                .setEnabled(true)
                .setLabels(EnumSet.of(Label.HTTP_CODE, Label.POOL_TYPE, Label.POOL_NAME));
        return Vertx.builder()
                .with(new VertxOptions(options).setMetricsOptions(metrics))
                .withMetrics(new MicrometerMetricsFactory(registry) {
                    @Override
                    public VertxMetrics metrics(VertxOptions given) {
                        return new PartlyMetered(super.metrics(given), unmetered);
                    }
                })
                .build();
    }

    /** A Vert.x that reports here. */
    public Vertx vertx(VertxOptions options) {
        return vertx(options, uri -> false);
    }

    @Override
    public void close() {
        collector.close();
        registry.close();
    }
}
