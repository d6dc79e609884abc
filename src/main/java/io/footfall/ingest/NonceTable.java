package io.footfall.ingest;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** A set of 64 bits each, by open addressing; threads add by compare-and-set. Its user stops adding when it is half full. */
final class NonceTable {

    private static final long FREE = 0;
    private static final long REMOVED = 1;

    private final AtomicLongArray slots;
    private final AtomicInteger used = new AtomicInteger();

    /** @param size slots, a power of two */
    NonceTable(int size) {
        slots = new AtomicLongArray(size);
    }

    int size() {
        return slots.length();
    }

    boolean isHalfFull() {
        return used.get() * 2 >= slots.length();
    }

    /** Adds; false when it was there already. */
    boolean add(long bits) {
        for (int at = home(bits); ; at = next(at)) {
            long there = slots.get(at);
            if (there == bits) {
                return false;
            }
            if (there == FREE) {
                if (slots.compareAndSet(at, FREE, bits)) {
                    used.incrementAndGet();
                    return true;
                }
                if (slots.get(at) == bits) {
                    return false;
                }
            }
        }
    }

    boolean has(long bits) {
        return find(bits) >= 0;
    }

    /** The slot stays used, so that what lies behind it is still found. */
    void remove(long bits) {
        int at = find(bits);
        if (at >= 0) {
            slots.set(at, REMOVED);
        }
    }

    private int find(long bits) {
        for (int at = home(bits); ; at = next(at)) {
            long there = slots.get(at);
            if (there == bits) {
                return at;
            }
            if (there == FREE) {
                return -1;
            }
        }
    }

    private int home(long bits) {
        return (int) (bits >>> 32) & (slots.length() - 1);
    }

    private int next(int at) {
        return (at + 1) & (slots.length() - 1);
    }
}
