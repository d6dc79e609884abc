package io.footfall.enrich.source;

import io.footfall.measure.Value;

/** How a visit came to the site. */
public sealed interface Arrival {

    /**
     * @param source who sent it, such as {@code Google} or {@code example.org}; {@link Sources#DIRECT} for nobody
     * @param channel the kind of road: of {@link Channel}, or of a rule of the site
     * @param referrer the page that led here, as host and cleaned path; {@link Value#NONE} for none
     */
    record Known(Value source, Value channel, Value referrer) implements Arrival {}

    /** By a referrer that is made up to be looked at. */
    record Spam() implements Arrival {}
}
