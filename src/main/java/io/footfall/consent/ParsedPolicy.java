package io.footfall.consent;

/** What came of JSON that should be a policy: a document, or the reason why it is none. */
public sealed interface ParsedPolicy {

    /** It is a document; whether it may be published is another question. */
    record Parsed(PolicyDocument document) implements ParsedPolicy {}

    /**
     * It is none.
     *
     * @param field path of the field at fault, such as {@code services[2].cookies[0].days}
     * @param remedy what would be right, such as {@code must be a whole number from 0 to 36500}
     */
    record Malformed(String field, String remedy) implements ParsedPolicy {}
}
