package io.footfall.count;

import io.footfall.measure.Decision;
import io.footfall.measure.Frequent;
import io.footfall.measure.Observation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds observations to the active counter file: each whole or not at all. Owned by one event loop; nothing here waits.
 */
public final class Counter {

    /** A request goes into the active file, or into the next one when that is full. */
    private static final int ATTEMPTS = 2;

    private final CounterRing ring;
    private final Frequent frequent;
    private final Bounded bounded;
    private final CellBatch batch = new CellBatch();
    private final PendingAdditions pending = new PendingAdditions();
    private final TextCache texts = new TextCache();
    private @Nullable Active active;

    /** A counter of a node that knows nothing of what is admitted. */
    public Counter(CounterRing ring, Frequent frequent) {
        this(ring, frequent, Admitted.NOTHING);
    }

    /**
     * @param frequent which values pairs are counted for
     * @param admitted which values are not new
     */
    public Counter(CounterRing ring, Frequent frequent, Admitted admitted) {
        this.ring = ring;
        this.frequent = frequent;
        this.bounded = new Bounded(new Budget(admitted));
    }

    private record Active(ActiveCounters counters, Additions additions) {}

    /**
     * Counts an observation.
     *
     * @return false when it was not counted, because every file of the ring waits to be merged
     */
    public boolean count(Observation observation) {
        Observation within = bounded.of(observation);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Active now = begin();
            if (now == null) {
                return false;
            }
            now.additions.of(within);
            if (commit(now)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Counts a request that was refused.
     *
     * @param reason the stable number of the reason
     * @return false when it was not counted, as above
     */
    public boolean refuse(int site, int day, int reason) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Active now = begin();
            if (now == null) {
                return false;
            }
            now.additions.refusal(site, day, reason);
            if (commit(now)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Counts a decision that came without events.
     *
     * @return false when it was not counted, as above
     */
    public boolean decide(int site, int day, Decision decision) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Active now = begin();
            if (now == null) {
                return false;
            }
            now.additions.decision(site, day, decision);
            if (commit(now)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Ends the active file, so that it can be merged, and goes on with a free one. Does nothing when a file still waits: so the
     * number of waiting files is bounded, and their growth by distinct cells.
     *
     * @param alsoEmpty whether to end a file in which nothing has been counted
     */
    public void seal(boolean alsoEmpty) {
        Active now = active();
        if (now != null
                && (alsoEmpty || !now.counters.isEmpty())
                && ring.sealed().isEmpty()) {
            end(now);
        }
    }

    /** The totals of the active file as they are now; empty where nothing has been counted in it. */
    public Optional<CountedTotals> totals() {
        Active now = active();
        return now == null || now.counters.isEmpty() ? Optional.empty() : Optional.of(now.counters.totals());
    }

    private @Nullable Active begin() {
        Active now = active();
        if (now != null) {
            now.counters.begin();
        }
        return now;
    }

    /** Counts what has been added, or ends the file that it does not fit into. */
    private boolean commit(Active now) {
        boolean counted = now.counters.commit();
        if (!counted) {
            end(now);
        }
        return counted;
    }

    private void end(Active ended) {
        ended.counters.seal();
        active = null;
    }

    private @Nullable Active active() {
        if (active == null) {
            active = ring.active().map(this::on).orElse(null);
        }
        return active;
    }

    private Active on(CounterFile file) {
        ActiveCounters counters = new ActiveCounters(file, batch, pending, texts);
        return new Active(counters, new Additions(frequent, counters));
    }
}
