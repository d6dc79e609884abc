package io.footfall.count;

import static io.footfall.count.CounterLayout.A_IN_SLOT;
import static io.footfall.count.CounterLayout.B_IN_SLOT;
import static io.footfall.count.CounterLayout.CUBE_IN_SLOT;
import static io.footfall.count.CounterLayout.DAY_IN_SLOT;
import static io.footfall.count.CounterLayout.DICTIONARY_AT;
import static io.footfall.count.CounterLayout.FIRST;
import static io.footfall.count.CounterLayout.INT;
import static io.footfall.count.CounterLayout.LENGTH_MASK;
import static io.footfall.count.CounterLayout.LONG;
import static io.footfall.count.CounterLayout.MEASURES_IN_SLOT;
import static io.footfall.count.CounterLayout.NEXT;
import static io.footfall.count.CounterLayout.SITE_IN_SLOT;
import static io.footfall.count.CounterLayout.SLOT_BYTES;
import static io.footfall.count.CounterLayout.UNIT_BYTES;
import static io.footfall.count.CounterLayout.UNIT_TEXT_BYTES;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A sealed counter file, for reading: nothing writes to it until it is {@linkplain #release released}. */
public final class SealedCounters {

    private static final Set<Cube> DIMENSIONS_AND_DAYS =
            Arrays.stream(Dimension.values()).map(Cubes::returnsBy).collect(Collectors.toUnmodifiableSet());

    private final CounterFile file;

    SealedCounters(CounterFile file) {
        this.file = file;
    }

    public UUID writer() {
        return file.writer();
    }

    /** The place of this file in the sequence of its writer, from 1. */
    public long generation() {
        return file.generation();
    }

    /** Forces the file to the disk: what it holds survives the loss of power from now on. */
    public void force() {
        file.bytes().force();
    }

    /**
     * Hands over each cell with a count, in the order of hashed positions.
     *
     * @return how many cells were passed over because their text is not there: pages that the disk lost with the power
     */
    public int forEach(CellConsumer consumer) {
        int[] lost = {0};
        Texts texts = new Texts(file.size().units());
        forEachSlot(at -> {
            long[] measures = measures(file.bytes(), at);
            if (measures != null) {
                Cell cell = cell(at, texts);
                if (cell == null) {
                    lost[0]++;
                } else {
                    consumer.accept(cell, measures);
                }
            }
        });
        return lost[0];
    }

    /** Hands over the cells of one cube, passing over those whose text is not there. */
    public void forEachOf(Cube cube, CellConsumer consumer) {
        Texts texts = new Texts(file.size().units());
        forEachSlot(at -> {
            if ((int) INT.get(file.bytes(), at + CUBE_IN_SLOT) == cube.id()) {
                long[] measures = measures(file.bytes(), at);
                Cell cell = measures == null ? null : cell(at, texts);
                if (measures != null && cell != null) {
                    consumer.accept(cell, measures);
                }
            }
        });
    }

    private void forEachSlot(IntConsumer slot) {
        int slots = file.size().slots();
        int slotsAt = CounterLayout.slotsAt(file.size().units());
        for (int i = 0; i < slots; i++) {
            int at = slotsAt + i * SLOT_BYTES;
            if ((int) INT.get(file.bytes(), at + CUBE_IN_SLOT) != 0) {
                slot.accept(at);
            }
        }
    }

    /** The texts that have been read, by entry: many cells share one. */
    private static final class Texts {
        private final Cell.@Nullable Key[] known;

        Texts(int units) {
            known = new Cell.Key[units + 1];
        }
    }

    static long @Nullable [] measures(ByteBuffer bytes, int at) {
        long any = 0;
        long[] measures = new long[Cube.MAX_MEASURES];
        for (int m = 0; m < measures.length; m++) {
            measures[m] = (long) LONG.get(bytes, at + MEASURES_IN_SLOT + 8 * m);
            any |= measures[m];
        }
        return any == 0 ? null : measures;
    }

    private @Nullable Cell cell(int at, Texts texts) {
        ByteBuffer bytes = file.bytes();
        int cubeId = (int) INT.get(bytes, at + CUBE_IN_SLOT);
        Cube cube = Cubes.byId(cubeId)
                .orElseThrow(() -> new IllegalStateException("a counter file holds cube " + cubeId + ", unknown here"));
        int site = (int) INT.get(bytes, at + SITE_IN_SLOT);
        int day = (int) INT.get(bytes, at + DAY_IN_SLOT);
        Cell.Key a = key(cube.a(), (int) INT.get(bytes, at + A_IN_SLOT), texts);
        int second = (int) INT.get(bytes, at + B_IN_SLOT);
        Cell.Key b = key(cube.b(), file.isEarlier() ? days(cube, second) : second, texts);
        return a == null || b == null ? null : new Cell(site, day, cube, a, b);
    }

    /** Version 1 held ranges of days: the first day of a range stands for it. */
    private static int days(Cube cube, int range) {
        return DIMENSIONS_AND_DAYS.contains(cube) ? CounterLayout.EARLIER_AWAY[range] : range;
    }

    private Cell.@Nullable Key key(Cube.Key kind, int stored, Texts texts) {
        if (kind != Cube.Key.VALUE) {
            return new Cell.Numeric(stored);
        }
        if (!hasText(stored)) {
            return null;
        }
        Cell.Key known = texts.known[stored];
        if (known == null) {
            known = text(stored);
            texts.known[stored] = known;
        }
        return known;
    }

    /** Whether a key is whole. */
    boolean has(Cube.Key kind, int stored) {
        return kind != Cube.Key.VALUE || hasText(stored);
    }

    /** Every unit of a text has to be there: a page boundary may lie between two. */
    private boolean hasText(int entry) {
        ByteBuffer bytes = file.bytes();
        int units = file.size().units();
        if (entry < 1 || entry > units) {
            return false;
        }
        int tag = (int) INT.get(bytes, DICTIONARY_AT + (entry - 1) * UNIT_BYTES);
        int used = ((tag & LENGTH_MASK) + UNIT_TEXT_BYTES - 1) / UNIT_TEXT_BYTES;
        if ((tag & FIRST) == 0 || entry - 1 + used > units) {
            return false;
        }
        for (int i = 1; i < used; i++) {
            if ((int) INT.get(bytes, DICTIONARY_AT + (entry - 1 + i) * UNIT_BYTES) != NEXT) {
                return false;
            }
        }
        return true;
    }

    private Cell.Text text(int entry) {
        ByteBuffer bytes = file.bytes();
        int unit = entry - 1;
        int tag = (int) INT.get(bytes, DICTIONARY_AT + unit * UNIT_BYTES);
        byte[] text = new byte[tag & LENGTH_MASK];
        for (int i = 0; i < text.length; i += UNIT_TEXT_BYTES) {
            int from = DICTIONARY_AT + (unit + i / UNIT_TEXT_BYTES) * UNIT_BYTES + 4;
            bytes.get(from, text, i, Math.min(UNIT_TEXT_BYTES, text.length - i));
        }
        return new Cell.Text(new String(text, StandardCharsets.UTF_8));
    }

    /** Empties the file and gives it back to its writer. Everything in it has been merged. */
    public void release() {
        file.release();
    }

    /** Takes a cell and its measures, in the order of its cube. */
    @FunctionalInterface
    public interface CellConsumer {
        void accept(Cell cell, long[] measures);
    }
}
