package io.footfall.enrich;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * The classes of visits that were read lately, by their text. Only texts that are what this server writes are kept: classes of closed
 * lists and a clean source, the same for everybody who came alike. Bounded; any thread may ask.
 */
final class KnownClasses {

    private static final int MOST = 10_000;

    private final Cache<String, VisitClasses> known =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

    /** As {@link VisitClasses#of}; null for anything else. */
    @Nullable
    VisitClasses of(String text) {
        VisitClasses read = known.getIfPresent(text);
        if (read == null) {
            read = VisitClasses.of(text).orElse(null);
            if (read != null) {
                known.put(text, read);
            }
        }
        return read;
    }
}
