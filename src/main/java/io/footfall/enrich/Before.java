package io.footfall.enrich;

import io.footfall.enrich.page.Mask;
import io.footfall.enrich.page.Text;
import io.footfall.event.Raw;
import io.footfall.event.Report.Earlier;
import io.footfall.measure.Value;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a browser says of its earlier visits. */
final class Before {

    /** What is wrong with a first or last source. */
    static final String ORIGIN = "the last two fields of a Footfall-Visit header, unchanged";

    private static final Value NEW = Value.of("New");
    private static final Value SAME_DAY = Value.of("Same day");
    private static final Value DAY = Value.of("1 day");
    private static final Value DAYS = Value.of("2 to 6 days");
    private static final Value WEEK = Value.of("7 to 13 days");
    private static final Value WEEKS = Value.of("14 to 29 days");
    private static final Value LONG = Value.of("30 days and more");

    private Before() {}

    /** How long ago the visit before was, in classes. */
    static Value returning(@Nullable Integer since) {
        if (since == null) {
            return Value.UNKNOWN;
        }
        if (since == Earlier.NEVER) {
            return NEW;
        }
        if (since <= 1) {
            return since == 0 ? SAME_DAY : DAY;
        }
        if (since < 7) {
            return DAYS;
        }
        if (since < 14) {
            return WEEK;
        }
        return since < 30 ? WEEKS : LONG;
    }

    /**
     * The source in {@code Channel;Source}, each URL-encoded. Empty for anything else: what is not clean by today's rules, and texts
     * that are not written as the server writes them. Channels are not compared with today's, since a site's own may come and go.
     */
    static Optional<Value> source(Raw origin) {
        String text = origin.text();
        int semicolon = text.indexOf(';');
        if (semicolon < 1 || text.indexOf(';', semicolon + 1) >= 0) {
            return Optional.empty();
        }
        return clean(text.substring(0, semicolon)).flatMap(channel -> clean(text.substring(semicolon + 1)));
    }

    private static Optional<Value> clean(String encoded) {
        try {
            String text = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
            boolean same = URLEncoder.encode(text, StandardCharsets.UTF_8).equals(encoded);
            return same && isClean(text) ? Optional.of(Value.of(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            // Not URL-encoded, or not a clean value.
            return Optional.empty();
        }
    }

    /** Whether a text has nothing to tidy or mask. */
    static boolean isClean(String text) {
        return Mask.of(text).equals(text) && Text.tidied(text).equals(text);
    }
}
