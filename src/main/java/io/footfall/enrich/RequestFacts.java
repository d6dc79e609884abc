package io.footfall.enrich;

import io.footfall.event.Raw;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a request says besides its body. It lives as long as the request.
 *
 * @param address of the browser, behind trusted proxies
 * @param userAgent the header, null where absent
 */
public record RequestFacts(InetAddress address, @Nullable Raw userAgent) {

    /** Never the facts. */
    @Override
    public String toString() {
        return "(raw)";
    }
}
