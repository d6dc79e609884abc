package io.footfall.api;

import io.footfall.site.Site;
import io.footfall.site.Sites;
import io.footfall.stats.Questions;
import io.footfall.stats.Range;
import io.footfall.stats.Report;
import io.footfall.stats.Reports;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Lists about a site that are no rows of figures: retention, flows, funnels, web vitals, refusals, decisions. */
final class ReportsHandler implements Resource {

    private static final int MONTH = 30;
    private static final int TWELVE_WEEKS = 84;

    private final Sites sites;
    private final Reports reports;
    private final Map<Integer, String> reasons;

    /**
     * @param reasons names of the reasons of refusals, by number
     */
    ReportsHandler(Sites sites, Reports reports, Map<Integer, String> reasons) {
        this.sites = sites;
        this.reports = reports;
        this.reasons = Map.copyOf(reasons);
    }

    /** Asks for a report. */
    @FunctionalInterface
    private interface Asking<R> {
        Future<Report<R>> ask(Site site, Range range, Map<String, String> parameters);
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "getRetention",
                report(TWELVE_WEEKS, List.of(), (s, days, p) -> reports.retention(s, days), ReportJson::retained),
                "getFlows",
                report(MONTH, List.of("page"), (s, days, p) -> reports.flows(s, days, page(p)), ReportJson::move),
                "getFunnels",
                report(MONTH, List.of(), (s, days, p) -> reports.funnels(s, days), ReportJson::step),
                "getVitals",
                report(MONTH, List.of("page", "by"), this::vitals, ReportJson::speed),
                "getRefusals",
                report(MONTH, List.of(), (s, days, p) -> reports.refusals(s, days), this::refused),
                "getConsent",
                report(MONTH, List.of(), (s, days, p) -> reports.decisions(s, days), ReportJson::decided));
    }

    private Future<Report<Report.Speed>> vitals(Site site, Range range, Map<String, String> parameters) {
        return reports.vitals(site, range, page(parameters), parameters.containsKey("by"));
    }

    private static Optional<String> page(Map<String, String> parameters) {
        return Optional.ofNullable(parameters.get("page"));
    }

    private JsonObject refused(Report.Refused refused) {
        return new JsonObject()
                .put("reason", reasons.getOrDefault(refused.reason(), "unknown"))
                .put("requests", refused.requests());
    }

    private <R> Handler<RoutingContext> report(
            int days, List<String> others, Asking<R> asking, Function<R, JsonObject> json) {
        return context -> SiteOf.request(context, sites)
                .ifPresent(site -> QueryParameters.of(context).ifPresent(parameters -> {
                    Questions.Reading reading = Questions.readDays(site, reports.today(site), parameters, days, others);
                    if (reading instanceof Questions.Reading.Days known) {
                        asking.ask(site, known.range(), parameters)
                                .compose(report -> ReportJson.answer(context, report, json))
                                .onFailure(context::fail);
                    } else if (reading instanceof Questions.Reading.Unanswerable unanswerable) {
                        Answers.problem(context, Problems.invalid(unanswerable.field(), unanswerable.remedy()));
                    }
                }));
    }
}
