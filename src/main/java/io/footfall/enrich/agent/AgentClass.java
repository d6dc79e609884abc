package io.footfall.enrich.agent;

import io.footfall.measure.Value;

/**
 * What a User-Agent says, in values of closed lists.
 *
 * @param device one of {@link Families#DEVICES}
 * @param browser one of {@link Families#BROWSERS}, without its version
 * @param os one of {@link Families#SYSTEMS}, without its version
 * @param bot whether it is a program rather than a person's browser
 */
public record AgentClass(Value device, Value browser, Value os, boolean bot) {

    /** No classes, because there was no time to find them; not taken for a bot. */
    public static final AgentClass UNKNOWN = new AgentClass(Value.UNKNOWN, Value.UNKNOWN, Value.UNKNOWN, false);

    /** A program; it is not counted, so its other classes do not matter. */
    public static final AgentClass BOT = new AgentClass(Value.UNKNOWN, Value.UNKNOWN, Value.UNKNOWN, true);
}
