package io.footfall.count;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Decision;
import io.footfall.measure.Measure;
import io.footfall.measure.Observation;
import io.footfall.measure.Value;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Adds observations to the active counter file: each whole or not at all. Owned by one event loop; nothing here waits.
 */
public final class Counter {

    private final CounterRing ring;
    private final PendingAdditions pending = new PendingAdditions();
    private @Nullable Active active;

    public Counter(CounterRing ring) {
        this.ring = ring;
    }

    /**
     * Counts an observation.
     *
     * @return false when it was not counted, because every file of the ring waits to be merged
     */
    public boolean count(Observation observation) {
        return whole(sink -> Additions.of(observation, sink));
    }

    /**
     * Counts a request that was refused.
     *
     * @param reason the stable number of the reason
     * @return false when it was not counted, as above
     */
    public boolean refuse(int site, int day, int reason) {
        return whole(sink -> sink.add(site, day, Cubes.REFUSAL, reason, 0, Measure.REQUESTS, 1));
    }

    /**
     * Counts a decision that came without events.
     *
     * @return false when it was not counted, as above
     */
    public boolean decide(int site, int day, Decision decision) {
        int how = decision.how().id();
        return whole(sink -> sink.add(site, day, Cubes.DECISION, decision.policy(), how, Measure.REQUESTS, 1));
    }

    /**
     * Ends the active file, so that it can be merged, and goes on with a free one. Does nothing when a file still waits: so the
     * number of waiting files is bounded, and their growth by distinct cells.
     *
     * @param alsoEmpty whether to end a file in which nothing has been counted
     */
    public void seal(boolean alsoEmpty) {
        Active now = active();
        if (now != null && (alsoEmpty || !now.page.isEmpty()) && ring.sealed().isEmpty()) {
            end(now);
        }
    }

    private boolean whole(Consumer<Additions.Sink> additions) {
        Active first = active();
        if (first == null) {
            return false;
        }
        if (first.add(additions)) {
            return true;
        }
        end(first);
        Active second = active();
        return second != null && second.add(additions);
    }

    private void end(Active ended) {
        ended.file.seal();
        active = null;
    }

    private @Nullable Active active() {
        if (active == null) {
            active = ring.active().map(Active::new).orElse(null);
        }
        return active;
    }

    /** The active file during one request. */
    private final class Active implements Additions.Sink {

        private final CounterFile file;
        private final CounterPage page;
        private boolean full;

        Active(CounterFile file) {
            this.file = file;
            this.page = new CounterPage(file);
        }

        /** Adds all or nothing; false when the file is full. What a request that failed left in {@code pending} goes first. */
        boolean add(Consumer<Additions.Sink> additions) {
            full = false;
            pending.clear();
            additions.accept(this);
            if (!full) {
                pending.commit(file.bytes());
            }
            return !full;
        }

        @Override
        public int text(Value value) {
            int entry = page.entry(value);
            full |= entry == CounterPage.FULL;
            return entry;
        }

        @Override
        public void add(int site, int day, Cube cube, int a, int b, Measure measure, long delta) {
            if (full) {
                return;
            }
            int measures = page.measuresOf(site, day, cube.id(), a, b);
            if (measures == CounterPage.FULL) {
                full = true;
                return;
            }
            pending.add(file.bytes(), measures + Long.BYTES * cube.column(measure), delta);
        }
    }
}
