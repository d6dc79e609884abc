package io.footfall.consent;

import java.time.Instant;

/**
 * A published policy of a site.
 *
 * @param version from 1, without gaps; receipts name it, so that a new one asks everybody again
 * @param revision from 1, without gaps within a version: editorial changes, which ask nobody
 * @param hash SHA-256 of the archived JSON, 64 hexadecimal digits
 */
public record Policy(int version, int revision, PolicyDocument document, String hash, Instant publishedAt) {}
