package io.footfall.merge;

import io.footfall.count.Cell;
import java.text.Normalizer;

/**
 * Texts of cells as the tables keep them. What is counted is clean already; a file of another version, or one that a disk has
 * changed, may hold anything.
 */
final class StoredText {

    /** Below it every character is its own normal form. */
    private static final char FIRST_COMBINING = 0x300;

    private StoredText() {}

    /** Whether PostgreSQL can hold the texts of a cell: no NUL, no half of a surrogate pair. */
    static boolean canHold(Cell cell) {
        return canHold(cell.a()) && canHold(cell.b());
    }

    private static boolean canHold(Cell.Key key) {
        return !(key instanceof Cell.Text text)
                || text.text()
                        .codePoints()
                        .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    /** The same cell with texts in NFC and without spaces at their end, so that what looks alike is one row. */
    static Cell folded(Cell cell) {
        Cell.Key a = folded(cell.a());
        Cell.Key b = folded(cell.b());
        return a.equals(cell.a()) && b.equals(cell.b()) ? cell : new Cell(cell.site(), cell.day(), cell.cube(), a, b);
    }

    private static Cell.Key folded(Cell.Key key) {
        if (!(key instanceof Cell.Text text) || isFolded(text.text())) {
            return key;
        }
        return new Cell.Text(
                Normalizer.normalize(text.text(), Normalizer.Form.NFC).stripTrailing());
    }

    private static boolean isFolded(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_COMBINING) {
                return false;
            }
        }
        return text.isEmpty() || !Character.isWhitespace(text.charAt(text.length() - 1));
    }
}
