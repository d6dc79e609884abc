package io.footfall.count;

import static io.footfall.count.CounterLayout.A_IN_SLOT;
import static io.footfall.count.CounterLayout.B_IN_SLOT;
import static io.footfall.count.CounterLayout.CHECKED_AT;
import static io.footfall.count.CounterLayout.CHECK_AT;
import static io.footfall.count.CounterLayout.CUBE_IN_SLOT;
import static io.footfall.count.CounterLayout.DICTIONARY_AT;
import static io.footfall.count.CounterLayout.FREE;
import static io.footfall.count.CounterLayout.MEASURES_IN_SLOT;
import static io.footfall.count.CounterLayout.SLOT_BYTES;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Whether the pages of a counter file are of one moment, looked at once when a ring is opened. The death of a process leaves them so,
 * and the redo slot finishes what was under way; the loss of power may leave any page in an older state, whichever the kernel had
 * written last.
 */
final class SoundCounters {

    private final ByteBuffer bytes;
    private final CounterSize size;
    private final SealedCounters texts;

    private SoundCounters(CounterFile file) {
        this.bytes = file.bytes();
        this.size = file.size();
        this.texts = new SealedCounters(file);
    }

    /** What is wrong with a file whose redo slot has been applied, or empty. */
    static Optional<String> fault(CounterFile file) {
        SoundCounters counters = new SoundCounters(file);
        if (file.state() == FREE) {
            return counters.isZero() ? Optional.empty() : Optional.of("it is free and holds counts");
        }
        return counters.bytes.getInt(CHECKED_AT) == 0 ? Optional.empty() : counters.mixture();
    }

    /** A free file that is not empty has lost the page that says what it holds. */
    private boolean isZero() {
        for (int at = DICTIONARY_AT; at < bytes.capacity(); at += Long.BYTES) {
            if (bytes.getLong(at) != 0) {
                return false;
            }
        }
        return true;
    }

    private Optional<String> mixture() {
        long check = 0;
        for (int at = CounterLayout.slotsAt(size.units()); at < bytes.capacity(); at += SLOT_BYTES) {
            long any = 0;
            for (int m = 0; m < Cube.MAX_MEASURES; m++) {
                int offset = at + MEASURES_IN_SLOT + Long.BYTES * m;
                long measure = bytes.getLong(offset);
                any |= measure;
                check += measure * CounterLayout.weight(offset);
            }
            if (any != 0 && !hasKeys(at)) {
                return Optional.of("a cell has lost its key");
            }
        }
        return check == bytes.getLong(CHECK_AT) ? Optional.empty() : Optional.of("its pages are of different moments");
    }

    /** A cube that is not known here is another version's, and no fault of the disk. */
    private boolean hasKeys(int at) {
        int id = bytes.getInt(at + CUBE_IN_SLOT);
        Optional<Cube> cube = Cubes.byId(id);
        if (cube.isEmpty()) {
            return id != 0;
        }
        return texts.has(cube.get().a(), bytes.getInt(at + A_IN_SLOT))
                && texts.has(cube.get().b(), bytes.getInt(at + B_IN_SLOT));
    }
}
