package io.footfall.stats;

import java.util.Optional;

/**
 * A row of an answer.
 *
 * @param value the value of a breakdown; of time, the first day or the hour in ISO 8601
 * @param title the title of a page that was seen most of late, where one may be shown
 */
public record StatsRow(String value, Sums sums, Optional<String> title) {

    StatsRow(String value, Sums sums) {
        this(value, sums, Optional.empty());
    }

    StatsRow titled(String text) {
        return new StatsRow(value, sums, Optional.of(text));
    }

    StatsRow with(Sums other) {
        return new StatsRow(value, other, title);
    }
}
