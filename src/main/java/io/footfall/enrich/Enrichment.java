package io.footfall.enrich;

import io.footfall.measure.Observation;

/** What became of a request's raw facts. */
public sealed interface Enrichment {

    /**
     * The request may be counted.
     *
     * @param visitClasses the visit's derived classes for the header {@code Footfall-Visit}, in ASCII; the same as
     *     {@code visit.as} where the request brought one
     */
    record Observed(Observation observation, String visitClasses) implements Enrichment {}

    /** The User-Agent is of a program, or there is none. */
    record Bot() implements Enrichment {}

    /** The visit came by a referrer that is made up to be looked at. */
    record ReferrerSpam() implements Enrichment {}

    /**
     * A part of the request cannot be.
     *
     * @param field its path, such as {@code events[0].url}
     * @param remedy what would be right, in a phrase; it never quotes the request
     */
    record Malformed(String field, String remedy) implements Enrichment {}

    /**
     * A day contradicts the site's calendar: the browser's clock or memory is off, and it may correct and repeat.
     *
     * @param field its path, such as {@code visit.day}
     */
    record DayMismatch(String field) implements Enrichment {}
}
