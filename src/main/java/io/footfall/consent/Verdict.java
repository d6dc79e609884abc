package io.footfall.consent;

/** What a receipt is worth for counting a visit. */
public enum Verdict {
    /** Ours, for this site, in force, and it allows statistics. */
    ACCEPTED,
    /** Not one that this installation issues for the site: forged, of another site, of a month to come, or not a receipt. */
    UNKNOWN,
    /** Ours and in force, but it does not allow statistics. */
    NO_STATISTICS,
    /** Ours, but its policy is no longer accepted or its months are over: the visitor is to be asked again. */
    OUTDATED
}
