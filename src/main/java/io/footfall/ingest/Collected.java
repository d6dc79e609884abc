package io.footfall.ingest;

import io.footfall.enrich.agent.ClientHints;
import io.footfall.event.Raw;
import io.footfall.event.Report;
import io.footfall.site.Site;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request to {@code /collect/events} on its way through the steps. Owned by one event loop; dropped with the request. */
final class Collected {

    private static final CharSequence MOBILE = HttpHeaders.createOptimized("Sec-CH-UA-Mobile");
    private static final CharSequence PLATFORM = HttpHeaders.createOptimized("Sec-CH-UA-Platform");
    private static final String BEARER = "Bearer ";

    final HttpServerRequest request;

    private byte[] body = {};
    private @Nullable Report report;
    private @Nullable Site site;
    private Sender sender = Sender.PAGE;

    /** Who sent it. */
    enum Sender {
        /** A page of the site. */
        PAGE,
        /** A page of a test origin: it is not counted. */
        TEST,
        /** A server of the site, on behalf of a visitor's. */
        SERVER
    }

    Collected(HttpServerRequest request) {
        this.request = request;
    }

    void body(byte[] bytes) {
        body = bytes;
    }

    byte[] body() {
        return body;
    }

    void report(Report parsed) {
        report = parsed;
    }

    void site(Site found) {
        site = found;
    }

    void sender(Sender found) {
        sender = found;
    }

    Sender sender() {
        return sender;
    }

    /** The parsed body; there from the first step on. */
    Report report() {
        if (report == null) {
            throw new IllegalStateException("the body has not been parsed");
        }
        return report;
    }

    /** The site; there once it has been found. */
    Site site() {
        if (site == null) {
            throw new IllegalStateException("the site has not been found");
        }
        return site;
    }

    /** The site, or null where the request was refused before it was found. */
    @Nullable
    Site siteOrNull() {
        return site;
    }

    @Nullable
    String origin() {
        return request.getHeader(HttpHeaders.ORIGIN);
    }

    @Nullable
    Raw userAgent() {
        return raw(HttpHeaders.USER_AGENT);
    }

    /** What the browser says of itself besides, as far as browsers do without being asked. */
    ClientHints hints() {
        return ClientHints.of(raw(MOBILE), raw(PLATFORM));
    }

    /** The token that the request carries, if it carries one. */
    Optional<String> token() {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    private @Nullable Raw raw(CharSequence name) {
        String header = request.getHeader(name);
        return header == null ? null : new Raw(header);
    }
}
