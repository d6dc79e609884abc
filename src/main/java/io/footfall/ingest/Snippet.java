package io.footfall.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

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
        try (InputStream in = Snippet.class.getResourceAsStream("/snippet/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not there: build web-snippet");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
