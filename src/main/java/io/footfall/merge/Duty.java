package io.footfall.merge;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/**
 * A lease on work that is done once in the cluster. It is taken from a holder that has not renewed it in time; its fence then
 * grows, and whatever the holder before still does cannot commit.
 */
final class Duty {

    private static final String TAKE = """
            insert into duty as d (name, holder, fence, held_until)
            values ($1, $2, 1, now() + $3 * interval '1 second')
            on conflict (name) do update set holder = excluded.holder, held_until = excluded.held_until,
                fence = d.fence + case when d.holder = excluded.holder then 0 else 1 end
            where d.holder = excluded.holder or d.held_until < now()
            returning fence""";

    private static final String CHECK = "select from duty where name = $1 and holder = $2 and fence = $3 for share";

    private static final String RELEASE =
            "update duty set held_until = now() where name = $1 and holder = $2 and fence = $3";

    private final String name;
    private final UUID holder;
    private final long fence;

    private Duty(String name, UUID holder, long fence) {
        this.name = name;
        this.holder = holder;
        this.fence = fence;
    }

    /** Another node has the duty now: what was about to be done must not be. */
    static final class Lost extends RuntimeException {
        Lost() {
            super("another node has the duty now", null, false, false);
        }
    }

    /** Takes or renews a duty for some seconds; empty while another holder has it. */
    static Future<Optional<Duty>> take(Pool pool, String name, UUID holder, int seconds) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(name, holder, seconds))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(
                                new Duty(name, holder, rows.iterator().next().getLong(0))));
    }

    /** Fails with {@link Lost} when another node has the duty; until the end of the transaction none can take it. */
    Future<Void> hold(SqlConnection connection) {
        return connection
                .preparedQuery(CHECK)
                .execute(Tuple.of(name, holder, fence))
                .compose(rows -> rows.size() == 1 ? Future.succeededFuture() : Future.failedFuture(new Lost()));
    }

    /** Lets another holder have it at once. */
    Future<Void> release(Pool pool) {
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(name, holder, fence))
                .mapEmpty();
    }
}
