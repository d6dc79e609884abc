package io.footfall.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteMomentTest {

    @ParameterizedTest(name = "{0} at {1}: day {2}, hour begun at {3}")
    @CsvSource({
        "UTC,                 2026-11-24T10:59:59Z, 2026-11-24, 2026-11-24T10:00:00Z",
        "UTC,                 2026-11-24T11:00:00Z, 2026-11-24, 2026-11-24T11:00:00Z",
        "Europe/Berlin,       2026-11-23T23:00:00Z, 2026-11-24, 2026-11-23T23:00:00Z",
        "Europe/Berlin,       2026-11-23T22:59:59Z, 2026-11-23, 2026-11-23T22:00:00Z",
        "America/Los_Angeles, 2026-11-24T07:15:00Z, 2026-11-23, 2026-11-24T07:00:00Z",
        // half an hour and three quarters off
        "Asia/Kolkata,        2026-11-24T18:29:59Z, 2026-11-24, 2026-11-24T17:30:00Z",
        "Asia/Kolkata,        2026-11-24T18:30:00Z, 2026-11-25, 2026-11-24T18:30:00Z",
        "Asia/Kathmandu,      2026-11-24T12:00:00Z, 2026-11-24, 2026-11-24T11:15:00Z",
        // the hour from two to three comes twice
        "Europe/Berlin,       2026-10-25T00:30:00Z, 2026-10-25, 2026-10-25T00:00:00Z",
        "Europe/Berlin,       2026-10-25T01:30:00Z, 2026-10-25, 2026-10-25T01:00:00Z",
        // the hour from two to three does not come
        "Europe/Berlin,       2026-03-29T00:59:59Z, 2026-03-29, 2026-03-29T00:00:00Z",
        "Europe/Berlin,       2026-03-29T01:00:00Z, 2026-03-29, 2026-03-29T01:00:00Z",
        // the clock is moved by half an hour, within an hour
        "Australia/Lord_Howe, 2026-04-04T14:45:00Z, 2026-04-05, 2026-04-04T14:00:00Z",
        "Australia/Lord_Howe, 2026-04-04T15:15:00Z, 2026-04-05, 2026-04-04T15:00:00Z",
        "Australia/Lord_Howe, 2026-04-04T15:45:00Z, 2026-04-05, 2026-04-04T15:30:00Z",
        "Australia/Lord_Howe, 2026-10-03T15:29:00Z, 2026-10-04, 2026-10-03T14:30:00Z",
        "Australia/Lord_Howe, 2026-10-03T15:45:00Z, 2026-10-04, 2026-10-03T15:30:00Z",
    })
    void of_instant_givesDayAndTheInstantAtWhichTheLocalHourBegan(
            ZoneId zone, Instant instant, LocalDate day, Instant hour) {
        SiteMoment moment = SiteMoment.of(zone, instant);

        assertThat(moment.day()).isEqualTo((int) day.toEpochDay());
        assertThat(moment.hour()).isEqualTo((int) (hour.getEpochSecond() / 60));
        assertThat(moment.minute()).isEqualTo((int) (instant.getEpochSecond() / 60));
    }

    @ParameterizedTest(name = "{0}: {1} has {2} hours")
    @CsvSource({
        "Europe/Berlin,       2026-11-24, 24",
        "Europe/Berlin,       2026-10-25, 25",
        "Europe/Berlin,       2026-03-29, 23",
        "Asia/Kolkata,        2026-11-24, 24",
        "Australia/Lord_Howe, 2026-04-05, 25", // one of them is half an hour long
    })
    void of_everyMinuteOfADay_givesItsHoursWithoutOverlap(ZoneId zone, LocalDate day, int hours) {
        Set<Integer> begun = new HashSet<>();
        Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
        for (Instant at = day.atStartOfDay(zone).toInstant(); at.isBefore(end); at = at.plusSeconds(60)) {
            SiteMoment moment = SiteMoment.of(zone, at);
            assertThat(moment.day()).isEqualTo((int) day.toEpochDay());
            begun.add(moment.hour());
        }

        assertThat(begun).hasSize(hours);
    }
}
