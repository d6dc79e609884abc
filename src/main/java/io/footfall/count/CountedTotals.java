package io.footfall.count;

import static io.footfall.count.CounterLayout.MEASURES_IN_SLOT;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import java.nio.ByteBuffer;

/**
 * The totals of an active file at one moment, between two requests: what they have come to since the file became active. Immutable.
 * Made by the file's event loop as plain numbers, which takes some nanoseconds each; whoever reads it makes cells of them.
 */
public final class CountedTotals {

    /** Three of the key, then the measures. */
    private static final int KEY_WORDS = 3;

    private static final int WORDS = KEY_WORDS + Cube.MAX_MEASURES;

    private final long generation;
    private final long[] words;

    private CountedTotals(long generation, long[] words) {
        this.generation = generation;
        this.words = words;
    }

    /** @param slots where the totals are, {@code count} of them */
    static CountedTotals of(CounterFile file, int[] slots, int count) {
        ByteBuffer bytes = file.bytes();
        long[] words = new long[count * WORDS];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < KEY_WORDS; k++) {
                words[i * WORDS + k] = bytes.getLong(slots[i] + Long.BYTES * k);
            }
            for (int m = 0; m < Cube.MAX_MEASURES; m++) {
                words[i * WORDS + KEY_WORDS + m] = bytes.getLong(slots[i] + MEASURES_IN_SLOT + Long.BYTES * m);
            }
        }
        return new CountedTotals(file.generation(), words);
    }

    /** The place of the file in the sequence of its writer. */
    public long generation() {
        return generation;
    }

    /** Hands over each total that is not zero. */
    public void forEach(SealedCounters.CellConsumer consumer) {
        for (int at = 0; at < words.length; at += WORDS) {
            long any = 0;
            long[] measures = new long[Cube.MAX_MEASURES];
            for (int m = 0; m < measures.length; m++) {
                measures[m] = words[at + KEY_WORDS + m];
                any |= measures[m];
            }
            if (any != 0) {
                consumer.accept(cell(at), measures);
            }
        }
    }

    /** Totals have numbers for keys. */
    private Cell cell(int at) {
        int id = (int) words[at];
        Cube cube = Cubes.byId(id).orElseThrow(() -> new IllegalStateException("cube " + id + " is not known here"));
        int site = (int) (words[at] >>> 32);
        int day = (int) words[at + 1];
        Cell.Key a = new Cell.Numeric((int) (words[at + 1] >>> 32));
        return new Cell(site, day, cube, a, new Cell.Numeric((int) words[at + 2]));
    }
}
