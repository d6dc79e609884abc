package io.footfall.event;

import io.footfall.event.JsonFields.Unfit;
import io.footfall.measure.Decision;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads {@code how} and {@code policy} of an object. */
final class DecisionFields {

    private static final int MAX_POLICY = 1_000_000;

    private final JsonFields json;
    private Decision.@Nullable How how;
    private int policy;

    DecisionFields(JsonFields json) {
        this.json = json;
    }

    /** Takes a field, if it is one of the two. */
    boolean take(String name) throws IOException, Unfit {
        switch (name) {
            case "how" ->
                how = Decision.How.byKey(json.text(20))
                        .orElseThrow(
                                () -> json.unfit("must be one of accept_all, reject_all, choose, withdraw, signal"));
            case "policy" -> policy = json.integer(1, MAX_POLICY);
            default -> {
                return false;
            }
        }
        return true;
    }

    Decision read() throws Unfit {
        if (how == null) {
            throw json.missing("how");
        }
        if (policy == 0) {
            throw json.missing("policy");
        }
        return new Decision(how, policy);
    }
}
