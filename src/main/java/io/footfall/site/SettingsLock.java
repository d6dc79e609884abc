package io.footfall.site;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The row {@code settings_version}: whoever changes sites, policies or keys holds it for the length of the transaction, on
 * whichever node, and raises the number by which the other nodes notice.
 */
final class SettingsLock {

    private final Pool pool;

    SettingsLock(Pool pool) {
        this.pool = pool;
    }

    /** The number of the last change. */
    static Future<Long> version(SqlClient client) {
        return client.query("select version from settings_version")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /**
     * Does some work alone, in one transaction.
     *
     * @param work must use the connection it is given
     * @param changed whether a result means that settings have changed
     */
    <T> Future<T> alone(Function<SqlConnection, Future<T>> work, Predicate<T> changed) {
        return pool.withTransaction(connection -> connection
                .query("select from settings_version for update")
                .execute()
                .compose(locked -> work.apply(connection))
                .compose(result -> changed.test(result)
                        ? connection
                                .query("update settings_version set version = version + 1")
                                .execute()
                                .map(result)
                        : Future.succeededFuture(result)));
    }
}
