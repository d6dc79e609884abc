package io.footfall.api;

import io.footfall.site.Site;
import io.footfall.site.Sites;
import io.footfall.stats.Questions;
import io.footfall.stats.Stats;
import io.footfall.stats.StatsAnswer;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Numbers of a site. */
final class StatsHandler implements Resource {

    private final Sites sites;
    private final Stats stats;

    StatsHandler(Sites sites, Stats stats) {
        this.sites = sites;
        this.stats = stats;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("getStats", this::stats, "getLive", this::live);
    }

    private void stats(RoutingContext context) {
        SiteOf.request(context, sites).ifPresent(site -> stats(context, site));
    }

    private void stats(RoutingContext context, Site site) {
        QueryParameters.of(context).ifPresent(parameters -> stats(context, site, parameters));
    }

    private void stats(RoutingContext context, Site site, Map<String, String> parameters) {
        Questions.Reading reading = Questions.read(site, stats.today(site), parameters);
        if (reading instanceof Questions.Reading.Understood understood) {
            stats.answer(understood.question())
                    .compose(answer -> answer(context, answer))
                    .onFailure(context::fail);
        } else if (reading instanceof Questions.Reading.Unanswerable unanswerable) {
            Answers.problem(context, Problems.invalid(unanswerable.field(), unanswerable.remedy()));
        }
    }

    private static Future<Void> answer(RoutingContext context, StatsAnswer answer) {
        return Csv.isWanted(context)
                ? Csv.answer(context, "stats", StatsCsv.of(answer))
                : Answers.json(context, 200, StatsJson.of(answer));
    }

    private void live(RoutingContext context) {
        SiteOf.request(context, sites)
                .ifPresent(site -> stats.live(site)
                        .compose(live -> Answers.json(
                                context,
                                200,
                                new JsonObject()
                                        .put("at", live.at().toString())
                                        .put("last5", live.lastFive())
                                        .put("last30", live.lastThirty())))
                        .onFailure(context::fail));
    }
}
