package io.footfall.stats;

import io.footfall.measure.Cube;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some cells of a cube, added up by none, one or both of their keys.
 *
 * @param byA whether each value of the first key is told
 * @param byB whether each value of the second key is told
 * @param fixed the cells that are meant; null for all
 */
record Slice(Cube cube, boolean byA, boolean byB, @Nullable Fixed fixed) {

    /** A key of a cell. */
    enum Key {
        A,
        B;

        Key other() {
            return this == A ? B : A;
        }
    }

    /**
     * Cells that have one of some texts as a key.
     *
     * @param ending texts that end so are meant too; null for none
     */
    record Fixed(Key key, List<String> texts, @Nullable String ending) {}

    /** Each value of the first key. */
    static Slice of(Cube cube) {
        return new Slice(cube, true, false, null);
    }

    /** Each value of both keys. */
    static Slice grid(Cube cube) {
        return new Slice(cube, true, true, null);
    }

    /** Each value of one key, of cells that have a text as the other. */
    static Slice of(Cube cube, Key rows, String text) {
        return new Slice(cube, rows == Key.A, rows == Key.B, new Fixed(rows.other(), List.of(text), null));
    }

    /** The sum of cells that have a text as first key. */
    static Slice sum(Cube cube, String text) {
        return new Slice(cube, false, false, new Fixed(Key.A, List.of(text), null));
    }

    /** The same cells, the first key told too. */
    Slice andA() {
        return new Slice(cube, true, byB, fixed);
    }

    /** The same cells, the second key told too. */
    Slice andB() {
        return new Slice(cube, byA, true, fixed);
    }
}
