package io.footfall.ingest;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the build of {@code web-snippet} has put on the class path. */
final class Snippet {

    /** Parts of the script without facts of a site in them. */
    static final List<String> PARTS = List.of("memory", "debug", "tcf", "centre");

    /** Those, and what stands before the script, for each set of signals. */
    static final List<String> PLAIN = List.of(
            "memory",
            "debug",
            "tcf",
            "centre",
            "stub",
            "stub-google",
            "stub-uet",
            "stub-clarity",
            "stub-google-uet",
            "stub-google-clarity",
            "stub-uet-clarity",
            "stub-google-uet-clarity");

    private Snippet() {}

    /** @throws IllegalStateException when it was not built */
    static String read(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException(name + " is not there: build web-snippet"));
    }

    /** A file of the build; nothing where the build makes none of this name. */
    static Optional<String> find(String name) {
        try (InputStream in = Snippet.class.getResourceAsStream("/snippet/" + name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The product's own texts by language tag. A folder in a jar cannot be listed: the build writes which there are. */
    static Map<String, JsonObject> texts() {
        Map<String, JsonObject> texts = new TreeMap<>();
        for (String language : new JsonObject(read("languages.json")).fieldNames()) {
            find("texts/" + language + ".json").ifPresent(text -> texts.put(language, new JsonObject(text)));
        }
        return texts;
    }
}
