package io.footfall.event;

import io.footfall.event.JsonFields.Unfit;
import io.footfall.event.Report.DayStep;
import io.footfall.event.Report.VisitorPart;
import io.footfall.event.Report.Weeks;
import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads {@code visitor}. */
final class VisitorFields {

    private static final int MAX_MINUTES_AWAY = 30;

    private final JsonFields json;
    private @Nullable LocalDate day;
    private @Nullable LocalDate previousDay;
    private boolean hasPreviousDay;
    private @Nullable LocalDate week;
    private @Nullable LocalDate cohort;
    private @Nullable Integer minutesAway;
    private boolean minuteStep;

    VisitorFields(JsonFields json) {
        this.json = json;
    }

    VisitorPart read() throws IOException, Unfit {
        json.object(this::field);
        return new VisitorPart(step(), minutesAway, minuteStep, weeks());
    }

    private void field(String name) throws IOException, Unfit {
        switch (name) {
            case "day" -> day = json.isNull() ? null : Days.day(json);
            case "previousDay" -> {
                hasPreviousDay = true;
                previousDay = json.isNull() ? null : Days.day(json);
            }
            case "week" -> week = json.isNull() ? null : Days.week(json);
            case "cohort" -> cohort = json.isNull() ? null : Days.week(json);
            case "minutesAway" -> {
                minuteStep = true;
                minutesAway = json.isNull() ? null : json.integer(0, MAX_MINUTES_AWAY);
            }
            default -> json.skip();
        }
    }

    private @Nullable DayStep step() throws Unfit {
        if (day != null && !hasPreviousDay) {
            throw json.missing("previousDay");
        }
        if (day == null && hasPreviousDay) {
            throw json.missing("day");
        }
        return day == null ? null : new DayStep(day, previousDay);
    }

    private @Nullable Weeks weeks() throws Unfit {
        if (week == null && cohort == null) {
            return null;
        }
        if (week == null) {
            throw json.missing("week");
        }
        if (cohort == null) {
            throw json.missing("cohort");
        }
        if (cohort.isAfter(week)) {
            throw json.unfit("cohort", "must not be after week");
        }
        return new Weeks(week, cohort);
    }
}
