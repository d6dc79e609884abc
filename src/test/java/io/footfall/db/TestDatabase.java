package io.footfall.db;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/**
 * A new, migrated database of the one real PostgreSQL that all tests of this Java process share. It is copied from a
 * template, which takes tens of milliseconds.
 */
public final class TestDatabase implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String url;
    private final Pool pool;

    private TestDatabase(String url, Pool pool) {
        this.url = url;
        this.pool = pool;
    }

    public static TestDatabase fresh() {
        return fresh(Server.VERTX);
    }

    /** With a pool on the given Vert.x, which closes it with itself. */
    public static TestDatabase fresh(Vertx vertx) {
        var name = "test_" + NUMBER.incrementAndGet();
        Server.POSTGRES.execute("create database " + name + " template " + Cluster.DATABASE);
        var url = Server.POSTGRES.url(name);
        return new TestDatabase(url, Database.pool(vertx, DatabaseUrl.parse("test", url)));
    }

    /** A new database as an earlier Footfall left it: migrated up to a version and no further. */
    public static TestDatabase ofVersion(String version) {
        var name = "test_" + NUMBER.incrementAndGet();
        Server.POSTGRES.execute("create database " + name);
        var url = DatabaseUrl.parse("test", Server.POSTGRES.url(name));
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(url.jdbcUrl(), url.user(), url.password())
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
        return new TestDatabase(Server.POSTGRES.url(name), Database.pool(Server.VERTX, url));
    }

    /** {@code postgresql://user:password@host:port/database}. */
    public String url() {
        return url;
    }

    public Pool pool() {
        return pool;
    }

    /** Closes the pool. The database itself goes with the server at the end of the process. */
    @Override
    public void close() {
        pool.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Where tests unpack PostgreSQL: once for all runs. */
    static Path binaries() {
        try {
            return Files.createDirectories(Path.of("target", "test-postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a new, empty cluster below {@code dir}: a copy, as making one takes a second of computing. */
    static void placeCluster(Path dir) {
        try {
            var binaries = PostgresBinaries.unpackInto(binaries().toRealPath());
            var cluster = binaries.resolveSibling("cluster-of-" + binaries.getFileName());
            Cluster.open(cluster, binaries, Confinement.detect());
            Commands.run(List.of(
                    "cp", "-Rp", cluster.toString(), dir.resolve("cluster").toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives a data directory its PostgreSQL, if it has none: a start that makes its own takes many seconds of computing. */
    public static void prepare(Path dataDir) throws IOException {
        var dir = dataDir.resolve("postgres");
        if (!Files.exists(dir)) {
            Files.createDirectories(dir);
            placeCluster(dir);
            var binaries = PostgresBinaries.unpackInto(binaries().toRealPath());
            Files.createSymbolicLink(dir.resolve(binaries.getFileName()), binaries);
        }
    }

    private record Server(EmbeddedPostgres postgres) {

        static final Vertx VERTX = Vertx.vertx();
        static final Server POSTGRES = start();

        static Server start() {
            try {
                var dir = Files.createTempDirectory("footfall-test-");
                placeCluster(dir);
                var postgres = EmbeddedPostgres.start(dir, binaries(), Confinement.detect(), Map.of("fsync", "off"));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(postgres, dir)));
                var url = DatabaseUrl.parse("test", postgres.url());
                Migrations.run(url, url);
                return new Server(postgres);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static void remove(EmbeddedPostgres postgres, Path dir) {
            postgres.close();
            try {
                Trees.delete(dir);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String url(String database) {
            return postgres.url().replaceFirst("[^/]*$", database);
        }

        synchronized void execute(String sql) {
            var url = DatabaseUrl.parse("test", url("postgres"));
            try (var connection = DriverManager.getConnection(url.jdbcUrl(), url.jdbcProperties());
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
