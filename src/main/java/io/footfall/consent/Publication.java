package io.footfall.consent;

/** What came of the wish to publish a draft. */
public sealed interface Publication {

    /** It is in force. */
    record Published(Policy policy) implements Publication {}

    /** There is no draft: perhaps somebody else has just published it. */
    record NoDraft() implements Publication {}

    /** The draft says what is in force already. */
    record Unchanged() implements Publication {}

    /** The self-check found errors. */
    record Refused(PolicyCheck check) implements Publication {}
}
