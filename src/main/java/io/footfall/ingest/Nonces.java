package io.footfall.ingest;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The bodies that were counted within the last ten minutes, by site and nonce, so that a repeat is answered and not counted again.
 * In memory, bounded, and nowhere else. Used by all event loops, without locks but where a table is added.
 *
 * <p>A nonce is kept as 64 mixed bits, 8 bytes in a table that is at most half full: of a period, which lasts ten minutes, and of
 * the one before. Beyond {@value #MOST} in a period, older ones are forgotten early. Two bodies of ten minutes share their bits by
 * chance once in some ten million periods at 5,000 events a second. Two threads that add the same nonce in the very moment in which
 * a table is added may both hear that it is new.
 */
public final class Nonces {

    private static final long KEPT = Duration.ofMinutes(10).toMillis();

    /** Nonces of one period, in all of its tables; 64 MiB of two periods. */
    private static final int MOST = 1 << 21;

    /** Slots of the first table of a period. */
    private static final int SMALLEST = 1 << 12;

    private final InstantSource clock;
    private volatile Period now;
    private volatile Period before;

    public Nonces(InstantSource clock) {
        this.clock = clock;
        this.now = new Period(clock.millis());
        this.before = now;
    }

    /** Remembers a nonce; false when it was there already. */
    boolean add(int site, long nonce) {
        Period period = current();
        long bits = bits(site, nonce);
        Period earlier = before;
        return (earlier == period || !earlier.has(bits)) && period.add(bits);
    }

    /** Forgets a nonce whose body was not counted after all. */
    void remove(int site, long nonce) {
        now.remove(bits(site, nonce));
    }

    /** How many slots there are, of 8 bytes each. */
    int slots() {
        Period earlier = before;
        return now.slots() + (earlier == now ? 0 : earlier.slots());
    }

    private Period current() {
        Period period = now;
        long age = clock.millis() - period.since;
        return age < KEPT && age >= 0 && period.hasRoom() ? period : turned();
    }

    private synchronized Period turned() {
        long time = clock.millis();
        Period period = now;
        long age = time - period.since;
        if (age >= KEPT || age < 0 || !period.hasRoom()) {
            before = period;
            now = new Period(time);
        }
        return now;
    }

    /** Never 0 or 1, which stand for no nonce and for one that was removed. */
    private static long bits(int site, long nonce) {
        long mixed = (nonce + site * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        mixed ^= mixed >>> 31;
        return mixed >>> 1 == 0 ? 2 : mixed;
    }

    /** Tables, each twice as large as the one before; a nonce is in one of them. */
    private static final class Period {

        private final long since;
        private volatile List<NonceTable> tables = List.of(new NonceTable(SMALLEST));

        Period(long since) {
            this.since = since;
        }

        boolean hasRoom() {
            NonceTable last = last();
            return last.size() < MOST || !last.isHalfFull();
        }

        boolean has(long bits) {
            for (NonceTable table : tables) {
                if (table.has(bits)) {
                    return true;
                }
            }
            return false;
        }

        boolean add(long bits) {
            NonceTable last = last();
            if (last.isHalfFull()) {
                last = grown(last);
            }
            for (NonceTable table : tables) {
                if (table != last && table.has(bits)) {
                    return false;
                }
            }
            return last.add(bits);
        }

        void remove(long bits) {
            tables.forEach(table -> table.remove(bits));
        }

        int slots() {
            return tables.stream().mapToInt(NonceTable::size).sum();
        }

        private NonceTable last() {
            List<NonceTable> all = tables;
            return all.get(all.size() - 1);
        }

        private synchronized NonceTable grown(NonceTable full) {
            if (last() == full) {
                List<NonceTable> more = new ArrayList<>(tables);
                more.add(new NonceTable(2 * full.size()));
                tables = List.copyOf(more);
            }
            return last();
        }
    }
}
