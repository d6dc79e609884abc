package io.footfall.stats;

/**
 * A row of an answer.
 *
 * @param value the value of a breakdown; of time, the first day or the hour in ISO 8601
 * @param plusMinus how far the true number of visitors can be from the one given, 0 where it is exact
 */
public record StatsRow(String value, Sums sums, long plusMinus) {}
