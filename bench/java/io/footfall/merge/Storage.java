package io.footfall.merge;

import io.footfall.config.DataDirectory;
import io.footfall.config.SettingsLoader;
import io.footfall.count.Counter;
import io.footfall.count.CounterRing;
import io.footfall.count.CounterSize;
import io.footfall.count.Mix;
import io.footfall.db.Database;
import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import io.footfall.measure.Fact;
import io.footfall.measure.Frequent;
import io.footfall.measure.Observation;
import io.footfall.measure.Value;
import io.footfall.site.Site;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * What events cost at rest: counts the mix into a counter file, merges every so often, and reads how large the tables and the
 * write-ahead log have become; then closes the day. Run by {@code bench/storage}.
 */
public final class Storage {

    /** As many as come between two merges at some 2,000 events a second. */
    private static final int BETWEEN_MERGES = 20_000;

    private static final int FREQUENT_VISITS = 10;

    /** By then everything is rolled up. */
    private static final int YEARS_LATER = 3 * 365;

    private static final String TABLE = "%9d %6d %5d %10d %12.2f %12.0f %12.0f %12.0f %12.0f %12.0f %10.1f %10.1f %10.1f%n";

    private final List<String> rows;

    private final Vertx vertx;
    private final Pool pool;
    private final Path folder;

    private Storage(Vertx vertx, Pool pool, Path folder, List<String> rows) {
        this.rows = rows;
        this.vertx = vertx;
        this.pool = pool;
        this.folder = folder;
    }

    /** Which values a day of the mix has often enough for pairs, by a run ahead with the same numbers. */
    private static Frequent frequent(int events, int sites) {
        record Key(int site, int cube, Value value) {}
        Map<Key, Integer> visits = new HashMap<>();
        Mix mix = new Mix();
        for (int i = 0; i < events; i++) {
            Observation seen = mix.any(1 + i % sites);
            for (Fact fact : seen.facts()) {
                if (fact instanceof Fact.Pageview view && view.firstView()) {
                    visits.merge(new Key(seen.site(), Cubes.PAGE.id(), view.page()), 1, Integer::sum);
                }
            }
            if (seen.visitor() != null) {
                for (Dimension dimension : Dimension.values()) {
                    Cube cube = Cubes.by(dimension);
                    visits.merge(new Key(seen.site(), cube.id(), seen.visit().value(dimension)), 1, Integer::sum);
                }
            }
        }
        visits.values().removeIf(count -> count < FREQUENT_VISITS);
        return (site, single, value) -> visits.containsKey(new Key(site, single.id(), value));
    }

    private void measure(int events, int sites, int days) throws Exception {
        sql("truncate value, total_cell, open_cell, closed_cell, month_cell, ledger, site_day, sealed_cell, month_residual,"
                + " closed_month, duty, admitted, folded_value");
        Path ringFolder = Files.createTempDirectory(folder, "ring-");
        CounterRing ring = CounterRing.open(ringFolder, new CounterSize(1 << 21, 1 << 18), new Random(1));
        Secrets secrets = new Secrets(7, new Sealing(new byte[32], new SecureRandom()));
        AdmittedValues admitted = new AdmittedValues(vertx, pool, secrets, Site::bucketOf);
        Counter counter = new Counter(ring, frequent(events, sites), admitted);
        CountingLoop loop = new CountingLoop(
                ringFolder,
                ring,
                alsoEmpty -> {
                    counter.seal(alsoEmpty);
                    return Future.succeededFuture();
                },
                () -> Future.succeededFuture(counter.totals()));
        Merger merger = new Merger(vertx, pool, List.of(loop), (site, day, waiting) -> true, admitted);
        sql("checkpoint");
        long wal = number("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint");
        Mix mix = new Mix();
        long begun = System.nanoTime();
        for (int i = 0; i < events; i++) {
            if (!counter.count(mix.any(1 + i % sites, Mix.DAY + (int) ((long) i * days / events)))) {
                throw new IllegalStateException("the files are full");
            }
            if (i % BETWEEN_MERGES == BETWEEN_MERGES - 1 || i == events - 1) {
                await(merger.mergeNow());
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        wal = number("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint") - wal;
        long cells = number("select (select count(*) from open_cell) + (select count(*) from total_cell)");
        long open = bytes();
        double closing = atRest(secrets, sites, Mix.DAY + days);
        // The next day writes where these rows were.
        sql("vacuum full open_cell");
        sql("vacuum full admitted");
        long closed = bytes();
        long texts = bytes("value");
        double rollingUp = atRest(secrets, sites, Mix.DAY + YEARS_LATER);
        sql("vacuum full closed_cell");
        System.out.printf(
                Locale.ROOT,
                TABLE,
                events,
                sites,
                days,
                cells,
                (double) cells / events,
                (double) open / events,
                (double) closed / events,
                (double) texts / events,
                (double) bytes() / events,
                (double) wal / events,
                seconds,
                closing,
                rollingUp);
        rows.add(String.format(
                Locale.ROOT,
                "{\"events\":%d,\"sites\":%d,\"days\":%d,\"cells\":%d,\"openBytes\":%d,\"closedBytes\":%d,\"textBytes\":%d,\"rolledUpBytes\":%d,\"walBytes\":%d}",
                events, sites, days, cells, open, closed, texts, bytes(), wal));
    }

    /** Closes the days before one and rolls up what is old enough on it, until nothing is left to do; seconds. */
    private double atRest(Secrets secrets, int sites, int before) {
        List<FinishedDays.Finished> over = new ArrayList<>();
        for (int site = 1; site <= sites; site++) {
            over.add(new FinishedDays.Finished(site, before, new FinishedDays.Crowd(3, 5, 10), 240));
        }
        long begun = System.nanoTime();
        for (int i = 0; i < 3; i++) { // close, settle the month, roll up
            await(AtRest.duties(vertx, pool, () -> over, secrets, Site::bucketOf).runNow());
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private long bytes(String table) {
        return number("select pg_total_relation_size('" + table + "')");
    }

    private long bytes() {
        return number("select sum(pg_total_relation_size(c.oid))::bigint from pg_class c join pg_namespace n"
                + " on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'");
    }

    private long number(String sql) {
        return await(pool.query(sql).execute()).iterator().next().getLong(0);
    }

    private void sql(String sql) {
        await(pool.query(sql).execute());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    /** Arguments: events, sites and days, such as {@code 100000x1 1000000x1000x30}; one day if not said. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("footfall-storage-");
        Vertx vertx = Vertx.vertx();
        Map<String, String> environment = Map.of("FOOTFALL_DATA_DIR", folder.toString());
        try (DataDirectory data = DataDirectory.open(folder);
                Database database = Database.open(vertx, SettingsLoader.load(new String[0], environment), data)) {
            System.out.printf(
                    TABLE.replaceAll("(\\d+)(?:\\.\\d)?[df]", "$1s"),
                    "events", "sites", "days", "cells", "cells/event", "bytes/event", "closed B/ev", "texts of it", "rolled up", "WAL B/event",
                    "merge s", "close s", "roll up s");
            List<String> rows = new ArrayList<>();
            for (String run : arguments) {
                String[] numbers = run.split("x");
                new Storage(vertx, database.pool(), folder, rows)
                        .measure(
                                Integer.parseInt(numbers[0]),
                                Integer.parseInt(numbers[1]),
                                numbers.length > 2 ? Integer.parseInt(numbers[2]) : 1);
                Files.writeString(Path.of("target/bench/storage.json"), "[" + String.join(",\n", rows) + "]\n");
            }
        } finally {
            await(vertx.close());
            try (var files = Files.walk(folder)) {
                files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
        System.exit(0);
    }
}
