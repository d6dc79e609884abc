package io.footfall.event;

import io.footfall.event.JsonFields.Unfit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the body of {@code POST /collect/consent}, as {@link ReportParser} reads the other. Safe for use by any thread. */
public final class ChoiceParser {

    private static final int MOST_CATEGORIES = 8;
    private static final int MAX_CATEGORY = 50;

    /** Parses a body. */
    public ParsedChoice parse(byte[] body) {
        try {
            return new ParsedChoice.Parsed(JsonBody.read(body, fields -> new Draft(fields).read()));
        } catch (Unfit unfit) {
            return new ParsedChoice.Malformed(unfit.field(), unfit.remedy());
        }
    }

    /** The choice while it is read. */
    private static final class Draft {
        private final JsonFields json;
        private final DecisionFields decision;
        private @Nullable String site;
        private @Nullable List<String> allow;

        Draft(JsonFields json) {
            this.json = json;
            this.decision = new DecisionFields(json);
        }

        Choice read() throws IOException, Unfit {
            json.object(this::field);
            if (site == null) {
                throw json.missing("site");
            }
            if (allow == null) {
                throw json.missing("allow");
            }
            return new Choice(site, decision.read(), allow);
        }

        private void field(String name) throws IOException, Unfit {
            switch (name) {
                case "site" -> site = json.text(JsonBody.MAX_DOMAIN);
                case "allow" -> allow = allow();
                default -> {
                    if (!decision.take(name)) {
                        json.skip();
                    }
                }
            }
        }

        private List<String> allow() throws IOException, Unfit {
            List<String> list = new ArrayList<>();
            json.array(MOST_CATEGORIES, i -> list.add(json.text(MAX_CATEGORY)));
            return list;
        }
    }
}
