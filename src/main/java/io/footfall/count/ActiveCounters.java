package io.footfall.count;

import io.footfall.measure.Value;

/** The active file during one request after another: all additions of a request, or none of them. Owned by one event loop. */
final class ActiveCounters implements Additions.Sink {

    private final CounterFile file;
    private final CounterPage page;
    private final CellBatch batch;
    private final PendingAdditions pending;
    private boolean full;

    ActiveCounters(CounterFile file, CellBatch batch, PendingAdditions pending, TextCache texts) {
        this.file = file;
        this.page = new CounterPage(file, texts);
        this.batch = batch;
        this.pending = pending;
    }

    boolean isEmpty() {
        return page.isEmpty();
    }

    /** The totals as they are now. */
    CountedTotals totals() {
        return page.countedTotals();
    }

    /** Active → sealed. */
    void seal() {
        file.seal();
    }

    /** Before the additions of a request. What a request that failed left behind goes first. */
    void begin() {
        full = false;
        batch.clear();
        pending.clear();
    }

    /** Counts the additions since the beginning; false, and none of them, when the file is full. */
    boolean commit() {
        if (full || !batch.find(page)) {
            return false;
        }
        batch.addTo(pending, file.bytes());
        pending.commit(file);
        return true;
    }

    @Override
    public int text(Value value) {
        int entry = page.entry(value);
        full |= entry == CounterPage.FULL;
        return entry;
    }

    @Override
    public int cell(int site, int day, int cube, int a, int b) {
        return batch.cell(site, day, cube, a, b);
    }

    @Override
    public void add(int cell, int column, long delta) {
        batch.add(cell, column, delta);
    }

    @Override
    public void addOnce(int cell, int column, long delta) {
        batch.addOnce(cell, column, delta);
    }
}
