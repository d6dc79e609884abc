package io.footfall.count;

/**
 * How much a counter file holds; fixed when its ring is made.
 *
 * @param slots cells, a power of two; three quarters of them are used at most
 * @param units units of 28 bytes of text, a power of two; three quarters of them are used at most
 */
public record CounterSize(int slots, int units) {

    /** 98,000 cells and 49,000 units of text in 10 MiB. */
    public static final CounterSize DEFAULT = new CounterSize(1 << 17, 1 << 16);

    private static final int LARGEST = 1 << 22;

    public CounterSize {
        if (Integer.bitCount(slots) != 1 || Integer.bitCount(units) != 1 || slots > LARGEST || units > LARGEST) {
            throw new IllegalArgumentException("slots and units are powers of two, at most " + LARGEST);
        }
    }

    /** Bytes of a file of this size. */
    public int bytes() {
        return Math.addExact(CounterLayout.slotsAt(units), Math.multiplyExact(slots, CounterLayout.SLOT_BYTES));
    }
}
