package io.footfall.count;

import io.footfall.measure.Cube;

/**
 * The key of one sum.
 *
 * @param site number of the site
 * @param day days since 1970 in the site's zone
 * @param cube the kind of cell
 * @param a first key
 * @param b second key
 */
public record Cell(int site, int day, Cube cube, Key a, Key b) {

    /** A key: a number or a text. */
    public sealed interface Key {}

    /** A number with its meaning in the cube; 0 where the cube has no such key. */
    public record Numeric(int number) implements Key {}

    /** A cleaned text. */
    public record Text(String text) implements Key {}
}
