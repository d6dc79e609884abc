package io.footfall.site;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The host of a site as browsers write it in an {@code Origin}: lower case, international names in their ASCII form, no
 * port. Single labels such as {@code localhost} are hosts too, and so are IPv4 addresses and {@code [::1]}.
 */
final class HostName {

    /** What to tell somebody whose text is not one. */
    static final String REMEDY = "is not a host name: write it like example.com, without scheme, port or path"
            + " (names with unusual letters in their xn-- form)";

    private static final String LOOPBACK = "[::1]";
    private static final int LONGEST = 253;
    private static final Pattern LABELS =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern NUMERIC_END = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");

    /** Letters that browsers keep and {@link IDN}, being older, would replace: the result would be another name. */
    private static final Pattern DEVIATING = Pattern.compile("[\u00df\u03c2\u1e9e\u200c\u200d]");

    private HostName() {}

    /** The host that a text names, in its canonical form; empty when it names none. */
    static Optional<String> of(String text) {
        if (text.equals(LOOPBACK)) {
            return Optional.of(text);
        }
        if (text.length() > LONGEST || DEVIATING.matcher(text).find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT))
                    .filter(HostName::wellFormed);
        } catch (IllegalArgumentException notAName) {
            return Optional.empty();
        }
    }

    /** A name that ends in a number is an address to a browser, and only one of its spellings is canonical. */
    private static boolean wellFormed(String host) {
        return host.length() <= LONGEST
                && LABELS.matcher(host).matches()
                && (!NUMERIC_END.matcher(host).matches() || IPV4.matcher(host).matches());
    }
}
