package io.footfall.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the page that a request comes from belongs to a site, by the request's {@code Origin} header.
 *
 * <p>It runs for each request, so it compares regions of the header and takes nothing apart. An origin is read as browsers
 * serialise it ({@code scheme://host} or {@code scheme://host:port}, lower case, nothing behind it); anything else belongs to
 * nobody.
 */
public final class Origins {

    private static final String SECURE = "https://";
    private static final String PLAIN = "http://";
    private static final String WWW = "www.";
    private static final String LOCALHOST = "localhost";
    private static final int HIGHEST_PORT = 65_535;

    private Origins() {}

    /**
     * Whether pages of this origin may report to the site: its host is the domain, {@code www.} + the domain, an alias, or,
     * where the site says so, below the domain or within the scope; any port. The scheme is https, or http on the reader's own
     * machine.
     *
     * @param origin the header's value; null when absent, which belongs to no site
     */
    public static boolean allows(Site site, @Nullable String origin) {
        if (origin == null) {
            return false;
        }
        if (origin.startsWith(SECURE)) {
            int end = endOfHost(origin, SECURE.length());
            return end > 0 && belongs(site, origin, SECURE.length(), end);
        }
        if (origin.startsWith(PLAIN)) {
            int end = endOfHost(origin, PLAIN.length());
            return end > 0 && local(origin, PLAIN.length(), end) && belongs(site, origin, PLAIN.length(), end);
        }
        return false;
    }

    /**
     * Whether pages of this origin are tests of the site: answered like its own, and never counted. Its host is one of the site's
     * test origins, or the reader's own machine where {@code localhost} is one; hosts that the site names as its own are none. Any
     * scheme of the web, any port.
     *
     * @param origin the header's value; null when absent
     */
    public static boolean isTest(Site site, @Nullable String origin) {
        List<String> tests = site.routing().testOrigins();
        if (origin == null || tests.isEmpty()) {
            return false;
        }
        int start = origin.startsWith(SECURE) ? SECURE.length() : origin.startsWith(PLAIN) ? PLAIN.length() : -1;
        int end = start < 0 ? -1 : endOfHost(origin, start);
        if (end <= 0 || named(site.domain(), false, origin, start, end) || is(origin, start, end, site.aliases())) {
            return false;
        }
        return is(origin, start, end, tests)
                || (local(origin, start, end) && tests.contains(LOCALHOST) && !belongs(site, origin, start, end));
    }

    private static boolean belongs(Site site, String origin, int start, int end) {
        String scope = site.routing().scope();
        return named(site.domain(), site.subdomains(), origin, start, end)
                || is(origin, start, end, site.aliases())
                || (scope != null && named(scope, true, origin, start, end));
    }

    private static boolean named(String domain, boolean subdomains, String origin, int start, int end) {
        if (is(origin, start, end, domain)) {
            return true;
        }
        int below = end - domain.length();
        return below > start
                && origin.charAt(below - 1) == '.'
                && origin.regionMatches(below, domain, 0, domain.length())
                && (subdomains || (below - start == WWW.length() && origin.startsWith(WWW, start)));
    }

    private static boolean local(String origin, int start, int end) {
        return named(LOCALHOST, true, origin, start, end)
                || is(origin, start, end, "127.0.0.1")
                || is(origin, start, end, "[::1]");
    }

    private static boolean is(String origin, int start, int end, List<String> hosts) {
        for (int i = 0; i < hosts.size(); i++) {
            if (is(origin, start, end, hosts.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(String origin, int start, int end, String host) {
        return end - start == host.length() && origin.startsWith(host, start);
    }

    /** The index behind the host, or -1 when host or port are not well-formed. */
    private static int endOfHost(String origin, int start) {
        int end = origin.startsWith("[", start) ? origin.indexOf(']', start) + 1 : endOfLabels(origin, start);
        return end > start && portOrNothing(origin, end) ? end : -1;
    }

    private static int endOfLabels(String origin, int start) {
        int label = start;
        int i = start;
        for (; i < origin.length() && origin.charAt(i) != ':'; i++) {
            char c = origin.charAt(i);
            if (c == '.') {
                if (i == label) {
                    return -1;
                }
                label = i + 1;
            } else if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
                return -1;
            }
        }
        return i == label ? -1 : i;
    }

    private static boolean portOrNothing(String origin, int colon) {
        if (colon == origin.length()) {
            return true;
        }
        int digits = origin.length() - colon - 1;
        if (origin.charAt(colon) != ':' || digits < 1 || digits > 5) {
            return false;
        }
        int port = 0;
        for (int i = colon + 1; i < origin.length(); i++) {
            char c = origin.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
            port = port * 10 + c - '0';
        }
        return port <= HIGHEST_PORT;
    }
}
