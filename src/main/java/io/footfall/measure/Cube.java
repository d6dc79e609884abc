package io.footfall.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of cell: what its two keys mean and what it adds up.
 *
 * @param id stable number, stored in counter files and in the database
 * @param name for people
 * @param a what the first key is
 * @param b what the second key is
 * @param measures at most {@value #MAX_MEASURES}, in the order of the stored columns
 * @param definition what else is known of it
 */
public record Cube(int id, String name, Key a, Key b, List<Measure> measures, CubeDefinition definition) {

    /** The most measures of a cell: the counter file has so many columns. */
    public static final int MAX_MEASURES = 5;

    /** The number that stands for "never before" where a key is a previous day or a distance. */
    public static final int NEVER = -1;

    /** What a key of a cell is. */
    public enum Key {
        /** Always 0. */
        NONE,
        /** A number with its meaning in the cube: an hour, a day, a distance. */
        NUMBER,
        /** A {@link Value}, interned. */
        VALUE
    }

    public Cube {
        measures = List.copyOf(measures);
        if (measures.isEmpty() || measures.size() > MAX_MEASURES) {
            throw new IllegalArgumentException("a cube has 1 to " + MAX_MEASURES + " measures: " + name);
        }
    }

    /** Whether its cells say nothing about a single visit's attributes, and so may merge at once; all others wait for a crowd. */
    public boolean total() {
        return definition.total();
    }

    /** Whether its cells hold two values together, and are shown from the threshold of pairs on. */
    public boolean pair() {
        return definition.pair();
    }

    /** The column of a measure. */
    public int column(Measure measure) {
        int column = measures.indexOf(measure);
        if (column < 0) {
            throw new IllegalArgumentException(name + " does not hold " + measure);
        }
        return column;
    }

    /** By number: there is one cube of each. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cube cube && cube.id == id;
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return name;
    }
}
