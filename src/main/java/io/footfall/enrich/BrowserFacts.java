package io.footfall.enrich;

import io.footfall.event.Raw;
import io.footfall.measure.Value;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a browser says of itself, in coarse classes: its language without the region, its screen as one of four widths. */
final class BrowserFacts {

    private static final Value UNDER_576 = Value.of("under 576");
    private static final Value FROM_576 = Value.of("576 to 991");
    private static final Value FROM_992 = Value.of("992 to 1439");
    private static final Value FROM_1440 = Value.of("1440 and over");

    private static final Map<String, Value> LANGUAGES = Stream.concat(
                    Arrays.stream(Locale.getISOLanguages()),
                    Arrays.stream(Locale.getAvailableLocales()).map(Locale::getLanguage))
            .filter(language -> !language.isEmpty())
            .distinct()
            .collect(Collectors.toUnmodifiableMap(Function.identity(), Value::of));

    private BrowserFacts() {}

    /** The language of a tag such as {@code de-AT}: {@code de}. Unknown where it is none. */
    static Value language(@Nullable Raw tag) {
        if (tag == null) {
            return Value.UNKNOWN;
        }
        Value plain = LANGUAGES.get(tag.text());
        if (plain != null) {
            return plain;
        }
        String text = tag.text().strip();
        int end = 0;
        while (end < text.length() && text.charAt(end) != '-' && text.charAt(end) != '_') {
            end++;
        }
        return LANGUAGES.getOrDefault(text.substring(0, end).toLowerCase(Locale.ROOT), Value.UNKNOWN);
    }

    /** The class of a width in CSS pixels, bounded as common style sheets do. */
    static Value screen(@Nullable Integer width) {
        if (width == null || width <= 0) {
            return Value.UNKNOWN;
        }
        if (width < 576) {
            return UNDER_576;
        }
        if (width < 992) {
            return FROM_576;
        }
        return width < 1440 ? FROM_992 : FROM_1440;
    }
}
