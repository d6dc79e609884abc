package io.footfall.ingest;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the browser's address behind trusted proxies. Only what a trusted proxy wrote is believed: the addresses in the
 * forwarding header are read from the right for as long as they are trusted themselves.
 */
final class ClientAddress {

    private static final int MOST_HOPS = 20;

    private final List<Network> trusted;

    ClientAddress(List<String> trustedProxies) {
        this.trusted = trustedProxies.stream().map(Network::of).toList();
    }

    InetAddress of(HttpServerRequest request) {
        InetAddress peer = peer(request);
        InetAddress forwarded = forwarded(request, peer);
        return forwarded == null ? peer : forwarded;
    }

    /** What trusted proxies say of the browser's address; null where the request came without one or by none. */
    @Nullable
    InetAddress forwarded(HttpServerRequest request) {
        return forwarded(request, peer(request));
    }

    private static InetAddress peer(HttpServerRequest request) {
        InetAddress address = Network.address(request.remoteAddress().hostAddress());
        return address == null ? InetAddress.getLoopbackAddress() : address;
    }

    private @Nullable InetAddress forwarded(HttpServerRequest request, InetAddress peer) {
        if (trusted.isEmpty() || !isTrusted(peer)) {
            return null;
        }
        InetAddress address = null;
        List<String> hops = hops(request);
        for (int i = hops.size() - 1; i >= 0; i--) {
            InetAddress hop = Network.address(hops.get(i));
            if (hop == null) {
                return address;
            }
            address = hop;
            if (!isTrusted(address)) {
                return address;
            }
        }
        return address;
    }

    private boolean isTrusted(InetAddress address) {
        for (Network network : trusted) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> hops(HttpServerRequest request) {
        List<String> lines = request.headers().getAll("X-Forwarded-For");
        boolean standard = lines.isEmpty();
        if (standard) {
            lines = request.headers().getAll("Forwarded");
        }
        List<String> hops = new ArrayList<>();
        for (String line : lines) {
            for (String element : line.split(",", MOST_HOPS)) {
                String hop = standard ? forwardedFor(element) : element;
                if (hop != null) {
                    hops.add(bare(hop.strip()));
                }
            }
        }
        return hops;
    }

    /** The {@code for} parameter of an element of {@code Forwarded} (RFC 7239). */
    private static @Nullable String forwardedFor(String element) {
        for (String pair : element.split(";", MOST_HOPS)) {
            String parameter = pair.strip();
            if (parameter.regionMatches(true, 0, "for=", 0, 4)) {
                return parameter.substring(4).replace("\"", "");
            }
        }
        return null;
    }

    /** Without the port: {@code 192.0.2.1:80} and {@code [2001:db8::1]:80}. */
    private static String bare(String hop) {
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            return end < 0 ? hop : hop.substring(1, end);
        }
        int colon = hop.indexOf(':');
        return colon > 0 && hop.indexOf(':', colon + 1) < 0 ? hop.substring(0, colon) : hop;
    }
}
