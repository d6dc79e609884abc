package io.footfall.event;

import io.footfall.event.JsonFields.Unfit;
import io.footfall.measure.Decision;
import java.io.IOException;
import java.nio.ByteBuffer;
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
                case "receipt" -> receipt = json.rawOrNull(MAX_RECEIPT);
                case "visit" -> visit = new VisitFields(json).read();
                case "nonce" -> nonce = nonce();
                case "visitor" -> visitor = json.isNull() ? null : new VisitorFields(json).read();
                case "decision" -> decision = json.isNull() ? null : decision();
                case "events" -> events = events();
                default -> json.skip();
            }
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
