package io.footfall.merge;

import io.footfall.count.Cell;
import java.util.Map;

/** The numbers under which the texts of some cells are interned. */
record ValueIds(Map<SiteText, Integer> ids) {

    /** A text of a site. */
    record SiteText(int site, String text) {}

    /** What stands for a key in the tables. */
    int key(Cell cell, Cell.Key key) {
        if (key instanceof Cell.Numeric numeric) {
            return numeric.number();
        }
        SiteText text = new SiteText(cell.site(), ((Cell.Text) key).text());
        Integer id = ids.get(text);
        if (id == null) {
            throw new IllegalStateException("a text of a cell has not been interned");
        }
        return id;
    }
}
