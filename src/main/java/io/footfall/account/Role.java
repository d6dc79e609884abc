package io.footfall.account;

import java.util.Locale;

/** What a person may do. */
public enum Role {
    /** Everything. */
    ADMINISTRATOR;

    /** The name in the database and in the API. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role byKey(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
