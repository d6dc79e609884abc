package io.footfall.site;

/**
 * What is wrong with one setting, for the person who set it.
 *
 * @param field name of the setting in the API, such as {@code timezone}
 * @param detail what is wrong and what to do, in a sentence
 */
public record FieldProblem(String field, String detail) {}
