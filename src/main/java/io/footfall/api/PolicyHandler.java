package io.footfall.api;

import io.footfall.consent.Archived;
import io.footfall.consent.ParsedPolicy;
import io.footfall.consent.Policy;
import io.footfall.consent.PolicyCheck;
import io.footfall.consent.PolicyDocument;
import io.footfall.consent.Publication;
import io.footfall.consent.Publishing;
import io.footfall.site.Site;
import io.footfall.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What a site asks its visitors: in force, as a draft, and all that ever was. */
final class PolicyHandler implements Resource {

    private static final String NO_DRAFT =
            "There is no draft: save one first, or see whether it has just been published.";

    private final Sites sites;
    private final Publishing publishing;

    PolicyHandler(Sites sites, Publishing publishing) {
        this.sites = sites;
        this.publishing = publishing;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of(
                "getPolicy", of(this::get),
                "savePolicyDraft", of(this::save),
                "discardPolicyDraft", of(this::discard),
                "checkPolicyDraft", of(this::check),
                "publishPolicy", of(this::publish),
                "getPolicyArchive", of(this::archive));
    }

    private Handler<RoutingContext> of(BiFunction<RoutingContext, Site, Future<Void>> operation) {
        return context -> SiteOf.request(context, sites)
                .ifPresent(site -> operation.apply(context, site).onFailure(context::fail));
    }

    private Future<Void> get(RoutingContext context, Site site) {
        return publishing
                .inForce(site)
                .compose(policy -> publishing
                        .draft(site)
                        .compose(draft -> Answers.json(
                                context,
                                200,
                                new JsonObject()
                                        .put("in_force", json(policy))
                                        .put(
                                                "draft",
                                                draft.map(PolicyHandler::json).orElse(null)))));
    }

    private Future<Void> save(RoutingContext context, Site site) {
        ParsedPolicy parsed = PolicyDocument.parse(context.body().asJsonObject());
        if (parsed instanceof ParsedPolicy.Parsed ok) {
            return publishing
                    .save(site, ok.document())
                    .compose(saved -> publishing.check(site, ok.document()))
                    .compose(check -> Answers.json(
                            context,
                            200,
                            new JsonObject().put("draft", json(ok.document())).put("check", json(check))));
        }
        ParsedPolicy.Malformed malformed = (ParsedPolicy.Malformed) parsed;
        return Answers.problem(
                context, Problems.invalid(malformed.field(), malformed.field() + " " + malformed.remedy() + "."));
    }

    private Future<Void> discard(RoutingContext context, Site site) {
        return publishing.discard(site).compose(gone -> Answers.empty(context));
    }

    private Future<Void> check(RoutingContext context, Site site) {
        return publishing
                .draft(site)
                .compose(draft -> draft.isEmpty()
                        ? Answers.problem(context, Problems.notFound(NO_DRAFT))
                        : publishing
                                .check(site, draft.get())
                                .compose(check -> Answers.json(context, 200, json(check))));
    }

    private Future<Void> publish(RoutingContext context, Site site) {
        return publishing.publish(site).compose(publication -> {
            if (publication instanceof Publication.Published published) {
                return Answers.json(context, 201, json(published.policy()));
            } else if (publication instanceof Publication.Refused refused) {
                String detail = "The self-check found errors: mend them in the draft first.";
                return Answers.problem(
                        context,
                        409,
                        Problems.conflict("draft", detail)
                                .json()
                                .put("findings", Publishing.json(refused.check().findings())));
            }
            String detail = publication instanceof Publication.Unchanged
                    ? "The draft says what is in force already: change something, or discard it."
                    : NO_DRAFT;
            return Answers.problem(context, Problems.conflict("draft", detail));
        });
    }

    private Future<Void> archive(RoutingContext context, Site site) {
        String on = context.request().getParam("on");
        LocalDate day;
        try {
            day = on == null ? null : LocalDate.parse(on);
        } catch (DateTimeParseException notADate) {
            return Answers.problem(context, Problems.invalid("on", "on must be a date such as 2026-05-03."));
        }
        return publishing.archive(site.domain()).compose(all -> {
            JsonArray versions = new JsonArray();
            all.stream().filter(each -> isInForce(each, site, day)).forEach(each -> versions.add(json(each)));
            return Answers.json(context, 200, new JsonObject().put("versions", versions));
        });
    }

    /** Whether it was in force at some time of a day of the site's calendar. */
    private static boolean isInForce(Archived archived, Site site, @Nullable LocalDate day) {
        if (day == null) {
            return true;
        }
        Instant begin = day.atStartOfDay(site.zone()).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(site.zone()).toInstant();
        return archived.policy().publishedAt().isBefore(end)
                && (archived.until() == null || archived.until().isAfter(begin));
    }

    private static JsonObject json(Policy policy) {
        return numbers(policy).put("document", json(policy.document()));
    }

    private static JsonObject numbers(Policy policy) {
        return new JsonObject()
                .put("version", policy.version())
                .put("revision", policy.revision())
                .put("hash", policy.hash())
                .put("published_at", policy.publishedAt().toString());
    }

    private static JsonObject json(PolicyDocument document) {
        return new JsonObject(document.json());
    }

    private static JsonObject json(PolicyCheck check) {
        return new JsonObject()
                .put("findings", Publishing.json(check.findings()))
                .put("asks_again", check.asksAgain())
                .put("why", new JsonArray(check.why()))
                .put("next", new JsonObject().put("version", check.version()).put("revision", check.revision()));
    }

    private static JsonObject json(Archived archived) {
        return numbers(archived.policy())
                .put(
                        "until",
                        Optional.ofNullable(archived.until())
                                .map(Instant::toString)
                                .orElse(null))
                .put("script_hash", archived.scriptHash())
                .put("check", archived.findings() == null ? null : new JsonArray(archived.findings()));
    }
}
