package io.footfall.consent;

import io.footfall.consent.Choice.Basis;
import io.footfall.consent.ReceiptBook.Subject;
import io.footfall.site.Site;
import io.footfall.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Issues receipts and recognises them. What is chosen often is signed in advance ({@link ReceiptBook}), on a worker, before
 * a site is seen by anybody and when a month begins; an event loop only looks up.
 */
public final class Receipts {

    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);

    private static final long MONTH_CHECK_MILLIS = 2_000;

    /** Receipts of single choices that are kept; when there are more, all are forgotten: each can be signed again. */
    private static final int MOST_ASKED_FOR = 2_000;

    private record Books(YearMonth month, Map<Integer, ReceiptBook> bySite) {}

    private record AskedFor(String kid, int site, Choice choice) {}

    private final Map<AskedFor, String> askedFor = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final Policies policies;
    private final SigningKeys keys;
    private final String issuer;
    private final InstantSource clock;
    private volatile Books books;
    private volatile long timer;

    private Receipts(Vertx vertx, Policies policies, SigningKeys keys, URI issuer, InstantSource clock) {
        this.vertx = vertx;
        this.policies = policies;
        this.keys = keys;
        this.issuer = issuer.toString();
        this.clock = clock;
        this.books = new Books(month(), Map.of());
    }

    /**
     * Signs in advance for all sites there are, and from then on for each that is added or changed.
     *
     * @param policies in force, and read before
     * @param issuer the installation's public URL; a part of every receipt, so that a new URL makes all receipts unknown
     */
    public static Future<Receipts> open(
            Vertx vertx, Policies policies, SigningKeys keys, URI issuer, InstantSource clock) {
        Receipts receipts = new Receipts(vertx, policies, keys, issuer, clock);
        Sites sites = policies.sites();
        return sites.prepareWith(receipts::prepare).map(ready -> {
            receipts.timer = vertx.setPeriodic(MONTH_CHECK_MILLIS, tick -> receipts.followMonth(sites));
            return receipts;
        });
    }

    /** Stops following the months. */
    public void close() {
        vertx.cancelTimer(timer);
    }

    /**
     * The receipt of a choice under the site's policy in force: the same text for everybody, as long as the same key signs.
     * A look-up for the months around now, a signature (half a millisecond) otherwise.
     *
     * @param allow what is allowed; the necessary category is implied
     * @param month of the decision, UTC
     */
    public String issue(Site site, Set<Category> allow, YearMonth month) {
        return issue(site, new Choice(site.policy(), allow, month));
    }

    /** What is signed in advance for the site: sets of what is allowed, under its policy in force. */
    public List<Set<Category>> inAdvance(Site site) {
        return Choice.inAdvance(policies.inForce(site).document().optional());
    }

    /** The same, with the signature, where one is needed, on a worker; it is kept for the next who chooses the same. */
    public Future<String> issueAway(Site site, Set<Category> allow, YearMonth month) {
        Choice choice = new Choice(site.policy(), allow, month);
        SigningKey key = keys.signing();
        String text = text(site, key, choice);
        if (text != null) {
            return Future.succeededFuture(text);
        }
        return vertx.executeBlocking(() -> key.sign(issuer, site.domain(), choice), false)
                .onSuccess(signed -> keep(new AskedFor(key.kid(), site.id(), choice), signed));
    }

    /** The receipt of a notice given now, where the policy in force has a rule that asks for no more. */
    public Optional<String> ofNotice(Site site) {
        return policies.inForce(site).document().asksForNoticeOnly()
                ? Optional.of(issue(site, new Choice(site.policy(), Choice.STATISTICS, Basis.NOTICE, month())))
                : Optional.empty();
    }

    private String issue(Site site, Choice choice) {
        SigningKey key = keys.signing();
        String text = text(site, key, choice);
        return text != null ? text : key.sign(issuer, site.domain(), choice);
    }

    private @Nullable String text(Site site, SigningKey key, Choice choice) {
        ReceiptBook book = books.bySite.get(site.id());
        String text = book == null ? null : book.text(key, choice);
        return text != null ? text : askedFor.get(new AskedFor(key.kid(), site.id(), choice));
    }

    private void keep(AskedFor asked, String text) {
        if (askedFor.size() >= MOST_ASKED_FOR) {
            askedFor.clear();
        }
        askedFor.put(asked, text);
    }

    /** What a receipt is worth for counting a visit to the site now: a look-up of the text as it is. */
    public Verdict check(Site site, String receipt) {
        ReceiptBook book = books.bySite.get(site.id());
        return book == null ? Verdict.UNKNOWN : book.verdict(site, receipt, clock.instant());
    }

    /** The public keys with which anybody can verify receipts, a JWK Set in JSON. */
    public String jwks() {
        return keys.jwks();
    }

    /** The current month, UTC: that of a decision made now. */
    public YearMonth month() {
        return YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
    }

    /** The last month in which a receipt of the given month is accepted, to its last instant, UTC. */
    public static YearMonth expires(YearMonth month) {
        return month.plusMonths(Choice.MONTHS);
    }

    private Future<Void> prepare(List<Site> sites) {
        return vertx.executeBlocking(() -> write(sites))
                .onSuccess(written -> books = written)
                .mapEmpty();
    }

    private Books write(List<Site> sites) {
        YearMonth month = month();
        List<SigningKey> accepted = keys.accepted();
        Map<Integer, ReceiptBook> before = books.bySite;
        Map<Integer, ReceiptBook> next = new HashMap<>();
        for (Site site : sites) {
            Subject subject = Subject.of(site, policies.inForce(site).document());
            next.put(site.id(), ReceiptBook.of(issuer, subject, accepted, month, before.get(site.id())));
        }
        return new Books(month, next);
    }

    /** The next month's receipts are signed already, so that nothing waits for this at midnight. */
    private void followMonth(Sites sites) {
        if (!books.month.equals(month())) {
            sites.prepareAnew().onFailure(failure -> LOG.warn("receipts of the next month are not ready yet", failure));
        }
    }
}
