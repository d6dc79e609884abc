package io.footfall.site;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;

/**
 * An instant in a site's calendar.
 *
 * @param day the calendar day, days since 1970
 * @param hour the instant at which the current local hour began, minutes since 1970 UTC. Where the clock was moved within
 *     that hour, it began at the move, so that hours never overlap: a day of 25 hours has 25 of them.
 * @param minute minutes since 1970, UTC
 */
public record SiteMoment(int day, int hour, int minute) {

    /** The moment of an instant. */
    public static SiteMoment of(ZoneId zone, Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        int day = Math.toIntExact(local.toLocalDate().toEpochDay());
        return new SiteMoment(day, minutes(hourStart(local)), minutes(instant));
    }

    private static Instant hourStart(ZonedDateTime local) {
        Instant instant = local.toInstant();
        Duration intoTheHour =
                Duration.between(local.toLocalDateTime().truncatedTo(ChronoUnit.HOURS), local.toLocalDateTime());
        Instant start = instant.minus(intoTheHour);
        ZoneOffsetTransition move = local.getZone().getRules().previousTransition(instant.plusNanos(1));
        return move != null && move.getInstant().isAfter(start) ? move.getInstant() : start;
    }

    private static int minutes(Instant instant) {
        return Math.toIntExact(Math.floorDiv(instant.getEpochSecond(), 60L));
    }
}
