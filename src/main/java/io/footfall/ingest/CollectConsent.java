package io.footfall.ingest;

import io.footfall.consent.Category;
import io.footfall.consent.PolicyDocument;
import io.footfall.consent.Receipts;
import io.footfall.count.Counter;
import io.footfall.event.Choice;
import io.footfall.event.ChoiceParser;
import io.footfall.event.ParsedChoice;
import io.footfall.ingest.Refusal.Refused;
import io.footfall.site.Origins;
import io.footfall.site.Site;
import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** {@code POST /collect/consent}: gives the receipt of a choice, the same text for everybody with the same choice. */
final class CollectConsent implements Handler<RoutingContext> {

    private static final String COOKIE = "footfall_consent";

    private final CollectionParts parts;
    private final Counter counter;
    private final ChoiceParser parser = new ChoiceParser();

    CollectConsent(CollectionParts parts, Counter counter) {
        this.parts = parts;
        this.counter = counter;
    }

    @Override
    public void handle(RoutingContext context) {
        parts.decisions().receive();
        try {
            take(context);
        } catch (RuntimeException bug) {
            parts.decisions().refuse(Refusal.FAILED);
            throw bug;
        }
    }

    /** A body that is too large has not been read. */
    void refuseLarge(RoutingContext context) {
        parts.decisions().receive();
        refuse(context, Refusal.TOO_LARGE.because(CollectRoutes.LARGEST));
    }

    private void take(RoutingContext context) {
        ParsedChoice parsed = parser.parse(CollectRoutes.bytes(context));
        if (parsed instanceof ParsedChoice.Malformed malformed) {
            refuse(context, Refusal.MALFORMED.because(malformed.field(), malformed.remedy()));
        } else if (parsed instanceof ParsedChoice.Parsed ok) {
            answer(context, ok.choice());
        }
    }

    private void answer(RoutingContext context, Choice choice) {
        Optional<Site> found = parts.sites().byDomain(choice.site());
        if (found.isEmpty()) {
            refuse(
                    context,
                    Refusal.UNKNOWN_SITE.because("site", "must be the domain that names a site of this server"));
            return;
        }
        Site site = found.get();
        String origin = context.request().getHeader("Origin");
        boolean test = Origins.isTest(site, origin);
        if (!test && !Origins.allows(site, origin)) {
            refuse(context, Refusal.FOREIGN_ORIGIN.because("the page's host must be the site's domain or an alias"));
            return;
        }
        if (choice.decision().policy() != site.policy()) {
            refuse(context, Refusal.CONSENT_OUTDATED.because("policy", "must be the version in force: ask again"));
            return;
        }
        PolicyDocument document = parts.policies().inForce(site).document();
        Set<Category> allow = new HashSet<>();
        for (String id : choice.allow()) {
            Optional<Category> category = Category.byId(id).filter(document::has);
            if (category.isEmpty()) {
                refuse(context, Refusal.MALFORMED.because("allow", "must list categories of the policy in force"));
                return;
            }
            allow.add(category.get());
        }
        issue(context, site, choice, allow, !test);
    }

    private void issue(RoutingContext context, Site site, Choice choice, Set<Category> allow, boolean counted) {
        YearMonth month = parts.receipts().month();
        parts.receipts()
                .issueAway(site, allow, month)
                .onSuccess(receipt -> {
                    if (isCounted(context, site, choice, counted)) {
                        answer(context, receipt, month);
                    }
                })
                .onFailure(failure -> {
                    parts.decisions().refuse(Refusal.FAILED);
                    context.fail(failure);
                });
    }

    /** Whether the decision was counted where it is to be; when there is no room, the request has been refused. */
    private boolean isCounted(RoutingContext context, Site site, Choice choice, boolean counted) {
        if (counted && site.countDecisions() == Site.CountDecisions.ALL) {
            int today = parts.today(site);
            if (!counter.decide(site.id(), today, choice.decision())) {
                refuse(context, Refusal.NOT_NOW.because("repeat the same body in a minute"));
                return false;
            }
        }
        if (counted) {
            parts.decisions().count();
        } else {
            parts.decisions().test();
        }
        return true;
    }

    private void answer(RoutingContext context, String receipt, YearMonth month) {
        if (isSameOrigin(context)) {
            context.response().addCookie(cookie(receipt, month));
        }
        context.response()
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject()
                        .put("receipt", receipt)
                        .put("expires", Receipts.expires(month).toString())
                        .toBuffer());
    }

    /** Whether the page and this end point share a host: only then may the answer write the site's own cookie. */
    private static boolean isSameOrigin(RoutingContext context) {
        String origin = context.request().getHeader("Origin");
        String host = context.request().getHeader("Host");
        return origin != null && host != null && origin.endsWith("://" + host);
    }

    private Cookie cookie(String receipt, YearMonth month) {
        Instant end =
                Receipts.expires(month).plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return Cookie.cookie(COOKIE, receipt)
                .setPath("/")
                .setSameSite(CookieSameSite.LAX)
                .setSecure(true)
                .setMaxAge(Duration.between(parts.clock().instant(), end).toSeconds());
    }

    private void refuse(RoutingContext context, Refused refused) {
        parts.decisions().refuse(refused.reason());
        refused.problem().send(context.response());
    }
}
