package io.footfall.count;

import io.footfall.measure.Family;
import io.footfall.measure.Value;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many values a node takes in that are not known to be admitted: {@value #LIMIT} for a site, a day and a family on an event
 * loop, {@value #MOST} in all, which take at most 32 MB. What is admitted always passes. Owned by one event loop; nothing here waits,
 * and for values that were met lately it allocates nothing.
 */
final class Budget {

    /** The most values of a site, a day and a family that are not known to be admitted. */
    static final int LIMIT = 2_000;

    /** The most such values of all sites and families together. */
    private static final int MOST = 1_000_000;

    /** When there are too many, how many are refused until it is looked again what may be forgotten. */
    private static final int PRUNE_EVERY = 1 << 16;

    /** Values that were met lately, at places by their hash. */
    private static final int RECENT = 1 << 13;

    private final Admitted admitted;
    private final int limit;
    private final Map<Integer, SiteBudget> sites = new HashMap<>();
    private final @Nullable Value[] recent = new Value[RECENT];
    private final long[] recentOf = new long[RECENT];
    private SiteBudget site;
    private int total;
    private int refusals;

    Budget(Admitted admitted) {
        this(admitted, LIMIT);
    }

    Budget(Admitted admitted, int limit) {
        this.admitted = admitted;
        this.limit = limit;
        this.site = new SiteBudget(0, limit, admitted);
    }

    /** Goes on to an observation of a site's day. */
    void begin(int nextSite, int day) {
        if (site.site() != nextSite) {
            SiteBudget found = sites.get(nextSite);
            if (found == null) {
                found = new SiteBudget(nextSite, limit, admitted);
                sites.put(nextSite, found);
            }
            site = found;
        }
        if (site.begin(day)) {
            forget();
        }
    }

    /** Forgets what is of days before. */
    private void forget() {
        sites.values().removeIf(other -> other.day() < site.day() - 1);
        total = 0;
        sites.values().forEach(other -> total += other.size());
    }

    private void prune() {
        sites.values().forEach(SiteBudget::prune);
        forget();
    }

    /** Whether a value may stand for itself; {@link Value#OTHER} stands for it if not. */
    boolean passes(Family family, Value value) {
        if (value.isReserved()) {
            return true;
        }
        long of = (long) site.site() << 32 | (long) (site.day() & 0xFFFFFF) << 8 | family.index();
        int place = (int) (((value.hashCode() ^ of) * 0x9E3779B97F4A7C15L) >>> 40) & (RECENT - 1);
        if (recentOf[place] == of && value.equals(recent[place])) {
            return true;
        }
        boolean passes = passes(family, "", value);
        if (passes) {
            recent[place] = value;
            recentOf[place] = of;
        }
        return passes;
    }

    /**
     * The same for a value within another.
     *
     * @param scope the other one, or an empty text
     */
    boolean passes(Family family, String scope, Value value) {
        if (value.isReserved()) {
            return true;
        }
        long hash = family.hash(admitted.key(), scope, value.text());
        if (site.holds(family, hash)) {
            return true;
        }
        if (total >= MOST && refusals++ % PRUNE_EVERY == 0) {
            prune();
        }
        if (total < MOST && site.add(family, hash)) {
            total++;
            return true;
        }
        site.fold(family, hash);
        return false;
    }
}
