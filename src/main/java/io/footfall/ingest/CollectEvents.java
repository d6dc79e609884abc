package io.footfall.ingest;

import io.footfall.consent.Verdict;
import io.footfall.count.Counter;
import io.footfall.enrich.Enrichment;
import io.footfall.enrich.RequestFacts;
import io.footfall.enrich.agent.ClientHints;
import io.footfall.event.ParsedReport;
import io.footfall.event.Raw;
import io.footfall.event.Report;
import io.footfall.event.ReportParser;
import io.footfall.ingest.Refusal.Refused;
import io.footfall.site.Origins;
import io.footfall.site.Site;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /collect/events}: an ordered list of steps, each of which lets the request pass or refuses it. What passes all of
 * them is counted, and only then answered. Owned by one event loop.
 */
public final class CollectEvents implements Handler<HttpServerRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(CollectEvents.class);

    private static final CharSequence DAY = HttpHeaders.createOptimized("Footfall-Day");
    private static final CharSequence VISIT = HttpHeaders.createOptimized("Footfall-Visit");

    private final CollectionParts parts;
    private final Counter counter;
    private final ClientAddress addresses;
    private final ReportParser parser = new ReportParser();
    private final List<Step> steps = List.of(this::parse, this::findSite, this::checkOrigin, this::checkConsent);
    private @Nullable ShownDay shownDay;

    /** Gives the reason to refuse, or null to let pass. */
    private interface Step {
        @Nullable
        Refused take(Collected collected);
    }

    /** The path, which no router needs to look for. */
    public static final String PATH = "/collect/events";

    public CollectEvents(CollectionParts parts, Counter counter) {
        this.parts = parts;
        this.counter = counter;
        this.addresses = new ClientAddress(parts.trustedProxies());
    }

    @Override
    public void handle(HttpServerRequest request) {
        CollectRoutes.share(request);
        LimitedBody.read(request, Report.MAX_BYTES, body -> collect(new Collected(request), body));
    }

    private void collect(Collected collected, @Nullable Buffer body) {
        parts.accounting().receive();
        long begun = System.nanoTime();
        try {
            if (body == null) {
                refuse(collected, Refusal.TOO_LARGE.because(CollectRoutes.LARGEST));
            } else {
                collected.body(body.getBytes());
                take(collected);
            }
        } catch (RuntimeException bug) {
            fail(collected, bug);
        }
        parts.accounting().tookUp(System.nanoTime() - begun);
    }

    private void take(Collected collected) {
        for (Step step : steps) {
            Refused refused = step.take(collected);
            if (refused != null) {
                refuse(collected, refused);
                return;
            }
        }
        enrich(collected);
    }

    private @Nullable Refused parse(Collected collected) {
        ParsedReport parsed = parser.parse(collected.body());
        if (parsed instanceof ParsedReport.Malformed malformed) {
            return Refusal.MALFORMED.because(malformed.field(), malformed.remedy());
        }
        collected.report(((ParsedReport.Parsed) parsed).report());
        return null;
    }

    private @Nullable Refused findSite(Collected collected) {
        Site site = parts.sites().byDomain(collected.report().site()).orElse(null);
        if (site == null) {
            return Refusal.UNKNOWN_SITE.because("site", "must be the domain that names a site of this server");
        }
        collected.site(site);
        return null;
    }

    private @Nullable Refused checkOrigin(Collected collected) {
        String origin = collected.origin();
        if (origin == null || origin.equals("null")) {
            return checkToken(collected);
        }
        if (Origins.isTest(collected.site(), origin)) {
            collected.sender(Collected.Sender.TEST);
            return null;
        }
        return Origins.allows(collected.site(), origin)
                ? null
                : Refusal.FOREIGN_ORIGIN.because("the page's host must be the site's domain or one of its aliases");
    }

    private @Nullable Refused checkToken(Collected collected) {
        collected.sender(Collected.Sender.SERVER);
        return collected.token().filter(parts.mayRecord()).isPresent()
                ? null
                : Refusal.FOREIGN_ORIGIN.because("a request of no page needs a token that may record");
    }

    private @Nullable Refused checkConsent(Collected collected) {
        Raw receipt = collected.report().receipt();
        if (receipt == null) {
            return Refusal.NO_CONSENT.because("receipt", "is missing: ask for consent first");
        }
        Verdict verdict = parts.receipts().check(collected.site(), receipt.text());
        return switch (verdict) {
            case ACCEPTED -> null;
            case OUTDATED -> Refusal.CONSENT_OUTDATED.because("receipt", "is out of date: ask again");
            case NO_STATISTICS -> Refusal.NO_CONSENT.because("receipt", "does not allow statistics");
            case UNKNOWN -> Refusal.NO_CONSENT.because("receipt", "is not one that this server has issued to the site");
        };
    }

    private void enrich(Collected collected) {
        RequestFacts facts = facts(collected);
        CompletionStage<Enrichment> stage = parts.enrichment().enrich(collected.site(), facts, collected.report());
        CompletableFuture<Enrichment> known = stage.toCompletableFuture();
        if (known.isDone() && !known.isCompletedExceptionally()) {
            answer(collected, known.join());
            return;
        }
        Context loop = Vertx.currentContext();
        Future.fromCompletionStage(stage, loop)
                .map(enrichment -> {
                    answer(collected, enrichment);
                    return enrichment;
                })
                .onFailure(failure -> fail(collected, failure));
    }

    /** What classes are derived from is not even read where the visit has them already. */
    private RequestFacts facts(Collected collected) {
        boolean server = collected.sender() == Collected.Sender.SERVER;
        if (collected.report().visit().as() != null) {
            return new RequestFacts(null, collected.userAgent(), ClientHints.NONE, server);
        }
        return new RequestFacts(
                server ? addresses.forwarded(collected.request) : addresses.of(collected.request),
                collected.userAgent(),
                collected.hints(),
                server);
    }

    private void answer(Collected collected, Enrichment enrichment) {
        Refused refused = refusal(enrichment);
        if (refused != null) {
            refuse(collected, refused);
        } else {
            count(collected, (Enrichment.Observed) enrichment);
        }
    }

    private static @Nullable Refused refusal(Enrichment enrichment) {
        if (enrichment instanceof Enrichment.Malformed malformed) {
            return Refusal.MALFORMED.because(malformed.field(), malformed.remedy());
        }
        if (enrichment instanceof Enrichment.DayMismatch mismatch) {
            return Refusal.DAY_MISMATCH.because(mismatch.field(), "must fit the site's calendar, see Footfall-Day");
        }
        if (enrichment instanceof Enrichment.Bot) {
            return Refusal.BOT.because("the User-Agent is one of a program");
        }
        if (enrichment instanceof Enrichment.ReferrerSpam) {
            return Refusal.REFERRER_SPAM.because("visit.referrer", "is a known source of false visits");
        }
        return null;
    }

    private void count(Collected collected, Enrichment.Observed observed) {
        int site = collected.site().id();
        Long nonce = collected.report().nonce();
        if (collected.sender() == Collected.Sender.TEST) {
            parts.accounting().test();
        } else if (nonce != null && !parts.nonces().add(site, nonce)) {
            parts.accounting().repeat();
        } else if (counter.count(observed.observation())) {
            parts.accounting().count();
        } else {
            if (nonce != null) {
                parts.nonces().remove(site, nonce);
            }
            refuse(collected, Refusal.NOT_NOW.because("repeat the same body in a minute"));
            return;
        }
        HttpServerResponse response = collected.request.response();
        if (collected.report().visit().as() == null) {
            response.putHeader(VISIT, observed.visitClasses());
        }
        response.putHeader(DAY, day(collected.site())).setStatusCode(204).end();
    }

    private void refuse(Collected collected, Refused refused) {
        parts.accounting().refuse(refused.reason());
        Site site = collected.siteOrNull();
        if (site != null) {
            int today = parts.today(site);
            if (collected.sender() != Collected.Sender.TEST) {
                counter.refuse(site.id(), today, refused.reason().id());
            }
            collected.request.response().putHeader(DAY, day(site));
        }
        refused.problem().send(collected.request.response());
    }

    /** The failure itself may hold raw facts: only its type is told. */
    private void fail(Collected collected, Throwable failure) {
        LOG.error("a request failed: {}", failure.getClass().getName());
        if (collected.request.response().ended()) {
            return;
        }
        refuse(collected, Refusal.FAILED.because("repeat later"));
    }

    /** A site's calendar day as it is written in a header, for a minute. */
    private record ShownDay(ZoneId zone, long minute, String text) {}

    private String day(Site site) {
        Instant now = parts.clock().instant();
        long minute = Math.floorDiv(now.getEpochSecond(), 60L);
        ShownDay shown = shownDay;
        if (shown == null || shown.minute != minute || !shown.zone.equals(site.zone())) {
            shown = new ShownDay(
                    site.zone(), minute, LocalDate.ofInstant(now, site.zone()).toString());
            shownDay = shown;
        }
        return shown.text;
    }
}
