package io.footfall;

import io.footfall.merge.Merger;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;

/** How the merge is doing, as meters. */
final class MergeMeters {

    private MergeMeters() {}

    static void bind(Merger merger, MeterRegistry registry) {
        TimeGauge.builder(
                        "footfall.merge.lag",
                        merger,
                        TimeUnit.MILLISECONDS,
                        m -> m.lag().toMillis())
                .description("what was counted longer ago is in the database, but for breakdowns that wait for a crowd")
                .register(registry);
        TimeGauge.builder(
                        "footfall.merge.interval",
                        merger,
                        TimeUnit.MILLISECONDS,
                        m -> m.interval().toMillis())
                .description("time between two merges: longer than set while merging takes long")
                .register(registry);
        FunctionCounter.builder("footfall.merge.failures", merger, Merger::failures)
                .description("merges that failed; what they held is merged later")
                .register(registry);
    }
}
