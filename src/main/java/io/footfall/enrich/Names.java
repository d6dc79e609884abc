package io.footfall.enrich;

import io.footfall.enrich.page.Mask;
import io.footfall.enrich.page.Pages;
import io.footfall.enrich.page.Text;
import io.footfall.event.Raw;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts that people wrote, made fit to be counted: tidied, masked like pages, without what a value cannot hold. */
final class Names {

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private Names() {}

    /** A title, a property: as it is, but masked. */
    static String cleaned(Raw raw) {
        String spaced = SPACES.matcher(raw.text()).replaceAll(" ");
        return Text.fit(Mask.of(Text.tidied(spaced)));
    }

    /** What somebody looked for; lower case, as upper and lower mean the same. */
    static String term(Raw raw) {
        return Text.fit(Text.tidied(cleaned(raw).toLowerCase(Locale.ROOT)));
    }

    /** A form's name, or the path it is sent to. */
    static String form(Raw raw) {
        String text = raw.text().strip();
        int scheme = text.indexOf("://");
        int path = scheme < 0 ? (text.startsWith("/") ? 0 : -1) : text.indexOf('/', scheme + 3);
        if (path < 0) {
            return scheme < 0 ? cleaned(raw) : "/";
        }
        int end = path;
        while (end < text.length() && text.charAt(end) != '?' && text.charAt(end) != '#') {
            end++;
        }
        return Pages.path(text.substring(path, end));
    }
}
