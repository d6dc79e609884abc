package io.footfall.consent;

import java.time.Instant;

/**
 * A published policy of a site.
 *
 * @param version from 1, without gaps
 * @param hash SHA-256 of the archived JSON, 64 hexadecimal digits
 */
public record Policy(int version, PolicyDocument document, String hash, Instant publishedAt) {}
