package io.footfall.merge;

import io.footfall.count.Cell;
import io.footfall.measure.Family;
import io.footfall.measure.Value;
import io.footfall.merge.CellSums.Group;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A value that wants its own rows on a site's day.
 *
 * @param scope the value that it is within, or an empty text
 */
record Candidate(int site, int day, Family family, String scope, String text) {

    /** All that are in the breakdowns of crowds; what is less than a crowd is sealed, and not decided. */
    static Set<Candidate> all(Leaving leaving) {
        Set<Candidate> all = new HashSet<>();
        for (Cell cell : leaving.cells().keySet()) {
            if (!cell.cube().total() && leaving.crowds().contains(Group.of(cell))) {
                first(cell).ifPresent(all::add);
                second(cell).ifPresent(all::add);
            }
        }
        return all;
    }

    /** The value that the first key of a cell is. */
    static Optional<Candidate> first(Cell cell) {
        return Family.ofFirst(cell.cube()).flatMap(family -> of(cell, family, cell.a(), ""));
    }

    /** The value that the second key of a cell is. */
    static Optional<Candidate> second(Cell cell) {
        return Family.ofSecond(cell.cube())
                .flatMap(family ->
                        of(cell, family, cell.b(), family.within() && cell.a() instanceof Cell.Text a ? a.text() : ""));
    }

    private static Optional<Candidate> of(Cell cell, Family family, Cell.Key key, String scope) {
        return key instanceof Cell.Text text && isOwn(text.text())
                ? Optional.of(new Candidate(cell.site(), cell.day(), family, scope, text.text()))
                : Optional.empty();
    }

    /** What stands for others is no value of its own; what is not clean was never counted, and is for quarantine. */
    private static boolean isOwn(String text) {
        return Value.isClean(text) && !Value.of(text).isReserved();
    }

    Group group() {
        return new Group(site, day);
    }

    long hash(long key) {
        return family.hash(key, scope, text);
    }

    /** The property of a property's value; empty where it is within nothing. */
    Optional<Candidate> around() {
        return scope.isEmpty() ? Optional.empty() : Optional.of(new Candidate(site, day, Family.PROPERTY, "", scope));
    }

    /** Its texts as those of a cell: its own first. */
    Cell asCell() {
        Cell.Key b = scope.isEmpty() ? new Cell.Numeric(0) : new Cell.Text(scope);
        return new Cell(site, day, family.home(), new Cell.Text(text), b);
    }
}
