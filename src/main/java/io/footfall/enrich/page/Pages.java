package io.footfall.enrich.page;

import io.footfall.event.Raw;
import io.footfall.measure.Value;
import io.footfall.site.Site;
import java.net.IDN;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * URLs as pages: the path, cleaned, such as {@code /blog/hello}.
 *
 * <ul>
 *   <li>Host, port, user, query and fragment are dropped. Where the site's fragments name pages, a fragment that begins with a slash
 *       is kept as {@code /app%23/route}, cleaned like the path: a value holds no hash sign. The query parameters on the site's list are kept, in the list's
 *       order, as {@code /search;q=shoes;page=2}.
 *   <li>Each segment is percent-decoded and put in NFC; {@code / ? # @ % ;} within it are percent-encoded again. Path
 *       parameters ({@code ;jsessionid=...}), empty segments, {@code .} and {@code ..} are resolved, as is a trailing slash.
 *       Upper and lower case stay: they are different pages to a server.
 *   <li>What may name somebody is masked ({@link Mask}), and what is longer than {@link Value#MAX_LENGTH} is cut.
 * </ul>
 */
public final class Pages {

    private static final String HASH = "%23";

    private Pages() {}

    /** The page of a URL, or empty if it is not an http(s) URL on one of the site's hosts. */
    public static Optional<Value> page(Site site, Raw url) {
        return locate(site, url).map(location -> page(site, location));
    }

    /** A URL taken apart, or empty if it is not an http(s) URL on one of the site's hosts. */
    public static Optional<Location> locate(Site site, Raw url) {
        return Location.of(url).filter(Location::isWeb).filter(location -> location.isOn(site));
    }

    /** A page of one of the site's hosts. */
    public static Value page(Site site, Location location) {
        String path = path(location.path());
        String query = location.query();
        if (site.routing().hash() && isRoute(location.fragment())) {
            String route = location.fragment().substring(location.fragment().indexOf('/'));
            int question = route.indexOf('?');
            path += HASH + path(question < 0 ? route : route.substring(0, question));
            query += question < 0 ? "" : "&" + route.substring(question + 1);
        }
        return Text.value(path + parameters(site.queryParameters(), query), Value.OTHER);
    }

    private static boolean isRoute(String fragment) {
        return fragment.startsWith("/") || fragment.startsWith("!/");
    }

    /** The host of a page, not in Punycode. */
    public static Value host(Location location) {
        return Text.value(Mask.of(shown(location.host())), Value.OTHER);
    }

    /** A place anywhere, as host without {@code www.} and cleaned path, such as {@code example.org/post}. */
    public static Value place(Location location) {
        String path = path(location.path());
        return Text.value(name(location).text() + (path.equals("/") ? "" : path), Value.OTHER);
    }

    /** The host of a place as people know it: without {@code www.}, and not in Punycode. Addresses in numbers have no name. */
    public static Value name(Location location) {
        if (location.isNumeric()) {
            return Value.UNKNOWN;
        }
        String host = location.host().startsWith("www.") ? location.host().substring(4) : location.host();
        return Text.value(Mask.of(shown(host)), Value.OTHER);
    }

    private static String shown(String host) {
        return host.contains("xn--") ? Text.tidied(IDN.toUnicode(host)).toLowerCase(Locale.ROOT) : host;
    }

    /** A path, cleaned; it begins with a slash. */
    public static String path(String raw) {
        if (isClean(raw)) {
            return raw;
        }
        Deque<String> segments = new ArrayDeque<>();
        String before = "";
        for (String part : split(raw, '/')) {
            String segment = Text.decoded(withoutParameters(part));
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(Text.encoded(isPersonal(before, segment) ? "(number)" : Mask.of(segment)));
                before = segment;
            }
        }
        return "/" + String.join("/", segments);
    }

    /**
     * Whether a path is clean as it is, as most are: small letters, hyphens, short numbers that are nobody's, a slash before each
     * segment and none at the end. What is not surely clean takes the long way.
     */
    private static boolean isClean(String path) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            return false;
        }
        int start = 1;
        int digits = 0;
        for (int i = 1; i <= path.length(); i++) {
            char c = i < path.length() ? path.charAt(i) : '/';
            if (c == '/') {
                boolean empty = i == start;
                if (empty ? path.length() > 1 : digits > 0 && i - start >= Mask.SHORTEST_RUN) {
                    return false;
                }
                start = i + 1;
                digits = 0;
            } else if (isDigit(c)) {
                boolean first = !isDigit(path.charAt(i - 1));
                if (first && (c == '0' || Numbers.followsPersonal(path, i))) {
                    return false;
                }
                if (++digits >= Numbers.LONG) {
                    return false;
                }
            } else if ((c < 'a' || c > 'z') && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isPersonal(String before, String segment) {
        return Character.isDigit(segment.charAt(0))
                && segment.chars().allMatch(Character::isDigit)
                && Numbers.isPersonal(before);
    }

    private static String withoutParameters(String segment) {
        int semicolon = segment.indexOf(';');
        return semicolon < 0 ? segment : segment.substring(0, semicolon);
    }

    private static String parameters(List<String> wanted, String query) {
        if (wanted.isEmpty() || query.isEmpty()) {
            return "";
        }
        StringBuilder kept = new StringBuilder();
        for (String name : wanted) {
            QueryParameter.first(query, name)
                    .ifPresent(value -> kept.append(';')
                            .append(Text.encoded(name))
                            .append('=')
                            .append(Text.encoded(Mask.of(value))));
        }
        return kept.toString();
    }

    private static List<String> split(String text, char separator) {
        return List.of(text.split(String.valueOf(separator), -1));
    }
}
