package io.footfall.enrich;

import io.footfall.measure.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first problem of a report. Cleaning goes on after it, with a stand-in for the value. Used for one report, by one thread. */
final class Findings {

    static final String URL = "an http or https URL on a host of the site";

    private @Nullable Enrichment problem;

    /** The first problem found; where there is one, what was cleaned is of no use. */
    @Nullable
    Enrichment problem() {
        return problem;
    }

    void note(Enrichment found) {
        if (problem == null) {
            problem = found;
        }
    }

    void within(String field, int number, int least, int most) {
        if (number < least || number > most) {
            note(new Enrichment.Malformed(field, "a number from " + least + " to " + most));
        }
    }

    Value found(Optional<Value> value, String field, String remedy) {
        if (value.isEmpty()) {
            note(new Enrichment.Malformed(field, remedy));
            return Value.UNKNOWN;
        }
        return value.get();
    }
}
