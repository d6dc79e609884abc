package io.footfall.enrich.page;

import io.footfall.event.Raw;
import io.footfall.site.Site;
import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A URL taken apart, without what nobody needs: user and port. Its parts are as raw as the URL was.
 *
 * @param scheme in lower case
 * @param host in lower case and ASCII (Punycode), without a trailing dot
 * @param path from its slash on, or empty
 * @param query what follows the question mark, or empty
 * @param fragment what follows the hash sign, or empty
 */
public record Location(String scheme, String host, String path, String query, String fragment) {

    private static final String WWW = "www.";
    private static final String HTTPS = "https";

    /** Takes any string apart; empty for one that is no absolute URL with a host. */
    public static Optional<Location> of(Raw url) {
        String text = url.text().strip();
        int colon = text.indexOf("://");
        if (colon < 1) {
            return Optional.empty();
        }
        String scheme = scheme(text, colon);
        int path = firstOf(text, "/\\?#", colon + 3);
        int hash = firstOf(text, "#", path);
        String rest = text.substring(path, hash);
        int query = firstOf(rest, "?", 0);
        String host = host(text.substring(colon + 3, path));
        return isHost(host)
                ? Optional.of(new Location(
                        scheme,
                        host,
                        rest.substring(0, query).replace('\\', '/'),
                        rest.substring(Math.min(query + 1, rest.length())),
                        text.substring(Math.min(hash + 1, text.length()))))
                : Optional.empty();
    }

    /** Whether it is a page on the web, rather than of an app or a file. */
    public boolean isWeb() {
        return scheme.equals("https") || scheme.equals("http");
    }

    /**
     * Whether the host is the site's domain, {@code www.} and it, an alias, below the domain where the site says so, or within its
     * scope.
     */
    public boolean isOn(Site site) {
        String scope = site.routing().scope();
        if (isNamed(site.domain()) || (scope != null && isAtOrBelow(scope))) {
            return true;
        }
        if (site.subdomains() && isAtOrBelow(ascii(site.domain()))) {
            return true;
        }
        List<String> aliases = site.aliases();
        for (int i = 0; i < aliases.size(); i++) {
            if (isNamed(aliases.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isNamed(String domain) {
        String ascii = ascii(domain);
        return host.endsWith(ascii)
                && (host.length() == ascii.length()
                        || (host.length() == ascii.length() + WWW.length() && host.startsWith(WWW)));
    }

    /**
     * Whether the host is another one, or below it.
     *
     * @param domain in lower case and ASCII
     */
    public boolean isAtOrBelow(String domain) {
        int below = host.length() - domain.length();
        return host.endsWith(domain) && (below == 0 || host.charAt(below - 1) == '.');
    }

    /** Whether the host is an address in numbers, which is nobody's name. */
    public boolean isNumeric() {
        if (host.startsWith("[")) {
            return true;
        }
        for (int i = 0; i < host.length(); i++) {
            if (host.charAt(i) != '.' && !Character.isDigit(host.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Never the URL. */
    @Override
    public String toString() {
        return "(raw)";
    }

    private static String scheme(String text, int end) {
        if (end == HTTPS.length() && text.startsWith(HTTPS)) {
            return HTTPS;
        }
        return text.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private static String host(String authority) {
        if (isPlain(authority)) {
            return authority.endsWith(".") ? authority.substring(0, authority.length() - 1) : authority;
        }
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        int port = host.lastIndexOf(':');
        if (port >= 0 && host.indexOf(']', port) < 0) {
            host = host.substring(0, port);
        }
        host = ascii(Text.tidied(host).toLowerCase(Locale.ROOT));
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** Whether a host stands alone and as it is wanted: small letters, digits, points and hyphens. */
    private static boolean isPlain(String authority) {
        for (int i = 0; i < authority.length(); i++) {
            char c = authority.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '.' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isHost(String host) {
        if (host.isEmpty() || host.length() > 253 || host.startsWith(".")) {
            return false;
        }
        for (int i = 0; i < host.length(); i++) {
            if ("abcdefghijklmnopqrstuvwxyz0123456789.-_[]:".indexOf(host.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscii(String host) {
        for (int i = 0; i < host.length(); i++) {
            if (host.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    private static String ascii(String host) {
        if (isAscii(host)) {
            return host;
        }
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (RuntimeException e) {
            // IDN throws more than it documents for odd input; such a text names no host.
            return "";
        }
    }

    /** Where one of the characters comes first at or after a place, or the length of the text. */
    private static int firstOf(String text, String characters, int from) {
        int i = from;
        while (i < text.length() && characters.indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }
}
