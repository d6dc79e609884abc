package io.footfall.site;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sites of this installation, read from any thread without waiting and without a lock.
 *
 * <p>All sites are one immutable snapshot. It is read anew right after a change made here, and within {@value #POLL_MILLIS} ms
 * after a change made by another node. Before a snapshot is published, everything that must be ready for it is prepared
 * (receipts, policies): whoever sees a site may use them. While the database is away, the last snapshot stays.
 */
public final class Sites {

    static final long POLL_MILLIS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(Sites.class);

    /** Makes ready what belongs to sites, before anybody sees them. */
    @FunctionalInterface
    public interface Preparation {
        /**
         * Called for one snapshot after another, never twice at once. It must not change settings: that would wait for
         * itself.
         */
        Future<Void> prepare(List<Site> sites);
    }

    private record Snapshot(long version, List<Site> all, Map<String, Site> byDomain, Map<Integer, Site> byId) {
        static Snapshot of(long version, List<Site> sites) {
            return new Snapshot(
                    version,
                    sites,
                    sites.stream().collect(Collectors.toUnmodifiableMap(Site::domain, site -> site)),
                    sites.stream().collect(Collectors.toUnmodifiableMap(Site::id, site -> site)));
        }
    }

    private final Vertx vertx;
    private final Pool pool;
    private final SettingsLock lock;
    private final InstantSource clock;
    private final List<Preparation> preparations = new ArrayList<>(); // touched only by steps of the queue
    private Future<Void> queue = Future.succeededFuture(); // guarded by this
    private volatile Snapshot snapshot = Snapshot.of(-1, List.of());
    private final AtomicBoolean polling = new AtomicBoolean();
    private volatile boolean unreachable;
    private volatile boolean closed;
    private volatile long timer;

    private Sites(Vertx vertx, Pool pool, InstantSource clock) {
        this.vertx = vertx;
        this.pool = pool;
        this.lock = new SettingsLock(pool);
        this.clock = clock;
    }

    /** Reads the sites and begins to look for changes; fails when the database does. */
    public static Future<Sites> open(Vertx vertx, Pool pool, InstantSource clock) {
        Sites sites = new Sites(vertx, pool, clock);
        return sites.refresh().map(ready -> {
            sites.timer = vertx.setPeriodic(POLL_MILLIS, tick -> sites.poll());
            return sites;
        });
    }

    /** Stops looking for changes. */
    public void close() {
        closed = true;
        vertx.cancelTimer(timer);
    }

    /** The site with this domain, in any case; aliases name nothing. */
    public Optional<Site> byDomain(String domain) {
        Map<String, Site> sites = snapshot.byDomain;
        Site site = sites.get(domain);
        return Optional.ofNullable(site != null ? site : sites.get(domain.toLowerCase(Locale.ROOT)));
    }

    /** The site with this number. */
    public Optional<Site> byId(int id) {
        return Optional.ofNullable(snapshot.byId.get(id));
    }

    /** All sites, by number. */
    public List<Site> all() {
        return snapshot.all;
    }

    /** Creates a site with policy 1. Outcomes are Saved, Invalid (with {@code domain} among the fields) and Taken. */
    public Future<SiteResult> create(SiteDraft draft) {
        SiteRules rules = new SiteRules(clock);
        Site site = rules.draft(draft);
        if (!rules.problems().isEmpty()) {
            return Future.succeededFuture(new SiteResult.Invalid(rules.problems()));
        }
        return save(connection -> unlessTaken(connection, site, () -> SiteRows.insert(connection, site)));
    }

    /** Changes some settings of a site. All outcomes of {@link SiteResult} are possible. */
    public Future<SiteResult> change(String domain, SiteChange change) {
        return save(connection -> SiteRows.byDomain(connection, domain.toLowerCase(Locale.ROOT))
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(new SiteResult.NotFound())
                        : change(connection, found.get(), change)));
    }

    /**
     * Whether something has been counted for the site and merged: from then on its time zone is fixed. (What was counted in
     * the last seconds and waits for its first merge is not seen.)
     */
    public Future<Boolean> counting(Site site) {
        return pool.withConnection(connection -> counting(connection, site));
    }

    /**
     * Changes other settings that nodes keep in memory (policies, keys): alone among all nodes, in one transaction, after
     * which this node has read and prepared everything anew.
     *
     * @param work must use the connection it is given
     */
    public <T> Future<T> changeSettings(Function<SqlConnection, Future<T>> work) {
        return lock.alone(work, result -> true).compose(result -> refresh().map(result));
    }

    /** Adds something to prepare for each snapshot, this one included; the future completes when it is prepared. */
    public Future<Void> prepareWith(Preparation preparation) {
        return enqueue(() -> preparation.prepare(all()).onSuccess(ready -> preparations.add(preparation)));
    }

    /** Prepares everything anew for the sites as they are, as when a month begins. */
    public Future<Void> prepareAnew() {
        return enqueue(() -> prepare(all()));
    }

    /** Reads the settings if they have changed; the future completes when the new ones are seen here. */
    public Future<Void> refresh() {
        return enqueue(() -> pool.withConnection(connection -> SettingsLock.version(connection)
                        .compose(version -> version == snapshot.version
                                ? Future.succeededFuture(snapshot)
                                : SiteRows.all(connection).map(sites -> Snapshot.of(version, sites))))
                .compose(next -> next.version == snapshot.version ? Future.succeededFuture() : publish(next)));
    }

    private Future<SiteResult> save(Function<SqlConnection, Future<SiteResult>> work) {
        return lock.alone(work, SiteResult.Saved.class::isInstance)
                .compose(result -> refresh().map(result));
    }

    private Future<SiteResult> change(SqlConnection connection, Site old, SiteChange change) {
        SiteRules rules = new SiteRules(clock);
        Site site = rules.change(old, change);
        Future<Boolean> zoneIsFixed =
                site.zone().equals(old.zone()) ? Future.succeededFuture(false) : counting(connection, old);
        return zoneIsFixed.compose(fixed -> {
            if (fixed) {
                rules.zoneIsFixed();
            }
            return rules.problems().isEmpty()
                    ? unlessTaken(connection, site, () -> SiteRows.update(connection, site))
                    : Future.succeededFuture(new SiteResult.Invalid(rules.problems()));
        });
    }

    private static Future<SiteResult> unlessTaken(SqlConnection connection, Site site, Supplier<Future<Site>> write) {
        return SiteRows.taken(connection, site)
                .compose(taken -> taken.isPresent()
                        ? Future.succeededFuture(taken.get())
                        : write.get().map(SiteResult.Saved::new));
    }

    private static Future<Boolean> counting(SqlConnection connection, Site site) {
        return connection
                .preparedQuery("select exists (select from total_cell where bucket = $1 and site = $2)")
                .execute(Tuple.of(site.bucket(), site.id()))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private Future<Void> publish(Snapshot next) {
        return prepare(next.all).onSuccess(ready -> snapshot = next);
    }

    private Future<Void> prepare(List<Site> sites) {
        Future<Void> ready = Future.succeededFuture();
        for (Preparation preparation : preparations) {
            ready = ready.compose(before -> preparation.prepare(sites));
        }
        return ready;
    }

    /** One step after another, so that an older snapshot never replaces a newer one. */
    private synchronized Future<Void> enqueue(Supplier<Future<Void>> step) {
        queue = queue.transform(before -> step.get());
        return queue;
    }

    private void poll() {
        if (!polling.compareAndSet(false, true)) {
            return; // the database is slow: one question at a time
        }
        refresh().onComplete(done -> {
            polling.set(false);
            if (done.failed() && !unreachable && !closed) {
                LOG.warn("settings cannot be read, the last known stay in use", done.cause());
            } else if (done.succeeded() && unreachable) {
                LOG.info("settings can be read again");
            }
            unreachable = done.failed();
        });
    }
}
