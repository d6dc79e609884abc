package io.footfall.event;

import io.footfall.event.JsonFields.Unfit;
import io.footfall.event.Report.Earlier;
import io.footfall.event.Report.VisitPart;
import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads {@code visit}. */
final class VisitFields {

    private static final int MAX_AS = 600;
    private static final int MAX_ORIGIN = 700;
    private static final int MAX_LANGUAGE = 100;
    private static final int MAX_SCREEN = 100_000;
    private static final int MAX_SINCE = 100_000;

    private final JsonFields json;
    private @Nullable LocalDate day;
    private @Nullable Raw entry;
    private @Nullable Raw referrer;
    private @Nullable Integer screen;
    private @Nullable Raw language;
    private @Nullable Raw as;
    private @Nullable Integer since;
    private @Nullable Raw first;
    private @Nullable Raw last;

    VisitFields(JsonFields json) {
        this.json = json;
    }

    VisitPart read() throws IOException, Unfit {
        json.object(this::field);
        if (day == null) {
            throw json.missing("day");
        }
        if (entry == null) {
            throw json.missing("entry");
        }
        Earlier before =
                since == null && first == null && last == null ? Earlier.UNSAID : new Earlier(since, first, last);
        return new VisitPart(day, entry, referrer, screen, language, as, before);
    }

    private void field(String name) throws IOException, Unfit {
        switch (name) {
            case "day" -> day = Days.day(json);
            case "entry" -> entry = new Raw(json.text(EventFields.MAX_URL));
            case "referrer" -> referrer = json.rawOrNull(EventFields.MAX_URL);
            case "screen" -> screen = json.isNull() ? null : json.integer(0, MAX_SCREEN);
            case "language" -> language = json.rawOrNull(MAX_LANGUAGE);
            case "as" -> as = json.rawOrNull(MAX_AS);
            case "since" -> since = json.isNull() ? Earlier.NEVER : json.integer(0, MAX_SINCE);
            case "first" -> first = json.rawOrNull(MAX_ORIGIN);
            case "last" -> last = json.rawOrNull(MAX_ORIGIN);
            default -> json.skip();
        }
    }
}
