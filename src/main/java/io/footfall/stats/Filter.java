package io.footfall.stats;

/**
 * What an answer is about: only what has one value of something.
 *
 * @param axis what it is a value of
 */
public record Filter(By.Breakdown axis, String value) {}
