package io.footfall.enrich.source;

import io.footfall.enrich.page.Location;
import io.footfall.measure.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The known referrers: a maintained list, exported at build time, and over it a short one of our own (assistants,
 * newer networks, names as their owners write them); and the hosts of referrer spam. Immutable.
 */
final class Referrers {

    /** Prefixes that a network puts before its own host for phones, redirects and the like. */
    private static final List<String> PREFIXES = List.of("www.", "m.", "l.", "lm.", "mobile.", "out.", "old.", "amp.");

    /** A known source. */
    record Known(Value name, Kind kind) {}

    private final Map<String, Known> byPlace = new HashMap<>();
    private final Map<String, Known> byName = new HashMap<>();
    private final Set<String> spam = new HashSet<>();

    private Referrers() {}

    /** Reads the lists from the class path. */
    static Referrers load() {
        Referrers referrers = new Referrers();
        lines("/lists/referrers.tsv").forEach(referrers::add);
        lines("/lists/own-referrers.tsv").forEach(referrers::add);
        lines("/lists/own-aliases.tsv").forEach(referrers::addAlias);
        referrers.spam.addAll(lines("/lists/own-referrer-spam.txt"));
        return referrers;
    }

    /** The known source behind a referrer. */
    Optional<Known> find(Location referrer) {
        String host = referrer.host();
        String path = referrer.path();
        return place(host + firstSegment(path)).or(() -> host(host));
    }

    /** The known source that a campaign names, by its name ({@code google}), a short name ({@code fb}) or a host. */
    Optional<Known> named(String name) {
        Known known = byName.get(name);
        return known != null ? Optional.of(known) : name.indexOf('.') > 0 ? host(name) : Optional.empty();
    }

    /** Whether a host, or one above it, is known for referrer spam. */
    boolean isSpam(String host) {
        for (String at = host; !at.isEmpty(); at = parent(at)) {
            if (spam.contains(at)) {
                return true;
            }
        }
        return false;
    }

    private Optional<Known> host(String host) {
        Optional<Known> known = place(host);
        for (String prefix : PREFIXES) {
            if (known.isEmpty() && host.startsWith(prefix)) {
                known = place(host.substring(prefix.length()));
            }
        }
        return known.or(() -> above(host));
    }

    /** Social networks and assistants keep to their own hosts; below a search engine's domain there is more than search. */
    private Optional<Known> above(String host) {
        for (String at = parent(host); at.indexOf('.') > 0; at = parent(at)) {
            Optional<Known> known = place(at);
            if (known.isPresent()) {
                return known.filter(k -> k.kind() == Kind.SOCIAL || k.kind() == Kind.ASSISTANT);
            }
        }
        return Optional.empty();
    }

    private Optional<Known> place(String place) {
        return Optional.ofNullable(byPlace.get(place));
    }

    private static String parent(String host) {
        int dot = host.indexOf('.');
        return dot < 0 ? "" : host.substring(dot + 1);
    }

    private static String firstSegment(String path) {
        int end = path.indexOf('/', 1);
        return end < 0 ? path : path.substring(0, end);
    }

    private void add(String line) {
        String[] fields = fields(line, 3);
        Kind kind = Kind.byKey(fields[1])
                .orElseThrow(() -> new IllegalStateException("lists: no kind is called " + fields[1]));
        Known known = new Known(Value.of(fields[2]), kind);
        byPlace.put(withoutTrailingSlash(fields[0]), known);
        // Some names stand for several kinds (Google: search, paid); a campaign means the one that comes first in Kind.
        byName.merge(
                fields[2].toLowerCase(Locale.ROOT), known, (a, b) -> a.kind().compareTo(b.kind()) <= 0 ? a : b);
    }

    private void addAlias(String line) {
        String[] fields = fields(line, 2);
        Known known = byName.get(fields[1].toLowerCase(Locale.ROOT));
        if (known == null) {
            throw new IllegalStateException("lists: no source is called " + fields[1]);
        }
        byName.put(fields[0], known);
    }

    private static String[] fields(String line, int count) {
        String[] fields = line.split("\t", -1);
        if (fields.length != count) {
            throw new IllegalStateException("lists: not " + count + " fields: " + line);
        }
        return fields;
    }

    private static String withoutTrailingSlash(String place) {
        return place.endsWith("/") ? place.substring(0, place.length() - 1) : place;
    }

    private static List<String> lines(String resource) {
        try (InputStream stream = Referrers.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(
                        resource + " is missing from this build: run `npm ci && npm run build` in src/main/lists");
            }
            return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
