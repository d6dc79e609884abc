package io.footfall.event;

import io.footfall.measure.Decision;
import java.util.List;

/**
 * The body of {@code POST /collect/consent}, parsed and bounded in size.
 *
 * @param site the domain that names the site, as sent
 * @param decision the kind of choice, and the policy version that it was made under
 * @param allow the optional categories that are granted, as sent
 */
public record Choice(String site, Decision decision, List<String> allow) {
    public Choice {
        allow = List.copyOf(allow);
    }

    /** Never what was sent. */
    @Override
    public String toString() {
        return "Choice[" + decision.how() + "]";
    }
}
