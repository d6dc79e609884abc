package io.footfall.stats;

import io.footfall.site.Site;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A list of one kind of facts about days of a site. Numbers that are too small to be shown are null.
 *
 * @param range the days that were really used
 * @param rows in order
 * @param notes what a reader must know, as sentences
 */
public record Report<R>(Site site, Range range, List<R> rows, List<String> notes) {

    public Report {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /** The same with one more note. */
    Report<R> noted(String note) {
        return new Report<>(
                site,
                range,
                rows,
                Stream.concat(notes.stream(), Stream.of(note)).toList());
    }

    /**
     * Visitors of a cohort who were active in a week.
     *
     * @param cohort Monday of the week of their first activity
     * @param week weeks after that one, from 0
     * @param visitors of the cohort, active in that week
     * @param share of the cohort's first week, 0 to 1
     * @param complete whether the week is over
     */
    public record Retained(
            LocalDate cohort,
            int week,
            @Nullable Long visitors,
            @Nullable Double share,
            boolean complete) {}

    /** Moves from one page to another. */
    public record Move(String from, String to, long moves) {}

    /**
     * Visits that came to a step of a funnel, all before it done.
     *
     * @param step from 1
     * @param name the page or the event
     * @param share of those at the first step, 0 to 1
     * @param dropped visits that came to the step before and not here; at least 0
     */
    public record FunnelStep(
            String funnel,
            int step,
            String name,
            @Nullable Long visits,
            @Nullable Double share,
            @Nullable Long dropped) {}

    /**
     * How fast pages were.
     *
     * @param page empty for all
     * @param vital name of the vital, such as {@code LCP}
     * @param measured how often
     * @param median in ms; without a unit for CLS. Half of all were no slower
     * @param p75 three of four were no slower
     * @param p90 nine of ten were no slower
     * @param good share of good ones by the thresholds of the field, 0 to 1
     * @param poor share of poor ones; the rest needs improvement
     */
    public record Speed(
            String page,
            String vital,
            long measured,
            double median,
            double p75,
            double p90,
            double good,
            double poor) {}

    /** Requests that were refused for a reason, by its stable number. */
    public record Refused(int reason, long requests) {}

    /**
     * Decisions under a version of the policy; null where they are too few.
     *
     * @param accepted all was accepted
     * @param chosen some was
     * @param rejected nothing was
     * @param withdrawn what was given before was taken back
     * @param signalled a signal of the browser said no
     * @param rate accepted and chosen ones as a share of all that answered; null where refusals are not counted
     */
    public record Decided(
            int policy,
            @Nullable Long accepted,
            @Nullable Long chosen,
            @Nullable Long rejected,
            @Nullable Long withdrawn,
            @Nullable Long signalled,
            @Nullable Double rate) {}
}
