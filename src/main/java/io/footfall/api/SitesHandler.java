package io.footfall.api;

import io.footfall.site.FieldProblem;
import io.footfall.site.Site;
import io.footfall.site.SiteDraft;
import io.footfall.site.SiteResult;
import io.footfall.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Sites and their settings. */
final class SitesHandler implements Resource {

    private final Sites sites;

    SitesHandler(Sites sites) {
        this.sites = sites;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "listSites", this::list, "createSite", this::create, "getSite", this::get, "changeSite", this::change);
    }

    private void list(RoutingContext context) {
        List<Future<JsonObject>> listed = sites.all().stream()
                .sorted(Comparator.comparing(Site::domain))
                .map(this::json)
                .toList();
        Future.all(listed)
                .compose(all -> Answers.json(context, 200, new JsonObject().put("sites", new JsonArray(all.list()))))
                .onFailure(context::fail);
    }

    private void get(RoutingContext context) {
        SiteOf.request(context, sites)
                .ifPresent(site -> json(site)
                        .compose(json -> Answers.json(context, 200, json))
                        .onFailure(context::fail));
    }

    private void create(RoutingContext context) {
        JsonObject body = context.body().asJsonObject();
        sites.create(new SiteDraft(body.getString("domain"), SiteJson.change(body)))
                .compose(result -> answer(context, 201, result))
                .onFailure(context::fail);
    }

    private void change(RoutingContext context) {
        SiteOf.request(context, sites)
                .ifPresent(site -> sites.change(
                                site.domain(), SiteJson.change(context.body().asJsonObject()))
                        .compose(result -> answer(context, 200, result))
                        .onFailure(context::fail));
    }

    private Future<Void> answer(RoutingContext context, int status, SiteResult result) {
        if (result instanceof SiteResult.Saved saved) {
            return json(saved.site()).compose(json -> Answers.json(context, status, json));
        } else if (result instanceof SiteResult.Invalid invalid) {
            return Answers.problem(context, 400, problem(invalid.problems()));
        } else if (result instanceof SiteResult.Taken taken) {
            String detail = "The host " + taken.host() + " belongs to another site.";
            return Answers.problem(context, Problems.conflict(taken.field(), detail));
        }
        return Answers.problem(context, Problems.notFound(SiteOf.UNKNOWN));
    }

    private static JsonObject problem(List<FieldProblem> problems) {
        JsonArray all = new JsonArray();
        problems.forEach(problem ->
                all.add(new JsonObject().put("field", problem.field()).put("detail", sentence(problem))));
        FieldProblem first = problems.get(0);
        return Problems.invalid(first.field(), sentence(first)).json().put("problems", all);
    }

    private static String sentence(FieldProblem problem) {
        return problem.field() + " " + problem.detail() + ".";
    }

    private Future<JsonObject> json(Site site) {
        return sites.counting(site).map(counting -> SiteJson.of(site, counting));
    }
}
