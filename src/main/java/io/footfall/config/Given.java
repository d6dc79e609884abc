package io.footfall.config;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the operator gave, later layers over earlier ones, and what was wrong with the names. One thread. */
final class Given {

    private static final String FILE_SUFFIX = "-file";

    /**
     * A value and where it stands.
     *
     * @param source for messages, such as {@code FOOTFALL_HTTP_PORT}
     * @param inFile whether the text is the path of a file with the value
     */
    record Entry(String text, String source, boolean inFile) {}

    private final Map<Key, Entry> entries = new EnumMap<>(Key.class);
    private final List<String> problems;

    Given(List<String> problems) {
        this.problems = problems;
    }

    /** One place to give settings: a file, the environment, the command line. */
    final class Layer {

        private final Map<Key, Entry> own = new EnumMap<>(Key.class);
        private final boolean secretsAllowed;

        private Layer(boolean secretsAllowed) {
            this.secretsAllowed = secretsAllowed;
        }

        /** A blank text is the same as none. */
        void put(String id, String source, String text) {
            var fileOf = id.endsWith(FILE_SUFFIX)
                    ? Key.byId(id.substring(0, id.length() - FILE_SUFFIX.length()))
                            .filter(Key::isSecret)
                    : Key.byId("");
            var key = fileOf.or(() -> Key.byId(id));
            if (key.isEmpty()) {
                problems.add(source + ": there is no such setting" + Suggestion.near(id) + "; --help lists all");
            } else if (key.get().isSecret() && fileOf.isEmpty() && !secretsAllowed) {
                problems.add(source + ": a secret cannot stand on the command line; use "
                        + key.get().variable() + ", or " + source + FILE_SUFFIX + " with a file");
            } else if (!text.isBlank()) {
                put(key.get(), new Entry(text.strip(), source, fileOf.isPresent()));
            }
        }

        private void put(Key key, Entry entry) {
            var other = own.put(key, entry);
            if (other != null) {
                problems.add(entry.source() + ": stands beside " + other.source() + "; remove one");
            }
        }

        void close() {
            entries.putAll(own);
        }
    }

    Layer layer() {
        return new Layer(true);
    }

    Layer commandLine() {
        return new Layer(false);
    }

    Map<Key, Entry> entries() {
        return entries;
    }
}
