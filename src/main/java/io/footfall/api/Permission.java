package io.footfall.api;

import java.util.Arrays;
import java.util.Optional;

/** Who may call an operation; each operation of the contract names one in {@code x-footfall-permission}. */
public enum Permission {
    PUBLIC("public", "anybody"),
    SESSION("session", "a person who is logged in"),
    SITE_READ("site:read", "whoever may see the site's numbers: administrators, and the operator's token"),
    ADMINISTRATOR("administrator", "administrators, and the operator's token");

    private final String key;
    private final String who;

    Permission(String key, String who) {
        this.key = key;
        this.who = who;
    }

    /** The name in the contract. */
    public String key() {
        return key;
    }

    /** For people. */
    String who() {
        return who;
    }

    static Optional<Permission> byKey(String key) {
        return Arrays.stream(values())
                .filter(permission -> permission.key.equals(key))
                .findFirst();
    }
}
