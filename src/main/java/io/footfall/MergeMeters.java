package io.footfall;

import io.footfall.merge.Merger;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
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
        Gauge.builder("footfall.merge.quarantine.files", merger, Merger::quarantined)
                .description("files with cells that cannot be merged; each is there until it is deleted")
                .register(registry);
        Gauge.builder("footfall.counters.damaged.files", merger, Merger::damaged)
                .description("counter files that lost pages with the power and were set aside, until they are deleted")
                .register(registry);
        FunctionCounter.builder("footfall.merge.failures", merger, Merger::failures)
                .description("merges that failed; what they held is merged later")
                .register(registry);
    }
}
