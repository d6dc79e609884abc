package io.footfall.consent;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a visitor can allow; in the order in which a banner shows them. */
public enum Category {
    /** Implied by every choice, and never written into a receipt. */
    NECESSARY("necessary"),
    PREFERENCES("preferences"),
    STATISTICS("statistics"),
    MARKETING("marketing");

    private static final List<Category> OPTIONAL = List.of(PREFERENCES, STATISTICS, MARKETING);

    private final String id;

    Category(String id) {
        this.id = id;
    }

    /** The name on the wire. */
    public String id() {
        return id;
    }

    /** All but the necessary one. */
    public static List<Category> optional() {
        return OPTIONAL;
    }

    public static Optional<Category> byId(String id) {
        return Arrays.stream(values())
                .filter(category -> category.id.equals(id))
                .findFirst();
    }
}
