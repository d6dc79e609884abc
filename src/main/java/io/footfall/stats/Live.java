package io.footfall.stats;

import java.time.Instant;

/**
 * Visitors now.
 *
 * @param at the minute up to which, itself included
 * @param lastFive visitors of the last 5 minutes
 * @param lastThirty visitors of the last 30 minutes
 */
public record Live(Instant at, long lastFive, long lastThirty) {}
