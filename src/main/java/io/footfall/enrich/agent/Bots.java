package io.footfall.enrich.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The User-Agents of programs, by a maintained list of patterns exported at build time. */
final class Bots {

    private static final String LIST = "/lists/bots.txt";

    private final Pattern patterns;

    private Bots(Pattern patterns) {
        this.patterns = patterns;
    }

    static Bots load() {
        try (InputStream stream = Bots.class.getResourceAsStream(LIST)) {
            if (stream == null) {
                throw new IllegalStateException(
                        LIST + " is missing from this build: run `npm ci && npm run build` in src/main/lists");
            }
            String any = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.joining("|"));
            return new Bots(Pattern.compile(any, Pattern.CASE_INSENSITIVE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean matches(String userAgent) {
        return patterns.matcher(userAgent).find();
    }
}
