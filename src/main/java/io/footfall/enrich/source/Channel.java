package io.footfall.enrich.source;

import io.footfall.measure.Value;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kind of road on which a visit came. */
public enum Channel {
    DIRECT("Direct"),
    ORGANIC_SEARCH("Organic Search"),
    PAID_SEARCH("Paid Search"),
    ORGANIC_SOCIAL("Organic Social"),
    PAID_SOCIAL("Paid Social"),
    AI_ASSISTANTS("AI Assistants"),
    EMAIL("Email"),
    REFERRAL("Referral"),
    DISPLAY("Display"),
    AFFILIATES("Affiliates"),
    /** Paid for, and neither search, social nor display. */
    PAID_OTHER("Paid Other"),
    /** Marked as a campaign by the site, in none of the other channels. */
    CAMPAIGN("Campaign");

    private static final Map<Channel, Value> VALUES = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), channel -> Value.of(channel.text)));
    private static final Map<String, Channel> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(channel -> channel.text, Function.identity()));

    private final String text;

    Channel(String text) {
        this.text = text;
    }

    /** The name as counted and shown. */
    public Value value() {
        return Objects.requireNonNull(VALUES.get(this));
    }

    public static Optional<Channel> byName(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
