package io.footfall.consent;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The languages that banners can speak: the 24 of the European Union, and 12 more. */
public final class Languages {

    private static final List<String> ALL = List.of(
            "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl",
            "pl", "pt", "ro", "sk", "sl", "sv", "ar", "he", "is", "ja", "ko", "nb", "nn", "ru", "tr", "uk", "zh-Hans",
            "zh-Hant");
    private static final Set<String> TRADITIONAL = Set.of("hant", "tw", "hk", "mo");
    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "he");

    private Languages() {}

    /** Their tags (BCP 47). */
    public static List<String> all() {
        return ALL;
    }

    /** The language that is nearest to a tag of a page or browser, such as zh-Hant to zh-TW; nothing when there is none. */
    public static Optional<String> nearest(String tag) {
        List<String> parts =
                List.of(tag.toLowerCase(Locale.ROOT).replace('_', '-').split("-", -1));
        String language = switch (parts.get(0)) {
            case "zh" -> isTraditional(parts) ? "zh-Hant" : "zh-Hans";
            case "no" -> "nb";
            case "iw" -> "he";
            default -> parts.get(0);
        };
        return ALL.contains(language) ? Optional.of(language) : Optional.empty();
    }

    /** The script decides where it is named, else the place. */
    private static boolean isTraditional(List<String> parts) {
        return !parts.contains("hans") && parts.stream().anyMatch(TRADITIONAL::contains);
    }

    /** Whether it is written from right to left. */
    public static boolean isRightToLeft(String language) {
        return RIGHT_TO_LEFT.contains(language);
    }
}
