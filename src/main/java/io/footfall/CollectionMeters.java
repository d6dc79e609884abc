package io.footfall;

import io.footfall.ingest.Accounting;
import io.footfall.ingest.Refusal;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;

/** The accounting of collection as meters; at rest, {@code received = counted + repeated + tests + refused}, refused over all reasons. */
final class CollectionMeters {

    private CollectionMeters() {}

    static void bind(Accounting accounting, MeterRegistry registry) {
        FunctionCounter.builder("footfall.collect.received", accounting, Accounting::received)
                .description("requests to /collect/events")
                .register(registry);
        FunctionCounter.builder("footfall.collect.counted", accounting, Accounting::counted)
                .description("requests that were counted")
                .register(registry);
        FunctionCounter.builder("footfall.collect.repeated", accounting, Accounting::repeated)
                .description("requests that had been counted before")
                .register(registry);
        FunctionCounter.builder("footfall.collect.tests", accounting, Accounting::tests)
                .description("requests of test origins, which are not counted")
                .register(registry);
        TimeGauge.builder("footfall.collect.longest", accounting, TimeUnit.NANOSECONDS, Accounting::longestNanos)
                .description("longest time for which a request kept its event loop, since the last reading")
                .register(registry);
        for (Refusal reason : Refusal.values()) {
            FunctionCounter.builder("footfall.collect.refused", accounting, a -> a.refused(reason))
                    .description("requests that were not counted, by reason")
                    .tag("reason", reason.type())
                    .register(registry);
        }
    }
}
