package io.footfall.event;

import io.footfall.measure.Decision;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /collect/events}, parsed and bounded in size, but not yet trusted.
 *
 * @param site the domain that names the site, as sent
 * @param receipt the compact JWS, as sent; null when absent
 * @param nonce 64 random bits of this body, kept for its repeats only
 * @param visitor present on the first request of a calendar day, or with {@code minutesAway}
 * @param decision present with the first events after a grant
 * @param events 1 to {@value #MAX_EVENTS}
 */
public record Report(
        String site,
        @Nullable Raw receipt,
        VisitPart visit,
        @Nullable Long nonce,
        @Nullable VisitorPart visitor,
        @Nullable Decision decision,
        List<Event> events) {

    /** The most events of a request. */
    public static final int MAX_EVENTS = 20;

    /** The most bytes of a request's body. */
    public static final int MAX_BYTES = 32 * 1024;

    public Report {
        events = List.copyOf(events);
    }

    /** Never what was sent. */
    @Override
    public String toString() {
        return "Report[" + events.size() + " events]";
    }

    /**
     * The visit as the browser remembers it.
     *
     * @param day the site-calendar day on which it began
     * @param entry URL of its first page
     * @param referrer URL or origin that led to it; null for none
     * @param screen width of the screen in CSS pixels; null when unknown
     * @param language the browser's language tag; null when unknown
     * @param as the {@code Footfall-Visit} header of the visit's first answer; null on its first request
     * @param before what the browser remembers of its earlier visits
     */
    public record VisitPart(
            LocalDate day,
            Raw entry,
            @Nullable Raw referrer,
            @Nullable Integer screen,
            @Nullable Raw language,
            @Nullable Raw as,
            Earlier before) {

        /** A visit of a browser that says nothing of earlier ones. */
        public VisitPart(
                LocalDate day,
                Raw entry,
                @Nullable Raw referrer,
                @Nullable Integer screen,
                @Nullable Raw language,
                @Nullable Raw as) {
            this(day, entry, referrer, screen, language, as, Earlier.UNSAID);
        }
    }

    /**
     * What a browser remembers of its earlier visits; null for what it does not say.
     *
     * @param since whole days between the day of the visit before and this one's; {@link #NEVER} for none before
     * @param first channel and source of its first visit, as {@code Channel;Source} of a {@code Footfall-Visit} header
     * @param last the same of its last visit that was not direct
     */
    public record Earlier(
            @Nullable Integer since,
            @Nullable Raw first,
            @Nullable Raw last) {

        /** There was no visit before. */
        public static final int NEVER = -1;

        /** It says nothing. */
        public static final Earlier UNSAID = new Earlier(null, null, null);
    }

    /**
     * What the browser remembers of its own days.
     *
     * @param step the first sign of life on a calendar day; null when this is not it
     * @param minutesAway calendar minutes since the last sign of life, 0..30; null for longer; meaningful only where
     *     {@code minuteStep}
     * @param minuteStep whether {@code minutesAway} was sent
     * @param weeks the first sign of life in an ISO week; null when this is not it
     */
    public record VisitorPart(
            @Nullable DayStep step,
            @Nullable Integer minutesAway,
            boolean minuteStep,
            @Nullable Weeks weeks) {

        /** Without a step of the week. */
        public VisitorPart(@Nullable DayStep step, @Nullable Integer minutesAway, boolean minuteStep) {
            this(step, minutesAway, minuteStep, null);
        }
    }

    /**
     * @param week Monday of the ISO week of activity
     * @param cohort Monday of the ISO week of the browser's first activity, not after it
     */
    public record Weeks(LocalDate week, LocalDate cohort) {}

    /**
     * @param day the day of activity
     * @param previousDay the day of activity before; null for none
     */
    public record DayStep(LocalDate day, @Nullable LocalDate previousDay) {}
}
