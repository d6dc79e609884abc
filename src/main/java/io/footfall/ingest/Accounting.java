package io.footfall.ingest;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * What this node did with requests to an end point of collection since its start. At rest:
 *
 * <pre>received = counted + repeated + tests + sum of refused</pre>
 */
public final class Accounting {

    private final LongAdder received = new LongAdder();
    private final LongAdder counted = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder tests = new LongAdder();
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);
    private final Map<Refusal, LongAdder> refused = new EnumMap<>(Refusal.class);

    public Accounting() {
        for (Refusal reason : Refusal.values()) {
            refused.put(reason, new LongAdder());
        }
    }

    void receive() {
        received.increment();
    }

    void count() {
        counted.increment();
    }

    /** @param nanos for which a request has kept its event loop from other work, at a stretch */
    void tookUp(long nanos) {
        longest.accumulate(nanos);
    }

    void repeat() {
        repeated.increment();
    }

    void test() {
        tests.increment();
    }

    void refuse(Refusal reason) {
        adder(reason).increment();
    }

    private LongAdder adder(Refusal reason) {
        LongAdder adder = refused.get(reason);
        if (adder == null) {
            throw new IllegalStateException("no counter for " + reason);
        }
        return adder;
    }

    public long received() {
        return received.sum();
    }

    public long counted() {
        return counted.sum();
    }

    /** Requests that had been counted before, and were answered again. */
    public long repeated() {
        return repeated.sum();
    }

    /** Requests of test origins that were in order, answered and not counted. */
    public long tests() {
        return tests.sum();
    }

    /** The longest time for which a request has kept its event loop, nanoseconds, since the last call. */
    public long longestNanos() {
        return longest.getThenReset();
    }

    public long refused(Refusal reason) {
        return adder(reason).sum();
    }
}
