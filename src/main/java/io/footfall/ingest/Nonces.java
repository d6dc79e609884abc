package io.footfall.ingest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/**
 * The bodies that were counted within the last ten minutes, by site and nonce, so that a repeat is answered and not counted again.
 * In memory, bounded, and nowhere else. Used by all event loops.
 */
public final class Nonces {

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final long MOST = 2_000_000;

    private final Cache<Nonce, Boolean> seen =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();

    private record Nonce(int site, long bits) {}

    /** Remembers a nonce; false when it was there already. */
    boolean add(int site, long nonce) {
        return seen.asMap().putIfAbsent(new Nonce(site, nonce), true) == null;
    }

    /** Forgets a nonce whose body was not counted after all. */
    void remove(int site, long nonce) {
        seen.invalidate(new Nonce(site, nonce));
    }
}
