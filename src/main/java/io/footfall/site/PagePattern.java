package io.footfall.site;

/**
 * A pattern of pages, such as {@code /blog/*} or {@code /shop/*}{@code /reviews}. A star stands for any characters within its
 * segment; at the end of the pattern for anything below as well, so that {@code /blog/*} is the page {@code /blog} and all below it.
 */
final class PagePattern {

    private PagePattern() {}

    /**
     * Whether a page matches.
     *
     * @param page a cleaned page; what follows its first semicolon is of the query and not looked at
     */
    static boolean matches(String pattern, String page) {
        int semicolon = page.indexOf(';');
        String path = semicolon < 0 ? page : page.substring(0, semicolon);
        if (pattern.endsWith("/*") && path.length() == pattern.length() - 2) {
            return matchesSegments(pattern.substring(0, pattern.length() - 2), path);
        }
        return matchesSegments(pattern, path);
    }

    private static boolean matchesSegments(String pattern, String path) {
        int p = 0;
        int s = 0;
        while (true) {
            int patternEnd = end(pattern, p);
            int end = end(path, s);
            boolean last = patternEnd == pattern.length();
            if (last && pattern.endsWith("*")) {
                return matchesSegment(pattern, p, patternEnd, path, s, end);
            }
            if (!matchesSegment(pattern, p, patternEnd, path, s, end)) {
                return false;
            }
            if (last || end == path.length()) {
                return last && end == path.length();
            }
            p = patternEnd + 1;
            s = end + 1;
        }
    }

    /** The usual two pointers: on a mismatch the last star takes one character more; linear for each star. */
    private static boolean matchesSegment(String pattern, int from, int to, String path, int start, int end) {
        int p = from;
        int s = start;
        int star = -1;
        int taken = start;
        while (s < end) {
            if (p < to && pattern.charAt(p) == '*') {
                star = p++;
                taken = s;
            } else if (p < to && pattern.charAt(p) == path.charAt(s)) {
                p++;
                s++;
            } else if (star >= 0) {
                p = star + 1;
                s = ++taken;
            } else {
                return false;
            }
        }
        while (p < to && pattern.charAt(p) == '*') {
            p++;
        }
        return p == to;
    }

    private static int end(String text, int from) {
        int slash = text.indexOf('/', from);
        return slash < 0 ? text.length() : slash;
    }
}
