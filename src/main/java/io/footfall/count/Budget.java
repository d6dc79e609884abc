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

    /** Values that passed lately, as hashes. */
    private static final int RECENT = 1 << 14;

    /** Values that are the same object again and again, as those of lists are: their hashes. */
    private static final int SAME = 1 << 10;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final Admitted admitted;
    private final int limit;
    private final Map<Integer, SiteBudget> sites = new HashMap<>();
    private final long[] recent = new long[RECENT];
    private final @Nullable Value[] same = new Value[SAME];
    private final long[] sameHash = new long[SAME];
    private SiteBudget site;
    private long siteDay;
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
        siteDay = ((long) nextSite << 32 | day) * GOLDEN;
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
        long hash = family.hash(textHash(value));
        int place = (int) hash & (RECENT - 1);
        if (recent[place] == (hash ^ siteDay)) {
            return true;
        }
        boolean passes = passes(family, hash);
        if (passes) {
            recent[place] = hash ^ siteDay;
        }
        return passes;
    }

    @SuppressWarnings("ReferenceEquality") // another object of the same text is hashed, which is slower and as right
    private long textHash(Value value) {
        int place = value.hashCode() & (SAME - 1);
        if (same[place] != value) {
            same[place] = value;
            sameHash[place] = Family.textHash(admitted.key(), value.text());
        }
        return sameHash[place];
    }

    /**
     * The same for a value within another.
     *
     * @param scope the other one, or an empty text
     */
    boolean passes(Family family, String scope, Value value) {
        return value.isReserved() || passes(family, family.hash(admitted.key(), scope, value.text()));
    }

    private boolean passes(Family family, long hash) {
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
