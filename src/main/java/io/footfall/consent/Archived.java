package io.footfall.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the archive.
 *
 * @param until when the next one came into force; null while it is in force
 * @param scriptHash SHA-256 of the banner's script in hexadecimal digits; null where it was not kept
 * @param findings what the self-check found, a JSON array; null where it was not made
 */
public record Archived(
        Policy policy,
        @Nullable Instant until,
        @Nullable String scriptHash,
        @Nullable String findings) {}
