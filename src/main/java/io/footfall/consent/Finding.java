package io.footfall.consent;

/**
 * Something that the self-check found in a policy document.
 *
 * @param rule name of the rule, such as {@code contrast}
 * @param path where, such as {@code services[2].purpose}
 * @param message what is wrong and what to do, in a sentence
 */
public record Finding(Level level, String rule, String path, String message) {

    /** An error keeps a document from being published. */
    public enum Level {
        ERROR,
        WARNING
    }
}
