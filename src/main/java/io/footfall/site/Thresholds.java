package io.footfall.site;

/**
 * How many make a crowd. They may be raised; lowered they may be only to 1, all together, for demo and test sites, which say
 * so wherever they show numbers.
 *
 * @param value fewest visitors of a value that is shown
 * @param pair fewest visits of a pair that is shown
 * @param crowd fewest visits that leave the counter file together
 */
public record Thresholds(int value, int pair, int crowd) {

    public static final Thresholds DEFAULT = new Thresholds(3, 5, 10);

    /** For demo and test sites: everything is shown at once, nobody is hidden in a crowd. */
    public static final Thresholds OPEN = new Thresholds(1, 1, 1);

    public Thresholds {
        boolean open = value == 1 && pair == 1 && crowd == 1;
        if (!open && (value < 3 || pair < 5 || crowd < 10)) {
            throw new IllegalArgumentException(
                    "thresholds: at least value 3, pair 5, crowd 10; or all three 1 for a demo or test site");
        }
    }

    /** Whether this is a demo or test site that hides nobody. */
    public boolean open() {
        return crowd == 1;
    }
}
