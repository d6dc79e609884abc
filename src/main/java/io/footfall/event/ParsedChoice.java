package io.footfall.event;

/** What came of a body: a choice, or the reason why it is none. */
public sealed interface ParsedChoice {

    /** The body is a choice. */
    record Parsed(Choice choice) implements ParsedChoice {}

    /**
     * The body is not a choice.
     *
     * @param field path of the field at fault, or {@code body}; never what was sent
     * @param remedy what would be right, in a sentence
     */
    record Malformed(String field, String remedy) implements ParsedChoice {}
}
