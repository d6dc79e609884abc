package io.footfall.measure;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A question that a visit has one answer to: where it came from, where it is, what it uses. The {@link #id} is stored
 * in the database and never changes; the {@link #key} is the name in the API.
 */
public enum Dimension {
    SOURCE(1),
    CHANNEL(2),
    REFERRER(3),
    UTM_SOURCE(4),
    UTM_MEDIUM(5),
    UTM_CAMPAIGN(6),
    UTM_TERM(7),
    UTM_CONTENT(8),
    COUNTRY(9),
    LANGUAGE(10),
    DEVICE(11),
    BROWSER(12),
    OS(13),
    SCREEN(14),
    ENTRY_PAGE(15),
    /** The source of the browser's first visit. */
    FIRST_SOURCE(16),
    /** The source of the browser's last visit that was not direct, of the last 30 days; this visit's own included. */
    LAST_SOURCE(17),
    /** Whether the browser was here before, and how long ago. */
    RETURNING(18),
    /** The group of pages that the entry page belongs to. */
    ENTRY_GROUP(19);

    private static final Map<String, Dimension> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Dimension::key, Function.identity()));

    private final int id;
    private final String key;

    Dimension(int id) {
        this.id = id;
        this.key = name().toLowerCase(Locale.ROOT);
    }

    /** The stable number of this dimension: 1..99, without a gap. */
    public int id() {
        return id;
    }

    /** The place of this dimension in a list of one entry for each, from 0. */
    public int index() {
        return id - 1;
    }

    /** The name in the API, such as {@code entry_page}. */
    public String key() {
        return key;
    }

    public static Optional<Dimension> byKey(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }
}
