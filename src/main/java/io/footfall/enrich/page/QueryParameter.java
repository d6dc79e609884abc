package io.footfall.enrich.page;

import java.util.Optional;

/** Reads single parameters of a raw query. */
public final class QueryParameter {

    private QueryParameter() {}

    /** The first value of a parameter, decoded and tidied; empty when it is absent or blank. */
    public static Optional<String> first(String query, String name) {
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && Text.decodedQuery(pair.substring(0, equals)).equals(name)) {
                return Optional.of(Text.decodedQuery(pair.substring(equals + 1)))
                        .filter(value -> !value.isEmpty());
            }
        }
        return Optional.empty();
    }

    /** Whether a parameter is there at all, whatever its value. */
    public static boolean isPresent(String query, String name) {
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith(name) && (pair.length() == name.length() || pair.charAt(name.length()) == '=')) {
                return true;
            }
        }
        return false;
    }
}
