package io.footfall.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one accepted request says, in bounded values: the only thing that passes from a request to the counters.
 *
 * @param site number of the site
 * @param day the site's calendar day at arrival, days since 1970
 * @param hour the instant at which the site's current local hour began, minutes since 1970
 * @param minute minute of arrival, since 1970
 * @param visit the visit that the request belongs to
 * @param visitor the visitor's step, on the first request of a day
 * @param week the visitor's step of the week, on the first request of an ISO week
 * @param minutesAway minutes since the last sign of life, 0..30, {@link Cube#NEVER} for longer, null when the request
 *     is not the first of its minute
 * @param decision the choice behind the receipt, with the first request after a grant
 * @param facts what happened, in order
 */
public record Observation(
        int site,
        int day,
        int hour,
        int minute,
        Visit visit,
        @Nullable VisitorStep visitor,
        @Nullable WeekStep week,
        @Nullable Integer minutesAway,
        @Nullable Decision decision,
        List<Fact> facts) {
    public Observation {
        facts = List.copyOf(facts);
    }

    /** An observation without a step of the week. */
    public Observation(
            int site,
            int day,
            int hour,
            int minute,
            Visit visit,
            @Nullable VisitorStep visitor,
            @Nullable Integer minutesAway,
            @Nullable Decision decision,
            List<Fact> facts) {
        this(site, day, hour, minute, visit, visitor, null, minutesAway, decision, facts);
    }
}
