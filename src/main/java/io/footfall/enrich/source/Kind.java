package io.footfall.enrich.source;

import java.util.Optional;

/** What a known source is; the names are those of the lists. */
enum Kind {
    SEARCH("search"),
    SOCIAL("social"),
    ASSISTANT("assistant"),
    EMAIL("email"),
    /** A network of advertisements. */
    PAID("paid"),
    /** A site like any other, of which the list knows the name. */
    REFERRAL("referral");

    private final String key;

    Kind(String key) {
        this.key = key;
    }

    static Optional<Kind> byKey(String key) {
        if (key.equals("unknown")) {
            return Optional.of(REFERRAL);
        }
        for (Kind kind : values()) {
            if (kind.key.equals(key)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
