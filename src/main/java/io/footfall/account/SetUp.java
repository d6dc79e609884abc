package io.footfall.account;

/** What came of an attempt to create the first administrator. */
public sealed interface SetUp {

    /** The person was created. */
    record Done(Person person) implements SetUp {}

    /** The link is unknown, used or out of date, or there is an administrator already. */
    record LinkRefused() implements SetUp {}

    /**
     * A field breaks a rule; the link can be used again.
     *
     * @param remedy what to enter instead, as a sentence
     */
    record Invalid(String field, String remedy) implements SetUp {}
}
