package io.footfall;

import io.footfall.ingest.Accounting;
import io.footfall.ingest.CollectionParts;
import io.footfall.ingest.Refusal;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * The accounting of collection as meters, of which {@code to} says the end point, {@code events} or {@code consent}; at rest, for
 * each, {@code received = counted + repeated + tests + refused}, refused over all reasons.
 */
record CollectionMeters(String to, Accounting accounting, MeterRegistry registry) {

    static void bind(CollectionParts collection, MeterRegistry registry) {
        new CollectionMeters("events", collection.accounting(), registry).bind();
        new CollectionMeters("consent", collection.decisions(), registry).bind();
        TimeGauge.builder(
                        "footfall.collect.longest",
                        collection.accounting(),
                        TimeUnit.NANOSECONDS,
                        Accounting::longestNanos)
                .description("longest time for which a request kept its event loop, since the last reading")
                .register(registry);
    }

    private void bind() {
        counter("received", "requests", Accounting::received);
        counter("counted", "requests that were counted, or got the receipt of a choice", Accounting::counted);
        counter("repeated", "requests that had been counted before", Accounting::repeated);
        counter("tests", "requests of test origins, which are not counted", Accounting::tests);
        for (Refusal reason : Refusal.values()) {
            FunctionCounter.builder("footfall.collect.refused", accounting, a -> a.refused(reason))
                    .description("requests that were not counted, by reason")
                    .tag("to", to)
                    .tag("reason", reason.type())
                    .register(registry);
        }
    }

    private void counter(String name, String description, ToDoubleFunction<Accounting> figure) {
        FunctionCounter.builder("footfall.collect." + name, accounting, figure)
                .description(description)
                .tag("to", to)
                .register(registry);
    }
}
