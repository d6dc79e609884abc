package io.footfall.db;

import io.footfall.config.DataDirectory;
import io.footfall.config.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database of this node: the operator's PostgreSQL, or an embedded one where none is named; migrated, with a pool of
 * connections to it.
 */
public final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final String URL_SETTING = "FOOTFALL_DATABASE_URL";
    private static final int OLDEST_VERSION = 15;
    private static final int VERSION_UNIT = 10_000; // server_version_num 170011 is 17.11
    private static final int CONNECTIONS = 16;
    private static final int CONNECT_TIMEOUT_MS = 10_000;
    private static final int CLOSE_TIMEOUT_S = 10;

    private final Pool pool;
    private final @Nullable EmbeddedPostgres embedded;

    private Database(Pool pool, @Nullable EmbeddedPostgres embedded) {
        this.pool = pool;
        this.embedded = embedded;
    }

    /**
     * Starts, migrates and connects. Blocks: call it on a plain thread.
     *
     * @throws DatabaseUnavailable with one line for the operator
     */
    public static Database open(Vertx vertx, Settings settings, DataDirectory dir) {
        if (settings.databaseUrl().isPresent()) {
            return connect(vertx, settings, settings.databaseUrl().get(), null);
        }
        var embedded = EmbeddedPostgres.start(dir.path().resolve("postgres"));
        try {
            return connect(vertx, settings, embedded.url(), embedded);
        } catch (RuntimeException e) {
            embedded.close();
            throw e;
        }
    }

    private static Database connect(
            Vertx vertx, Settings settings, String address, @Nullable EmbeddedPostgres embedded) {
        var url = DatabaseUrl.parse(URL_SETTING, address);
        var owner = settings.databaseOwnerUrl()
                .filter(ignored -> embedded == null)
                .map(other -> DatabaseUrl.parse("FOOTFALL_DATABASE_OWNER_URL", other))
                .orElse(url);
        Migrations.run(owner, url);
        var pool = pool(vertx, url);
        try {
            requireVersion(pool, url);
            return new Database(pool, embedded);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    static Pool pool(Vertx vertx, DatabaseUrl url) {
        return PgBuilder.pool()
                .connectingTo(url.connectOptions()
                        .setCachePreparedStatements(true)
                        .addProperty("application_name", "footfall"))
                .with(new NetClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MS))
                .with(new PoolOptions()
                        .setMaxSize(CONNECTIONS)
                        .setName("footfall")
                        // Thousands of rows are written and read as bytes there, not where requests are answered.
                        .setEventLoopSize(1))
                // Few cells are read at a time: starting workers takes longer than reading. Not at the start of the
                // connection: poolers refuse what they do not know there.
                .withConnectHandler(connection -> connection
                        .query("set max_parallel_workers_per_gather = 0")
                        .execute()
                        .onComplete(set -> connection.close()))
                .using(vertx)
                .build();
    }

    private static void requireVersion(Pool pool, DatabaseUrl url) {
        try {
            var rows = pool.query("select current_setting('server_version_num')::int")
                    .execute()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            var version = rows.iterator().next().getInteger(0) / VERSION_UNIT;
            if (version < OLDEST_VERSION) {
                throw new DatabaseUnavailable(URL_SETTING + ": PostgreSQL at " + url.place() + " is of version "
                        + version + "; Footfall needs " + OLDEST_VERSION + " or newer");
            }
            LOG.info("Connected to PostgreSQL {} at {}", version, url.place());
        } catch (CompletionException e) {
            var cause = Optional.ofNullable(e.getCause()).orElse(e);
            throw url.unavailable(
                    cause instanceof PgException refusal ? String.valueOf(refusal.getSqlState()) : "", cause);
        }
    }

    /** Connections to the migrated database. */
    public Pool pool() {
        return pool;
    }

    /** Whether this node brings its own PostgreSQL. */
    public boolean isEmbedded() {
        return embedded != null;
    }

    /** Closes the connections and stops the embedded PostgreSQL. Blocks. */
    @Override
    public void close() {
        try {
            pool.close().toCompletionStage().toCompletableFuture().get(CLOSE_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Connections to PostgreSQL did not close in order: {}", e.toString());
        }
        if (embedded != null) {
            embedded.close();
        }
    }
}
