package io.footfall.count;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The cells of one request and what is added to them, gathered before any is looked up. Looking up is what counting costs: a cell
 * lies anywhere in memory, and waiting for one after the other should take longer than asking for all of them at once,
 * which the processor does for loads that do not depend on each other. Owned by one event loop.
 */
final class CellBatch {

    /** Of an addition: the column, whether nothing else of the request adds there, and the cell. */
    private static final int COLUMN_BITS = 3;

    private static final int COLUMN = (1 << COLUMN_BITS) - 1;
    private static final int ONCE = 1 << COLUMN_BITS;
    private static final int CELL_SHIFT = COLUMN_BITS + 1;

    /** Enough for most requests. */
    private static final int USUAL = 256;

    private long[] first = new long[USUAL];
    private long[] second = new long[USUAL];
    private long[] third = new long[USUAL];
    private int[] places = new int[USUAL];
    private int cells;

    private int[] targets = new int[USUAL];
    private long[] deltas = new long[USUAL];
    private int additions;

    void clear() {
        cells = 0;
        additions = 0;
    }

    /** The number of a cell in this batch. */
    int cell(int site, int day, int cube, int a, int b) {
        if (cells == places.length) {
            growCells();
        }
        first[cells] = CounterPage.firstKey(site, cube);
        second[cells] = CounterPage.secondKey(day, a);
        third[cells] = CounterPage.thirdKey(b);
        return cells++;
    }

    private void growCells() {
        int length = 2 * places.length;
        first = Arrays.copyOf(first, length);
        second = Arrays.copyOf(second, length);
        third = Arrays.copyOf(third, length);
        places = Arrays.copyOf(places, length);
    }

    void add(int cell, int column, long delta) {
        target(cell << CELL_SHIFT | column, delta);
    }

    void addOnce(int cell, int column, long delta) {
        target(cell << CELL_SHIFT | ONCE | column, delta);
    }

    private void target(int target, long delta) {
        if (additions == targets.length) {
            targets = Arrays.copyOf(targets, 2 * additions);
            deltas = Arrays.copyOf(deltas, 2 * additions);
        }
        targets[additions] = target;
        deltas[additions++] = delta;
    }

    /** Finds or makes all cells; false when the page is full. */
    boolean find(CounterPage page) {
        for (int i = 0; i < cells; i++) {
            places[i] = page.firstPlace(first[i], second[i], third[i]);
        }
        page.touch(places, cells);
        for (int i = 0; i < cells; i++) {
            places[i] = page.measuresOf(places[i], first[i], second[i], third[i]);
            if (places[i] == CounterPage.FULL) {
                return false;
            }
        }
        return true;
    }

    /** Gathers what is to be added to the cells that were found. */
    void addTo(PendingAdditions pending, ByteBuffer bytes) {
        for (int i = 0; i < additions; i++) {
            int target = targets[i];
            int offset = places[target >>> CELL_SHIFT] + Long.BYTES * (target & COLUMN);
            if ((target & ONCE) == 0) {
                pending.add(bytes, offset, deltas[i]);
            } else {
                pending.addOnce(bytes, offset, deltas[i]);
            }
        }
    }
}
