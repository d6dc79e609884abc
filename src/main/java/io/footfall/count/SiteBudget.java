package io.footfall.count;

import io.footfall.measure.DistinctSketch;
import io.footfall.measure.Family;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The values that a site has brought on a day and that were not known to be admitted. Owned by one event loop. */
final class SiteBudget {

    /** Until a day's admitted values are known it is asked for them at every so many questions. */
    private static final int ASK_EVERY = 16;

    private final int site;
    private final int limit;
    private final Admitted admitted;
    private final @Nullable ValueHashes[] pending = new ValueHashes[Family.ALL.size()];
    private final @Nullable DistinctSketch[] folded = new DistinctSketch[Family.ALL.size()];
    private final int[] pruned = new int[Family.ALL.size()];
    private int day = Integer.MIN_VALUE;
    private int knownDay = Integer.MIN_VALUE;
    private int asked;
    private @Nullable ValueHashes known;

    SiteBudget(int site, int limit, Admitted admitted) {
        this.site = site;
        this.limit = limit;
        this.admitted = admitted;
    }

    int site() {
        return site;
    }

    int day() {
        return day;
    }

    /** How many pending values there are. */
    int size() {
        int size = 0;
        for (ValueHashes hashes : pending) {
            size += hashes == null ? 0 : hashes.size();
        }
        return size;
    }

    /** Goes on to a day; whether it is another one. What was known of the one before holds until more is known. */
    boolean begin(int today) {
        boolean next = today > day;
        if (next) {
            day = today;
            asked = 0;
            Arrays.fill(pending, null);
            Arrays.fill(folded, null);
        }
        if (knownDay != day && asked++ % ASK_EVERY == 0) {
            ask();
        }
        return next;
    }

    private void ask() {
        ValueHashes now = admitted.of(site, day);
        if (now != null) {
            known = now;
            knownDay = day;
            Arrays.fill(pruned, 0);
        }
    }

    /** Forgets what is known to be admitted. */
    void prune() {
        for (int i = 0; i < pending.length; i++) {
            ValueHashes hashes = pending[i];
            pending[i] = hashes == null ? null : hashes.without(known);
        }
    }

    boolean holds(Family family, long hash) {
        ValueHashes there = pending[family.index()];
        return (known != null && known.contains(hash)) || (there != null && there.contains(hash));
    }

    /** Adds a pending value, unless there are too many. */
    boolean add(Family family, long hash) {
        int index = family.index();
        ValueHashes there = pending[index];
        if (there == null) {
            there = new ValueHashes();
            pending[index] = there;
        }
        if (there.size() >= limit && known != null && known.size() > pruned[index]) {
            pruned[index] = known.size();
            there = there.without(known);
            pending[index] = there;
        }
        return there.size() < limit && there.add(hash);
    }

    /** A value becomes (other). */
    void fold(Family family, long hash) {
        DistinctSketch sketch = folded[family.index()];
        if (sketch == null) {
            sketch = admitted.folded(site, day, family);
            folded[family.index()] = sketch;
        }
        sketch.add(hash);
    }
}
