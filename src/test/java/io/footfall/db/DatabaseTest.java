package io.footfall.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.config.DataDirectory;
import io.footfall.config.Settings;
import io.footfall.config.SettingsLoader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    @TempDir
    private Path temp;

    private final Vertx vertx = Vertx.vertx();
    private DataDirectory data;

    @BeforeEach
    void open() {
        data = DataDirectory.open(temp);
    }

    @AfterEach
    void close() {
        await(vertx.close());
        data.close();
    }

    @Test
    @Tag("full")
    void open_withoutAUrl_startsTheEmbeddedOneAndKeepsItsData() {
        try (var database = open(Map.of())) {
            assertThat(database.isEmbedded()).isTrue();
            run(database.pool(), "insert into ledger values (1, gen_random_uuid(), 7)");
        }
        try (var database = open(Map.of())) {
            assertThat(run(database.pool(), "select 1 from ledger")).isEqualTo(1);
        }
        assertThat(temp.resolve("postgres/cluster/data/PG_VERSION")).exists();
    }

    @Test
    void open_withAUrl_usesThatOne() {
        try (var other = TestDatabase.fresh();
                var database = open(Map.of("FOOTFALL_DATABASE_URL", other.url()))) {
            assertThat(database.isEmbedded()).isFalse();
            run(database.pool(), "insert into ledger values (1, gen_random_uuid(), 7)");
            assertThat(run(other.pool(), "select 1 from ledger")).isEqualTo(1);
            assertThat(run(database.pool(), "select where current_setting('max_parallel_workers_per_gather') = '0'"))
                    .as("connections that start no workers")
                    .isEqualTo(1);
        }
    }

    @Test
    void open_withAnOwner_leavesTheServersRoleRowsOnly() {
        try (var other = TestDatabase.fresh()) {
            var role = "server_" + other.url().replaceFirst(".*/", "");
            run(other.pool(), "create role " + role + " login password 'p:/ä'");
            var url = other.url().replaceFirst("//[^@]*@", "//" + role + ":p%3A%2F%C3%A4@");

            try (var database =
                    open(Map.of("FOOTFALL_DATABASE_URL", url, "FOOTFALL_DATABASE_OWNER_URL", other.url()))) {
                run(database.pool(), "insert into ledger values (1, gen_random_uuid(), 7)");
                assertThat(run(database.pool(), "delete from ledger returning 1"))
                        .isEqualTo(1);
                assertThatThrownBy(() -> run(database.pool(), "drop table ledger"))
                        .hasMessageContaining("must be owner");
            }
        }
    }

    @Test
    void open_wrongPassword_namesTheSettingAndNotThePassword() {
        try (var other = TestDatabase.fresh()) {
            assertUnavailable(other.url().replaceFirst(":[0-9a-f]+@", ":sesame@"), "may not log in");
        }
    }

    @Test
    void open_missingDatabase_namesTheSetting() {
        try (var other = TestDatabase.fresh()) {
            assertUnavailable(other.url() + "_sesame", "there is no database");
        }
    }

    @Test
    void open_nobodyListening_namesTheSetting() throws IOException {
        assertUnavailable(
                "postgresql://u:sesame@127.0.0.1:" + closedPort() + "/d", "cannot reach PostgreSQL at 127.0.0.1:");
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void pool_manyAtOnce_isShared() {
        try (var database = TestDatabase.fresh()) {
            var all = IntStream.range(0, 200)
                    .mapToObj(
                            n -> database.pool().query("select pg_sleep(0.001)").execute())
                    .toList();
            assertThat(await(Future.all(all)).size()).isEqualTo(200);
        }
    }

    private void assertUnavailable(String url, String words) {
        assertThatThrownBy(() -> open(Map.of("FOOTFALL_DATABASE_URL", url)))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageStartingWith("FOOTFALL_DATABASE_URL: ")
                .hasMessageContaining(words)
                .hasMessageNotContaining(":sesame");
    }

    private Database open(Map<String, String> given) {
        return Database.open(vertx, settings(given), data);
    }

    private Settings settings(Map<String, String> given) {
        var env = new HashMap<>(given);
        env.put("FOOTFALL_DATA_DIR", temp.toString());
        return SettingsLoader.load(new String[0], env);
    }

    private static int run(Pool pool, String sql) {
        return await(pool.query(sql).execute()).size();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
