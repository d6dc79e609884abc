package io.footfall.merge;

import io.footfall.measure.Cubes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the cells of minutes away that answer no question any more: "visitors now" looks back half an hour, and they are kept an
 * hour. Doing it twice, or on several nodes, changes nothing.
 */
public final class MinuteSweep {

    private static final Logger LOG = LoggerFactory.getLogger(MinuteSweep.class);

    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration EVERY = Duration.ofMinutes(5);

    private static final String SWEEP =
            "delete from total_cell where bucket = $1 and site = any($2::int4[]) and cube = $3 and a < $4";

    private final Vertx vertx;
    private final Pool pool;
    private final Supplier<List<Integer>> sites;
    private final IntUnaryOperator bucketOf;
    private final InstantSource clock;
    private long timer = -1;

    /**
     * @param sites numbers of all sites
     * @param bucketOf a site's number to its bucket
     */
    public MinuteSweep(
            Vertx vertx, Pool pool, Supplier<List<Integer>> sites, IntUnaryOperator bucketOf, InstantSource clock) {
        this.vertx = vertx;
        this.pool = pool;
        this.sites = sites;
        this.bucketOf = bucketOf;
        this.clock = clock;
    }

    /** Sweeps now, and from then on every five minutes. */
    public void start() {
        timer = vertx.setPeriodic(EVERY.toMillis(), tick -> sweepAndReport());
        sweepAndReport();
    }

    /** Stops the rhythm. */
    public void stop() {
        vertx.cancelTimer(timer);
    }

    private void sweepAndReport() {
        sweepNow().onFailure(failure -> LOG.warn("cannot sweep minutes for now: {}", Failures.name(failure)));
    }

    /** Sweeps all sites, one statement a bucket; what could not be swept is swept the next time. */
    public Future<Void> sweepNow() {
        int before = Math.toIntExact(clock.instant().minus(KEPT).getEpochSecond() / 60);
        Map<Integer, List<Integer>> buckets = new TreeMap<>();
        for (int site : sites.get()) {
            buckets.computeIfAbsent(bucketOf.applyAsInt(site), bucket -> new ArrayList<>())
                    .add(site);
        }
        Future<Void> done = Future.succeededFuture();
        for (Map.Entry<Integer, List<Integer>> bucket : buckets.entrySet()) {
            Integer[] there = bucket.getValue().toArray(Integer[]::new);
            Tuple arguments = Tuple.of(bucket.getKey().shortValue(), there, (short) Cubes.MINUTE.id(), before);
            done = done.compose(
                    swept -> pool.preparedQuery(SWEEP).execute(arguments).mapEmpty());
        }
        return done;
    }
}
