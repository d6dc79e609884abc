package io.footfall.merge;

import io.footfall.config.DataDirectory;
import io.footfall.config.SettingsLoader;
import io.footfall.count.Cell;
import io.footfall.db.Database;
import io.footfall.measure.Cubes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * How long a merge of cells takes on a table that holds many already: one site's page views of 1,000 days. Cells of a new day are
 * inserted, and then added to; their texts are known. Run by {@code bench/merge}.
 */
public final class LargeTable {

    private static final int SITE = 1;
    private static final int BUCKET = 1;
    private static final int DAYS = 1_000;
    private static final int TODAY = 20_000;
    private static final int ROUNDS = 5;
    private static final double AIM = 0.5;

    private final Pool pool;
    private final CellStore store;
    private long generation;

    private LargeTable(Pool pool) {
        this.pool = pool;
        SecureRandom random = new SecureRandom();
        Secrets secrets = new Secrets(7, new Sealing(new byte[32], random));
        this.store = new CellStore(pool, new ValueStore(random, 7), secrets);
    }

    private void fill(int rows, int pages) {
        sql("insert into value (bucket, site, id, text) select %d, %d, p, '/p/page-' || p from generate_series(1, %d) p"
                .formatted(BUCKET, SITE, pages));
        for (int day = 0; day < DAYS; day++) {
            sql("insert into open_cell (bucket, cube, site, day, a, b, m1) select %d, %d, %d, %d, p, 0, 1 from generate_series(1, %d) p"
                    .formatted(BUCKET, Cubes.PAGE.id(), SITE, TODAY - DAYS + day, rows / DAYS));
        }
        sql("analyze open_cell");
        sql("analyze value");
        sql("checkpoint");
    }

    private double merge(UUID writer, int cells, int day, int pages) {
        Random random = new Random(day);
        Map<Cell, long[]> leaving = new HashMap<>();
        while (leaving.size() < cells) {
            Cell.Key page = new Cell.Text("/p/page-" + (1 + random.nextInt(pages)));
            leaving.put(new Cell(SITE, day, Cubes.PAGE, page, new Cell.Numeric(0)), new long[] {1, 1, 1, 1, 1});
        }
        Set<CellSums.Group> crowds = new HashSet<>(Set.of(new CellSums.Group(SITE, day)));
        long begun = System.nanoTime();
        await(store.add((short) BUCKET, writer, ++generation, new Leaving(leaving, crowds)));
        return (System.nanoTime() - begun) / 1e9;
    }

    private void sql(String sql) {
        await(pool.query(sql).execute());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private static String row(String what, double[] seconds) {
        Arrays.sort(seconds);
        System.out.printf(
                Locale.ROOT,
                "%-24s %8.3f %8.3f %8.3f   %s%n",
                what,
                seconds[0],
                seconds[ROUNDS / 2],
                seconds[ROUNDS - 1],
                seconds[ROUNDS / 2] <= AIM ? "" : "MISSED: the aim is " + AIM + " s");
        return String.format(
                Locale.ROOT,
                "{\"what\":\"%s\",\"min\":%.3f,\"median\":%.3f,\"max\":%.3f}",
                what, seconds[0], seconds[ROUNDS / 2], seconds[ROUNDS - 1]);
    }

    /** Arguments: rows of the table, cells of a merge. */
    public static void main(String[] arguments) throws Exception {
        int rows = Integer.parseInt(arguments[0]);
        int cells = Integer.parseInt(arguments[1]);
        int pages = Math.max(2 * cells, rows / DAYS);
        Path folder = Files.createTempDirectory("footfall-large-");
        Vertx vertx = Vertx.vertx();
        try (DataDirectory data = DataDirectory.open(folder);
                Database database = Database.open(
                        vertx, SettingsLoader.load(new String[0], Map.of("FOOTFALL_DATA_DIR", folder.toString())), data)) {
            LargeTable table = new LargeTable(database.pool());
            table.fill(rows, pages);
            UUID writer = UUID.randomUUID();
            table.merge(writer, cells, TODAY + ROUNDS, pages); // warm
            double[] inserted = new double[ROUNDS];
            double[] added = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                inserted[i] = table.merge(writer, cells, TODAY + i, pages);
                added[i] = table.merge(writer, cells, TODAY + i, pages);
            }
            System.out.printf("%,d cells on a table of %,d rows, seconds%n%-24s %8s %8s %8s%n", cells, rows, "", "min", "median", "max");
            Files.writeString(
                    Path.of("target/bench/merge.json"),
                    "[" + row("rows of a new day", inserted) + ",\n" + row("rows that are there", added) + "]\n");
        } finally {
            await(vertx.close());
            try (var files = Files.walk(folder)) {
                files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
        System.exit(0);
    }
}
