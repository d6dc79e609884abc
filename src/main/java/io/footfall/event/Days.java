package io.footfall.event;

import io.footfall.event.JsonFields.Unfit;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Reads calendar days and ISO weeks. */
final class Days {

    private static final int LENGTH = 10;
    private static final int EARLIEST = 1970;
    private static final int LATEST = 9999;

    private Days() {}

    /** A day such as {@code 2026-11-23}. */
    static LocalDate day(JsonFields json) throws IOException, Unfit {
        try {
            return known(json, calendarDay(json.text(LENGTH)));
        } catch (DateTimeException notADay) {
            throw json.unfit("must be a calendar day such as 2026-11-23");
        }
    }

    /** The Monday of a week such as {@code 2026-W48}. */
    static LocalDate week(JsonFields json) throws IOException, Unfit {
        try {
            return known(json, LocalDate.parse(json.text(LENGTH) + "-1", DateTimeFormatter.ISO_WEEK_DATE));
        } catch (DateTimeException notAWeek) {
            throw json.unfit("must be an ISO week such as 2026-W48");
        }
    }

    /** Four digits, two and two with hyphens between, as nearly every request has it; a formatter takes longer. */
    private static LocalDate calendarDay(String text) {
        boolean plain = text.length() == LENGTH && text.charAt(4) == '-' && text.charAt(7) == '-';
        int year = plain ? number(text, 0, 4) : -1;
        int month = plain ? number(text, 5, 7) : -1;
        int day = plain ? number(text, 8, LENGTH) : -1;
        if (year < 0 || month < 0 || day < 0) {
            throw new DateTimeException("not a calendar day");
        }
        return LocalDate.of(year, month, day);
    }

    /** The number that some decimal digits write, or -1. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }

    private static LocalDate known(JsonFields json, LocalDate day) throws Unfit {
        if (day.getYear() < EARLIEST || day.getYear() > LATEST) {
            throw json.unfit("must be a day that the server can know");
        }
        return day;
    }
}
