package io.footfall.measure;

/** Which values enough visits of a site have, so that pairs of them may be counted. Asked on event loops: it never waits. */
@FunctionalInterface
public interface Frequent {

    /** No value is: pairs hold {@link Value#FEW} only. */
    Frequent NOTHING = (site, single, value) -> false;

    /** Every value is, for sites without visitors to protect. */
    Frequent EVERYTHING = (site, single, value) -> true;

    /**
     * Whether a value is frequent.
     *
     * @param site number of the site
     * @param single the cube of the value alone, such as {@code Cubes.by(SOURCE)} or {@link Cubes#PAGE}
     */
    boolean isFrequent(int site, Cube single, Value value);
}
