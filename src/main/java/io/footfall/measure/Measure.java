package io.footfall.measure;

/** What a cell adds up. Each {@link Cube} lists the few that its cells hold, in the order of its columns. */
public enum Measure {
    /** Visitors, counted once per calendar day of activity. */
    VISITORS,
    /** Visits that began. */
    VISITS,
    /** Visits that saw a second page; bounces are visits minus these. */
    SECOND_PAGES,
    PAGEVIEWS,
    /** Engaged time (page visible and focused), in seconds. */
    SECONDS,
    /** Named events. */
    EVENTS,
    /** Visits that saw the page at least once. */
    VISITS_WITH,
    /** Views of the page as the latest page of its visit; exits are arrivals minus departures. */
    ARRIVALS,
    /** Visits that went on from the page. */
    DEPARTURES,
    /** Requests, for the accounting of refusals and decisions. */
    REQUESTS,
    /** Revenue, in 1/10,000 of the currency. */
    AMOUNT,
    /** Revenue that was given back, in 1/10,000 of the currency; a positive number. */
    REFUNDS
}
