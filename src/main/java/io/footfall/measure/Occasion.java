package io.footfall.measure;

import java.util.Locale;

/** What a measure of a cube adds up: 1 each time it happens, if not said otherwise. The {@link #key} stands in {@code cubes.yaml}. */
public enum Occasion {
    PAGEVIEW,
    /** The first page of a visit. */
    VISIT,
    /** The second page of a visit. */
    SECOND_PAGE,
    /** A page for the first time in its visit. */
    FIRST_VIEW,
    /** A page view of a visit that left another page for it, over all tabs. */
    DEPARTURE,
    /** A page view that came from another page of its tab. */
    MOVE,
    VIEW_WITH_TITLE,
    VIEW_WITH_HOST,
    /** The first page of a visit, its host known. */
    VISIT_WITH_HOST,
    VIEW_IN_GROUP,
    /** A page view of a visit whose page before was in a group. */
    DEPARTURE_FROM_GROUP,
    /** A page of a visit whose number is one of {@link Milestones#PAGES}. */
    PAGES_REACHED,
    /** Engaged seconds. */
    ENGAGED_SECOND,
    ENGAGED_SECOND_IN_GROUP,
    /** One of {@link Milestones#SCROLL}, for the first time on the page in the visit. */
    SCROLL_REACHED,
    /** One of {@link Milestones#SECONDS}, for the first time in the visit. */
    SECONDS_REACHED,
    /** An event that the site named. */
    EVENT,
    FIRST_EVENT,
    /** Each property of an event. */
    PROPERTY,
    /** An event with revenue above 0. */
    ORDER,
    /** Revenue above 0, in 1/10,000 of the currency. */
    AMOUNT,
    /** Revenue below 0, in 1/10,000 of the currency, as a positive number. */
    REFUND,
    /** An event of the cube's kind that the script notices by itself. */
    AUTOMATIC_EVENT,
    FIRST_AUTOMATIC_EVENT,
    /** A value of the cube's web vital. */
    VITAL,
    /** A step of a funnel. */
    STEP,
    /** A visitor's first sign of life on a calendar day. */
    VISITOR_OF_A_DAY,
    /** A visitor's first sign of life in an ISO week. */
    VISITOR_OF_A_WEEK,
    /** A visitor's first sign of life in a minute. */
    SIGN_OF_LIFE,
    /** A choice about consent. */
    DECISION,
    /** A request that was refused. */
    REFUSAL;

    /** The name in {@code cubes.yaml}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
