package io.footfall.enrich.page;

import java.util.Optional;

/** Reads single parameters of a raw query. */
public final class QueryParameter {

    private QueryParameter() {}

    /** The first value of a parameter, decoded and tidied; empty when it is absent or blank. */
    public static Optional<String> first(String query, String name) {
        int start = 0;
        while (start < query.length()) {
            int end = end(query, start);
            int equals = equals(query, start, end);
            if (equals < end && isNamed(query.substring(start, equals), name)) {
                return Optional.of(Text.decodedQuery(query.substring(equals + 1, end)))
                        .filter(value -> !value.isEmpty());
            }
            start = end + 1;
        }
        return Optional.empty();
    }

    /** Whether a parameter is there at all, whatever its value. */
    public static boolean isPresent(String query, String name) {
        int start = 0;
        while (start < query.length()) {
            int end = end(query, start);
            int after = start + name.length();
            if (query.startsWith(name, start) && (after == end || query.charAt(after) == '=')) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    private static int end(String query, int start) {
        int end = query.indexOf('&', start);
        return end < 0 ? query.length() : end;
    }

    /** Looks no further than the pair, so that a query of nothing but separators is read in one go. */
    private static int equals(String query, int start, int end) {
        int equals = start;
        while (equals < end && query.charAt(equals) != '=') {
            equals++;
        }
        return equals;
    }

    private static boolean isNamed(String raw, String name) {
        return raw.equals(name) || Text.decodedQuery(raw).equals(name);
    }
}
