package io.footfall.merge;

/**
 * What the installation keeps to itself, the same on all nodes.
 *
 * @param order key of the order in which rows are written
 * @param sealing for cells that are too small to be read
 */
public record Secrets(long order, Sealing sealing) {}
