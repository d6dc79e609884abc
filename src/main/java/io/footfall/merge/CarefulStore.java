package io.footfall.merge;

import io.footfall.count.Cell;
import io.footfall.merge.CellSums.Group;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Adds cells to the tables, and puts those in quarantine that PostgreSQL refuses for what they hold: they are found by halving, in
 * transactions that are rolled back, and everything else is added. So one broken cell never holds up the others.
 */
final class CarefulStore {

    /** Data exceptions and violations of constraints: trying again would not help. */
    private static final Set<String> REFUSED = Set.of("22", "23");

    private final CellStore store;

    CarefulStore(CellStore store) {
        this.store = store;
    }

    /** Where cells come from. */
    record Source(UUID writer, long generation, Quarantine quarantine) {

        /** Of a step of early totals: they have a sequence of their own in the ledger. */
        static Source early(CountingLoop loop, EarlyTotals.Step step) {
            UUID ring = loop.ring().writer();
            UUID writer = new UUID(ring.getMostSignificantBits(), ~ring.getLeastSignificantBits());
            return new Source(writer, step.place(), new Quarantine(loop.folder(), step.place()));
        }
    }

    /** Adds the cells of one bucket, once. */
    Future<Void> add(short bucket, Source from, Leaving leaving) {
        return store.add(bucket, from.writer, from.generation, leaving)
                .compose(added -> added ? here(() -> from.quarantine.forgetRefused(bucket)) : Future.succeededFuture())
                .recover(failure -> isRefusal(failure)
                        ? without(bucket, from, leaving, new CellSums(), failure)
                        : Future.failedFuture(failure));
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof PgException postgres
                && postgres.getSqlState() != null
                && REFUSED.contains(postgres.getSqlState().substring(0, 2));
    }

    /** The same without the cells that are refused. What was added before, as one cannot always know, is left alone. */
    private Future<Void> without(short bucket, Source from, Leaving leaving, CellSums refused, Throwable failure) {
        return store.isAdded(bucket, from.writer, from.generation).compose(added -> {
            if (added) {
                return Future.succeededFuture();
            }
            return culprits(bucket, List.copyOf(leaving.cells().entrySet()), leaving.crowds())
                    // Each round takes a cell out, so they end.
                    .compose(culprits -> culprits.isEmpty()
                            ? Future.failedFuture(failure)
                            : addRest(bucket, from, putAside(culprits, leaving, refused), refused, failure));
        });
    }

    private static Leaving putAside(List<Map.Entry<Cell, long[]>> culprits, Leaving leaving, CellSums refused) {
        Map<Cell, long[]> rest = new HashMap<>(leaving.cells());
        culprits.forEach(culprit -> {
            rest.remove(culprit.getKey());
            refused.add(culprit.getKey(), culprit.getValue());
        });
        return new Leaving(rest, leaving.crowds());
    }

    private Future<Void> addRest(short bucket, Source from, Leaving rest, CellSums refused, Throwable failure) {
        return here(() -> from.quarantine.putRefused(bucket, refused, Failures.name(failure)))
                .compose(v -> store.add(bucket, from.writer, from.generation, rest))
                .<Void>mapEmpty()
                .recover(again ->
                        isRefusal(again) ? without(bucket, from, rest, refused, again) : Future.failedFuture(again));
    }

    private Future<List<Map.Entry<Cell, long[]>>> culprits(
            short bucket, List<Map.Entry<Cell, long[]>> cells, Set<Group> crowds) {
        Map<Cell, long[]> some = new HashMap<>();
        cells.forEach(cell -> some.put(cell.getKey(), cell.getValue()));
        return store.tryOut(bucket, new Leaving(some, crowds))
                .map(v -> List.<Map.Entry<Cell, long[]>>of())
                .recover(failure -> {
                    if (!isRefusal(failure)) {
                        return Future.failedFuture(failure);
                    }
                    return cells.size() == 1 ? Future.succeededFuture(cells) : halves(bucket, cells, crowds);
                });
    }

    private Future<List<Map.Entry<Cell, long[]>>> halves(
            short bucket, List<Map.Entry<Cell, long[]>> cells, Set<Group> crowds) {
        int half = cells.size() / 2;
        return culprits(bucket, cells.subList(0, half), crowds)
                .compose(first -> culprits(bucket, cells.subList(half, cells.size()), crowds)
                        .map(second -> {
                            List<Map.Entry<Cell, long[]>> both = new ArrayList<>(first);
                            both.addAll(second);
                            return both;
                        }));
    }

    private interface FileWork {
        void run() throws IOException;
    }

    private static Future<Void> here(FileWork work) {
        try {
            work.run();
            return Future.succeededFuture();
        } catch (IOException failure) {
            return Future.failedFuture(failure);
        }
    }
}
