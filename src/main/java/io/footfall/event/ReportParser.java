package io.footfall.event;

import io.footfall.event.JsonFields.Unfit;
import io.footfall.measure.Decision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of {@code POST /collect/events}. Fields that the contract does not know are passed over unread; everything else
 * has its type and bounds, or the body is refused with the path of the field. Safe for use by any thread.
 */
public final class ReportParser {

    private static final int MAX_RECEIPT = 2_000;
    private static final int MAX_AS = 600;
    private static final int MAX_LANGUAGE = 100;
    private static final int MAX_SCREEN = 100_000;
    private static final int MAX_MINUTES_AWAY = 30;
    private static final int NONCE_BYTES = 8;
    private static final int NONCE_CHARACTERS = 11;

    /**
     * Parses a body.
     *
     * @param body at most {@link Report#MAX_BYTES} bytes of UTF-8
     */
    public ParsedReport parse(byte[] body) {
        try {
            return new ParsedReport.Parsed(JsonBody.read(body, fields -> new Draft(fields).read()));
        } catch (Unfit unfit) {
            return new ParsedReport.Malformed(unfit.field(), unfit.remedy());
        }
    }

    /** The report while it is read. */
    private static final class Draft {
        private final JsonFields json;
        private @Nullable String site;
        private @Nullable Raw receipt;
        private Report.@Nullable VisitPart visit;
        private @Nullable Long nonce;
        private Report.@Nullable VisitorPart visitor;
        private @Nullable Decision decision;
        private @Nullable List<Event> events;

        Draft(JsonFields json) {
            this.json = json;
        }

        Report read() throws IOException, Unfit {
            json.object(this::field);
            if (site == null) {
                throw json.missing("site");
            }
            if (visit == null) {
                throw json.missing("visit");
            }
            if (events == null) {
                throw json.missing("events");
            }
            return new Report(site, receipt, visit, nonce, visitor, decision, events);
        }

        private void field(String name) throws IOException, Unfit {
            switch (name) {
                case "site" -> site = json.text(JsonBody.MAX_DOMAIN);
                case "receipt" -> receipt = raw(json.textOrNull(MAX_RECEIPT));
                case "visit" -> visit = visit();
                case "nonce" -> nonce = nonce();
                case "visitor" -> visitor = json.isNull() ? null : visitor();
                case "decision" -> decision = json.isNull() ? null : decision();
                case "events" -> events = events();
                default -> json.skip();
            }
        }

        private static @Nullable Raw raw(@Nullable String text) {
            return text == null ? null : new Raw(text);
        }

        private Report.VisitPart visit() throws IOException, Unfit {
            var part = new Object() {
                @Nullable
                LocalDate day;

                @Nullable
                Raw entry;

                @Nullable
                Raw referrer;

                @Nullable
                Integer screen;

                @Nullable
                Raw language;

                @Nullable
                Raw as;
            };
            json.object(name -> {
                switch (name) {
                    case "day" -> part.day = day();
                    case "entry" -> part.entry = new Raw(json.text(EventFields.MAX_URL));
                    case "referrer" -> part.referrer = raw(json.textOrNull(EventFields.MAX_URL));
                    case "screen" -> part.screen = json.isNull() ? null : json.integer(0, MAX_SCREEN);
                    case "language" -> part.language = raw(json.textOrNull(MAX_LANGUAGE));
                    case "as" -> part.as = raw(json.textOrNull(MAX_AS));
                    default -> json.skip();
                }
            });
            if (part.day == null) {
                throw json.missing("day");
            }
            if (part.entry == null) {
                throw json.missing("entry");
            }
            return new Report.VisitPart(part.day, part.entry, part.referrer, part.screen, part.language, part.as);
        }

        private Report.VisitorPart visitor() throws IOException, Unfit {
            var part = new Object() {
                @Nullable
                LocalDate day;

                @Nullable
                LocalDate previousDay;

                boolean hasPreviousDay;

                @Nullable
                Integer minutesAway;

                boolean minuteStep;
            };
            json.object(name -> {
                switch (name) {
                    case "day" -> part.day = json.isNull() ? null : day();
                    case "previousDay" -> {
                        part.hasPreviousDay = true;
                        part.previousDay = json.isNull() ? null : day();
                    }
                    case "minutesAway" -> {
                        part.minuteStep = true;
                        part.minutesAway = json.isNull() ? null : json.integer(0, MAX_MINUTES_AWAY);
                    }
                    default -> json.skip();
                }
            });
            if (part.day != null && !part.hasPreviousDay) {
                throw json.missing("previousDay");
            }
            if (part.day == null && part.hasPreviousDay) {
                throw json.missing("day");
            }
            Report.DayStep step = part.day == null ? null : new Report.DayStep(part.day, part.previousDay);
            return new Report.VisitorPart(step, part.minutesAway, part.minuteStep);
        }

        private Decision decision() throws IOException, Unfit {
            DecisionFields decision = new DecisionFields(json);
            json.object(name -> {
                if (!decision.take(name)) {
                    json.skip();
                }
            });
            return decision.read();
        }

        private List<Event> events() throws IOException, Unfit {
            List<Event> list = new ArrayList<>();
            json.array(Report.MAX_EVENTS, i -> list.add(new EventFields(json).read()));
            if (list.isEmpty()) {
                throw json.unfit("must have at least one event");
            }
            return list;
        }

        private LocalDate day() throws IOException, Unfit {
            String text = json.text(10);
            try {
                LocalDate day = LocalDate.parse(text);
                if (day.getYear() < 1970 || day.getYear() > 9999) {
                    throw json.unfit("must be a day that the server can know");
                }
                return day;
            } catch (DateTimeException notADay) {
                throw json.unfit("must be a calendar day such as 2026-11-23");
            }
        }

        private @Nullable Long nonce() throws IOException, Unfit {
            if (json.isNull()) {
                return null;
            }
            String text = json.text(NONCE_CHARACTERS + 1);
            try {
                byte[] bytes = Base64.getUrlDecoder().decode(text);
                if (bytes.length == NONCE_BYTES) {
                    return ByteBuffer.wrap(bytes).getLong();
                }
            } catch (IllegalArgumentException notBase64) {
                // the same complaint as a wrong length
            }
            throw json.unfit("must be 64 random bits in base64url");
        }
    }
}
