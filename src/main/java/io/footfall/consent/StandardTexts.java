package io.footfall.consent;

import static java.util.Collections.unmodifiableMap;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The banner's bundle and the product's own texts, as they come with the script.
 *
 * @param byLanguage the texts, by language tag and then by key; English is among them
 * @param scriptHash SHA-256 of the bundle, 64 hexadecimal digits
 */
public record StandardTexts(Map<String, Map<String, String>> byLanguage, String scriptHash) {

    private static final String ENGLISH = "en";

    /** Sorted, so that what is made of them has the same bytes on every node. */
    public StandardTexts {
        Map<String, Map<String, String>> sorted = new TreeMap<>();
        byLanguage.forEach((language, texts) -> sorted.put(language, unmodifiableMap(new TreeMap<>(texts))));
        byLanguage = unmodifiableMap(sorted);
    }

    /** Reads them from the class path. */
    public static StandardTexts load() {
        Map<String, Map<String, String>> all = new HashMap<>();
        for (String language : Languages.all()) {
            byte[] json = read("texts/" + language + ".json");
            if (json != null) {
                Map<String, String> texts = new TreeMap<>();
                new JsonObject(Buffer.buffer(json))
                        .forEach(text -> texts.put(text.getKey(), String.valueOf(text.getValue())));
                all.put(language, texts);
            }
        }
        byte[] banner = read("banner.js");
        if (banner == null || !all.containsKey(ENGLISH)) {
            throw new IllegalStateException("/snippet/banner.js or its English texts are not there: build web-snippet");
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(banner);
            return new StandardTexts(all, HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static byte @Nullable [] read(String name) {
        try (InputStream in = StandardTexts.class.getResourceAsStream("/snippet/" + name)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The language that is nearest to a tag, of those that there are texts in; else the document's own, else English. */
    public String language(PolicyDocument document, @Nullable String tag) {
        String own = document.language();
        return Languages.nearest(tag == null ? own : tag)
                .filter(byLanguage::containsKey)
                .orElse(byLanguage.containsKey(own) ? own : ENGLISH);
    }

    /** The texts of a language with a document's own over them, sorted; the English ones where the language has none. */
    public Map<String, String> of(PolicyDocument document, String language) {
        Map<String, String> texts =
                new TreeMap<>(byLanguage.getOrDefault(language, byLanguage.getOrDefault(ENGLISH, Map.of())));
        texts.putAll(document.texts().getOrDefault(language, Map.of()));
        return texts;
    }
}
