package io.footfall.merge;

import io.footfall.count.Cell;
import io.footfall.merge.CellSums.Group;
import io.footfall.merge.SiteDays.Stage;
import io.footfall.merge.SiteDays.State;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Adds cells to the tables, exactly once: the transaction that adds the cells of a bucket also moves the ledger of (bucket,
 * writer) to the generation, and does nothing when the ledger is there already.
 *
 * <p>Breakdowns of an open day that leave as a crowd are added to it. What leaves as less than a crowd, or comes when its day has
 * been closed, is sealed instead.
 */
final class CellStore {

    private static final String ADVANCE = """
            insert into ledger (bucket, writer, generation) values ($1, $2, $3)
            on conflict (bucket, writer) do update set generation = excluded.generation
            where ledger.generation < excluded.generation""";

    private static final String ADDED = "select 1 from ledger where bucket = $1 and writer = $2 and generation >= $3";

    private final Pool pool;
    private final ValueStore values;
    private final long orderKey;
    private final SealedRows sealedCells;

    CellStore(Pool pool, ValueStore values, Secrets secrets) {
        this.pool = pool;
        this.values = values;
        this.orderKey = secrets.order();
        this.sealedCells = new SealedRows(secrets.sealing());
    }

    /** A day was closed after it had been found open, or values were deleted: everything is decided anew. */
    private static final class Outdated extends RuntimeException {
        Outdated() {
            super("a day was closed meanwhile, or values were deleted", null, false, false);
        }
    }

    /** The end of a transaction that was to change nothing. */
    private static final class TakenBack extends RuntimeException {
        TakenBack() {
            super("taken back", null, false, false);
        }
    }

    /** Where the cells of a bucket go. */
    private record Plan(CellSums totals, CellSums open, CellSums sealedCells) {

        static Plan of(Leaving leaving, Map<Group, State> states) {
            Plan plan = new Plan(new CellSums(), new CellSums(), new CellSums());
            leaving.cells().forEach((cell, measures) -> plan.add(cell, measures, leaving, states));
            return plan;
        }

        private void add(Cell cell, long[] measures, Leaving leaving, Map<Group, State> states) {
            if (cell.cube().total()) {
                totals.add(cell, measures);
                return;
            }
            Group group = Group.of(cell);
            State state = states.get(group);
            if (state == null) {
                throw new IllegalStateException("a day of cells has no state");
            }
            Cell coarse = BreakdownCells.coarse(cell, state.ranges());
            if (state.stage() == Stage.OPEN) {
                (leaving.crowds().contains(group) ? open : sealedCells).add(coarse, measures);
            } else if (state.stage() == Stage.CLOSED && !cell.cube().pair()) {
                sealedCells.add(coarse, measures);
            }
        }

        /** The days that must not be closed while this is added: also those of what is sealed for an open day. */
        Open openDays(Map<Group, State> states) {
            Set<Group> groups = new HashSet<>(open.groups());
            groups.addAll(sealedCells.groups());
            states.forEach((group, state) -> {
                if (state.stage() != Stage.OPEN) {
                    groups.remove(group);
                }
            });
            long epoch = states.values().stream().mapToLong(State::epoch).min().orElse(0);
            return new Open(groups, epoch);
        }
    }

    /** Days that must stay open until all is written, and what values must not have been deleted since. */
    private record Open(Set<Group> days, long epoch) {}

    /**
     * Adds the cells of one bucket.
     *
     * @return whether they were added now; false when they had been added before
     */
    Future<Boolean> add(short bucket, UUID writer, long generation, Leaving leaving) {
        return add(bucket, writer, generation, leaving, connection -> Future.succeededFuture(true));
    }

    /** Adds the cells of one bucket and takes everything back; fails when PostgreSQL refuses one. */
    Future<Void> tryOut(short bucket, Leaving leaving) {
        return add(bucket, UUID.randomUUID(), 1, leaving, connection -> Future.failedFuture(new TakenBack()))
                .<Void>mapEmpty()
                .recover(end -> end instanceof TakenBack ? Future.succeededFuture() : Future.failedFuture(end));
    }

    /** Whether the cells of a bucket have been added. */
    Future<Boolean> isAdded(short bucket, UUID writer, long generation) {
        return pool.preparedQuery(ADDED)
                .execute(Tuple.of(bucket, writer, generation))
                .map(rows -> rows.size() > 0);
    }

    /** @param end of the transaction, when all is added */
    private Future<Boolean> add(
            short bucket, UUID writer, long generation, Leaving leaving, Function<SqlConnection, Future<Boolean>> end) {
        return decided(bucket, leaving, (plan, openDays) -> {
            List<Map.Entry<Cell, long[]>> totals = HashOrder.of(plan.totals.cells(), orderKey);
            List<Map.Entry<Cell, long[]>> open = HashOrder.of(plan.open.cells(), orderKey);
            List<Cell> keys = open.stream().map(Map.Entry::getKey).toList();
            return Failures.retrying(() -> values.ids(pool, bucket, keys))
                    .compose(ids -> Failures.retrying(() -> pool.withTransaction(connection -> connection
                            .preparedQuery(ADVANCE)
                            .execute(Tuple.of(bucket, writer, generation))
                            .compose(advanced -> advanced.rowCount() == 0
                                    ? Future.succeededFuture(false)
                                    : locked(connection, bucket, openDays)
                                            // Totals first, then breakdowns, each in the one order of all writers: so
                                            // no two
                                            // wait for each other crosswise.
                                            .compose(
                                                    v -> CellRows.upsert(connection, "total_cell", bucket, totals, ids))
                                            .compose(v -> CellRows.upsert(connection, "open_cell", bucket, open, ids))
                                            .compose(v -> sealedCells.add(connection, bucket, plan.sealedCells))
                                            .compose(v -> end.apply(connection))))));
        });
    }

    private interface Adding {
        Future<Boolean> add(Plan plan, Open openDays);
    }

    private Future<Boolean> decided(short bucket, Leaving leaving, Adding adding) {
        return Failures.retrying(() -> SiteDays.states(pool, bucket, leaving.groups()))
                .compose(states -> {
                    Plan plan = Plan.of(leaving, states);
                    return adding.add(plan, plan.openDays(states));
                })
                .recover(failure ->
                        failure instanceof Outdated ? decided(bucket, leaving, adding) : Future.failedFuture(failure));
    }

    private static Future<Void> locked(SqlConnection connection, short bucket, Open open) {
        return SiteDays.lockOpen(connection, bucket, open.days, open.epoch)
                .compose(still -> still ? Future.succeededFuture() : Future.failedFuture(new Outdated()));
    }
}
