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
            return known(json, LocalDate.parse(json.text(LENGTH)));
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

    private static LocalDate known(JsonFields json, LocalDate day) throws Unfit {
        if (day.getYear() < EARLIEST || day.getYear() > LATEST) {
            throw json.unfit("must be a day that the server can know");
        }
        return day;
    }
}
