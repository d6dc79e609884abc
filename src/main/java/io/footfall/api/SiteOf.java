package io.footfall.api;

import io.footfall.site.Site;
import io.footfall.site.Sites;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Finds the site that a request's path names. */
final class SiteOf {

    static final String UNKNOWN = "There is no site with this domain; GET /api/v1/sites lists them.";

    private SiteOf() {}

    /** The site; when there is none, the request has been answered with 404. */
    static Optional<Site> request(RoutingContext context, Sites sites) {
        Optional<Site> site = sites.byDomain(context.pathParam("site"));
        if (site.isEmpty()) {
            Answers.problem(context, Problems.notFound(UNKNOWN));
        }
        return site;
    }
}
