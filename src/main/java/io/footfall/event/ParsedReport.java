package io.footfall.event;

/** What came of a body: a report, or the reason why it is none. */
public sealed interface ParsedReport {

    /** The body is a report. */
    record Parsed(Report report) implements ParsedReport {}

    /**
     * The body is not a report.
     *
     * @param field path of the field at fault, such as {@code events[2].page}, or {@code body}; never what was sent
     * @param remedy what would be right, in a sentence
     */
    record Malformed(String field, String remedy) implements ParsedReport {}
}
