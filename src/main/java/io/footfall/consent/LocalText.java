package io.footfall.consent;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One text in some languages; plain text, never markup.
 *
 * @param byLanguage by language tag
 */
public record LocalText(Map<String, String> byLanguage) {

    public static final LocalText NONE = new LocalText(Map.of());

    public LocalText {
        byLanguage = Map.copyOf(byLanguage);
    }

    /** A text in one language. */
    public static LocalText of(String language, String text) {
        return new LocalText(Map.of(language, text));
    }

    /** The text in a language, else in the other one; empty when there is none in either. */
    public String in(String language, String otherwise) {
        String text = byLanguage.get(language);
        return text != null ? text : byLanguage.getOrDefault(otherwise, "");
    }

    /** The languages that it is in, sorted. */
    public Set<String> languages() {
        return new TreeSet<>(byLanguage.keySet());
    }

    boolean isEmpty() {
        return byLanguage.isEmpty();
    }

    /** By language tag, sorted: the order in which it is archived. */
    Map<String, String> sorted() {
        return new TreeMap<>(byLanguage);
    }
}
