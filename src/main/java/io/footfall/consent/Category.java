package io.footfall.consent;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a visitor can allow: one of the standard ones, or one that a site made up.
 *
 * @param id the name on the wire: 1 to 30 of {@code a-z 0-9 -}, with a letter first
 */
public record Category(String id) implements Comparable<Category> {

    /** The form of ids of categories and services. */
    static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,29}");

    /** Implied by every choice, and never written into a receipt. */
    public static final Category NECESSARY = new Category("necessary");

    public static final Category PREFERENCES = new Category("preferences");
    public static final Category STATISTICS = new Category("statistics");
    public static final Category MARKETING = new Category("marketing");

    private static final List<Category> OPTIONAL = List.of(PREFERENCES, STATISTICS, MARKETING);
    private static final List<Category> STANDARD = List.of(NECESSARY, PREFERENCES, STATISTICS, MARKETING);

    public Category {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a category's id has 1 to 30 of a-z 0-9 -, with a letter first");
        }
    }

    /** The standard ones but for the necessary one, in the order in which a banner shows them. */
    public static List<Category> optional() {
        return OPTIONAL;
    }

    /** The standard ones, in the order in which a banner shows them. */
    public static List<Category> standard() {
        return STANDARD;
    }

    /** The category of this id; nothing when it cannot be an id. */
    public static Optional<Category> byId(String id) {
        return ID.matcher(id).matches() ? Optional.of(new Category(id)) : Optional.empty();
    }

    /** Whether the product brings its texts. */
    public boolean isStandard() {
        return STANDARD.contains(this);
    }

    /** By id. */
    @Override
    public int compareTo(Category other) {
        return id.compareTo(other.id);
    }
}
