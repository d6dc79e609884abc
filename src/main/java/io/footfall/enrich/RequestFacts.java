package io.footfall.enrich;

import io.footfall.enrich.agent.ClientHints;
import io.footfall.event.Raw;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a request says besides its body. It lives as long as the request.
 *
 * @param address of the browser, behind trusted proxies; null where nobody knows
 * @param userAgent the header, null where absent
 * @param hints what the browser says of itself besides
 * @param server whether a server of the site sent it for a visitor: then it may be a program
 */
public record RequestFacts(
        @Nullable InetAddress address, @Nullable Raw userAgent, ClientHints hints, boolean server) {

    /** A browser's request without hints. */
    public RequestFacts(InetAddress address, @Nullable Raw userAgent) {
        this(address, userAgent, ClientHints.NONE, false);
    }

    /** Never the facts. */
    @Override
    public String toString() {
        return "(raw)";
    }
}
