package io.footfall.ingest;

import io.footfall.event.Raw;
import io.footfall.event.Report;
import io.footfall.site.Site;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** One request to {@code /collect/events} on its way through the steps. Owned by one event loop; dropped with the request. */
final class Collected {

    final HttpServerRequest request;

    private byte[] body = {};
    private @Nullable Report report;
    private @Nullable Site site;

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
        return request.getHeader("Origin");
    }

    @Nullable
    Raw userAgent() {
        String header = request.getHeader("User-Agent");
        return header == null ? null : new Raw(header);
    }
}
