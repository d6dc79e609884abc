package io.footfall.api;

import io.footfall.site.Site;
import io.footfall.site.Sites;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.function.Function;

/** What a site's owner pastes into pages. */
final class EmbedHandler implements Resource {

    private final Sites sites;
    private final Function<Site, JsonObject> embed;

    EmbedHandler(Sites sites, Function<Site, JsonObject> embed) {
        this.sites = sites;
        this.embed = embed;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("getEmbed", this::get);
    }

    private void get(RoutingContext context) {
        SiteOf.request(context, sites)
                .ifPresent(site -> Answers.json(context, 200, embed.apply(site)).onFailure(context::fail));
    }
}
