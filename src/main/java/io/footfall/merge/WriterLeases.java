package io.footfall.merge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a copied data directory from counting twice. The database has a token for each writer, and the directory a list of those that it
 * has had ({@link LeaseFile}). Each start changes the token, so a copy made before it knows only earlier ones; and while a server
 * runs, its lease keeps a copy from starting anywhere else. A server whose token was changed merges no more.
 */
public final class WriterLeases {

    private static final Logger LOG = LoggerFactory.getLogger(WriterLeases.class);

    /** A server that was killed elsewhere holds its lease no longer than this; renewed three times as often. */
    private static final long HELD_SECONDS = 180;

    private static final String FIND = "select token, place, held_until > now() from writer_lease where writer = $1";

    private static final String MERGED = "select max(generation) from ledger where writer = $1";

    private static final String FIRST = """
            insert into writer_lease (writer, token, place, held_until)
            values ($1, $2, $3, now() + make_interval(secs => $4)) on conflict do nothing""";

    private static final String TAKE = """
            update writer_lease set token = $2, place = $3, held_until = now() + make_interval(secs => $4)
            where writer = $1 and token = $5""";

    private static final String RENEW = """
            update writer_lease l set held_until = now() + make_interval(secs => $3)
            from unnest($1::uuid[], $2::uuid[]) as k (writer, token) where l.writer = k.writer and l.token = k.token""";

    private final Pool pool;
    private final Map<UUID, UUID> tokens = new ConcurrentHashMap<>();

    public WriterLeases(Pool pool) {
        this.pool = pool;
    }

    /** How a claim ended. */
    public enum Claim {
        /** The directory may count and merge as its writer. */
        TAKEN,
        /** Another directory has gone on as the writer: this one is an old copy, and what it holds was counted there. */
        OUTDATED,
        /** Another server runs on a copy of the directory, or ran there until a moment ago. */
        HELD_ELSEWHERE
    }

    /**
     * Claims a writer for the directory of its ring.
     *
     * @param generation that the writer has reached according to the directory
     */
    public Future<Claim> claim(Path folder, UUID writer, long generation) {
        LeaseFile file = new LeaseFile(folder);
        return pool.preparedQuery(FIND).execute(Tuple.of(writer)).compose(rows -> {
            try {
                return rows.size() == 0
                        ? first(file, writer, generation)
                        : next(file, writer, rows.iterator().next());
            } catch (IOException unwritable) {
                return Future.failedFuture(unwritable);
            }
        });
    }

    /** A directory of before there were leases, or a new one. */
    private Future<Claim> first(LeaseFile file, UUID writer, long generation) {
        return pool.preparedQuery(MERGED).execute(Tuple.of(writer)).compose(rows -> {
            Long merged = rows.iterator().next().getLong(0);
            if (merged != null && merged > generation) {
                return Future.succeededFuture(Claim.OUTDATED);
            }
            try {
                UUID token = file.add(UUID.randomUUID());
                Tuple row = Tuple.of(writer, token, file.place(), (double) HELD_SECONDS);
                return pool.preparedQuery(FIRST).execute(row).map(made -> taken(writer, token, made));
            } catch (IOException unwritable) {
                return Future.failedFuture(unwritable);
            }
        });
    }

    private Future<Claim> next(LeaseFile file, UUID writer, Row held) throws IOException {
        UUID before = held.getUUID(0);
        if (!file.tokens().contains(before)) {
            return Future.succeededFuture(Claim.OUTDATED);
        }
        if (held.getBoolean(2) && !held.getString(1).equals(file.place())) {
            return Future.succeededFuture(Claim.HELD_ELSEWHERE);
        }
        // In the directory first: if the process dies in between, the database has one that the directory knows.
        UUID token = file.add(UUID.randomUUID());
        Tuple row = Tuple.of(writer, token, file.place(), (double) HELD_SECONDS, before);
        return pool.preparedQuery(TAKE).execute(row).map(changed -> taken(writer, token, changed));
    }

    private Claim taken(UUID writer, UUID token, RowSet<Row> changed) {
        if (changed.rowCount() == 0) {
            return Claim.HELD_ELSEWHERE;
        }
        tokens.put(writer, token);
        return Claim.TAKEN;
    }

    /** Renews the leases every minute. */
    public void start(Vertx vertx) {
        vertx.setPeriodic(HELD_SECONDS * 1000 / 3, id -> renew().onFailure(failure -> {}));
    }

    /** Makes the leases last; fails where another server has taken one. Before each merge. */
    public Future<Void> renew() {
        return hold(HELD_SECONDS).compose(held -> {
            if (held == tokens.size()) {
                return Future.succeededFuture();
            }
            LOG.error("another server has been started on a copy of this data directory: this one merges no more."
                    + " Stop one of them; this one starts with new counter files when it is started again");
            return Future.failedFuture(new LeaseLost());
        });
    }

    /** Gives the leases back, so that the directory may go on elsewhere at once. */
    public Future<Void> release() {
        return hold(0).<Void>mapEmpty().otherwiseEmpty();
    }

    private Future<Integer> hold(long seconds) {
        Map<UUID, UUID> held = Map.copyOf(tokens);
        UUID[] writers = held.keySet().toArray(UUID[]::new);
        UUID[] theirs = held.values().toArray(UUID[]::new);
        return pool.preparedQuery(RENEW)
                .execute(Tuple.of(writers, theirs, (double) seconds))
                .map(RowSet::rowCount);
    }

    /** Another server merges as this one's writer. */
    static final class LeaseLost extends RuntimeException {
        private static final long serialVersionUID = 1;

        LeaseLost() {
            super("another server has taken the lease", null, false, false);
        }
    }
}
