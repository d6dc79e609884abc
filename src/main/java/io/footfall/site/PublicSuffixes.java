package io.footfall.site;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The Public Suffix List: under which names everybody can have a domain of their own, {@code github.io} included. Read when it is
 * first needed.
 *
 * @see <a href="https://publicsuffix.org/list/">the algorithm</a>
 */
final class PublicSuffixes {

    private static final String LIST = "/lists/public-suffixes.txt";
    private static final Pattern NUMERIC_END = Pattern.compile("(?:.*\\.)?[0-9]+");

    private PublicSuffixes() {}

    private static final class Rules {
        static final Set<String> ALL = read();
    }

    /**
     * The registrable domain that a host lies in: {@code example.co.uk} for {@code shop.example.co.uk}. Empty for a public suffix, a
     * single label and an address.
     *
     * @param host in its canonical form, see {@link HostName}
     */
    static Optional<String> registrable(String host) {
        if (host.indexOf('.') < 0
                || host.startsWith("[")
                || NUMERIC_END.matcher(host).matches()) {
            return Optional.empty();
        }
        int suffix = startOfSuffix(host);
        return suffix == 0 ? Optional.empty() : Optional.of(host.substring(host.lastIndexOf('.', suffix - 2) + 1));
    }

    /** The longest rule wins, an exception over all; a top-level domain that is not listed is a suffix. */
    private static int startOfSuffix(String host) {
        for (int start = 0; ; ) {
            int dot = host.indexOf('.', start);
            if (dot < 0) {
                return start;
            }
            String at = host.substring(start);
            if (Rules.ALL.contains("!" + at)) {
                return dot + 1;
            }
            if (Rules.ALL.contains(at) || Rules.ALL.contains("*" + host.substring(dot))) {
                return start;
            }
            start = dot + 1;
        }
    }

    private static Set<String> read() {
        try (InputStream stream = PublicSuffixes.class.getResourceAsStream(LIST)) {
            if (stream == null) {
                throw new IllegalStateException(
                        LIST + " is missing from this build: run `npm ci && npm run build` in src/main/lists");
            }
            return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .lines()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
