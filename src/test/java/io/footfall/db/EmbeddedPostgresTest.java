package io.footfall.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("full")
@Timeout(300)
class EmbeddedPostgresTest {

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    @TempDir
    private Path dir;

    @Test
    void start_afterStop_keepsData() throws Exception {
        TestDatabase.placeCluster(dir);
        try (var postgres = start()) {
            execute(postgres, "create table kept (n int)");
            execute(postgres, "insert into kept values (42)");
        }
        try (var postgres = start()) {
            assertThat(query(postgres, "select n from kept")).isEqualTo("42");
        }
    }

    @Test
    void start_writesDurably_andKeepsStatementsOutOfItsLog() throws Exception {
        try (var postgres = start()) {
            for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
                assertThat(query(postgres, "show " + setting)).as(setting).isEqualTo("on");
            }
            assertThat(query(postgres, "show log_statement")).isEqualTo("none");
            assertThat(query(postgres, "show log_min_error_statement")).isEqualTo("panic");
            assertThat(query(postgres, "show log_min_messages")).isEqualTo("log");
            assertThat(query(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void connect_withAnotherPassword_isRefused() {
        TestDatabase.placeCluster(dir);
        try (var postgres = start()) {
            var url = postgres.url().replaceFirst(":[0-9a-f]+@", ":guess@");

            assertThatThrownBy(() -> query(url, "select 1"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        }
    }

    @Test
    void start_afterPostmasterWasKilled_recoversCommittedRows() throws Exception {
        TestDatabase.placeCluster(dir);
        try (var postgres = start()) {
            execute(postgres, "create table kept (n int)");
            execute(postgres, "insert into kept values (42)");
            Commands.run(List.of("kill", "-KILL", Long.toString(postgres.pid())));
            awaitEnd(postgres.pid());
        }
        try (var postgres = start()) {
            assertThat(query(postgres, "select n from kept")).isEqualTo("42");
        }
    }

    @Test
    void start_whileAnOrphanRuns_stopsItInOrderAndTakesOver() throws Exception {
        TestDatabase.placeCluster(dir);
        try (var orphan = start()) {
            execute(orphan, "create table kept (n int)");
            execute(orphan, "insert into kept values (42)");

            try (var postgres = start()) {
                assertThat(ProcessHandle.of(orphan.pid()).filter(ProcessHandle::isAlive))
                        .isEmpty();
                assertThat(query(postgres, "select n from kept")).isEqualTo("42");
            }
        }
    }

    @Test
    void start_withALockFileThatNamesAStranger_leavesTheStrangerAloneAndStarts() throws Exception {
        TestDatabase.placeCluster(dir);
        start().close();
        var stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(dir.resolve("cluster/data/postmaster.pid"), stranger.pid() + "\n/elsewhere\n");

            try (var postgres = start()) {
                assertThat(query(postgres, "select 1")).isEqualTo("1");
                assertThat(stranger.isAlive()).isTrue();
            }
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void start_withHalfMadeDirectoriesOfDeadProcesses_removesThemAndStarts() throws Exception {
        var dead = new ProcessBuilder("true").start();
        dead.waitFor();
        var halfMade = Files.createDirectories(dir.resolve("cluster.unfinished-" + dead.pid() + "/data"));
        Files.writeString(halfMade.resolve("PG_VERSION"), "17");

        try (var postgres = start()) {
            assertThat(query(postgres, "select 1")).isEqualTo("1");
        }
        assertThat(halfMade).doesNotExist();
    }

    @Test
    @DisplayName("What is stored about visits, and the password to it, is readable by the owner of the server only")
    void start_makesFilesForTheOwnerOnly() throws Exception {
        start().close();
        try (var files = Files.walk(dir.resolve("cluster"))) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .endsWith("------"));
        }
    }

    @Test
    void kill_ofTheServer_endsPostgresToo() throws Exception {
        TestDatabase.placeCluster(dir);
        var server = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Standalone.class.getName(),
                        dir.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = server.inputReader()) {
            var pid = Long.parseLong(out.lines()
                    .filter(line -> line.startsWith("pid "))
                    .findFirst()
                    .orElseThrow()
                    .substring(4));
            server.destroyForcibly().waitFor();
            awaitEnd(pid);
        }
        try (var postgres = start()) {
            assertThat(query(postgres, "select n from kept")).isEqualTo("42");
        }
    }

    /** As under Docker's default rules, where root may make no namespace. */
    @Test
    void start_asNobody_keepsDataOverARestart() throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwx--x--x"));
        var data = Files.createDirectories(dir.resolve("data"), OWNER_ONLY);
        try (var postgres = EmbeddedPostgres.start(
                data.resolve("postgres"), data.resolve("postgres"), Confinement.NOBODY, Map.of())) {
            execute(postgres, "create table kept (n int)");
            execute(postgres, "insert into kept values (42)");
        }
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------")); // as every start does
        try (var postgres = EmbeddedPostgres.start(
                data.resolve("postgres"), data.resolve("postgres"), Confinement.NOBODY, Map.of())) {
            assertThat(query(postgres, "select n from kept")).isEqualTo("42");
        }
    }

    /** A process to be killed. */
    static final class Standalone {

        private Standalone() {}

        public static void main(String[] args) throws Exception {
            var postgres =
                    EmbeddedPostgres.start(Path.of(args[0]), TestDatabase.binaries(), Confinement.detect(), Map.of());
            execute(postgres, "create table kept (n int)");
            execute(postgres, "insert into kept values (42)");
            System.out.println("pid " + postgres.pid());
            Thread.currentThread().join();
        }
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(dir, TestDatabase.binaries(), Confinement.detect(), Map.of());
    }

    /** A zombie that nobody has collected yet counts as ended. */
    private static void awaitEnd(long pid) throws Exception {
        while (ProcessHandle.of(pid)
                .filter(process -> process.info().arguments().isPresent())
                .isPresent()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        var url = DatabaseUrl.parse("test", postgres.url());
        try (var connection = DriverManager.getConnection(url.jdbcUrl(), url.jdbcProperties());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        return query(postgres.url(), sql);
    }

    private static String query(String address, String sql) throws SQLException {
        var url = DatabaseUrl.parse("test", address);
        try (var connection = DriverManager.getConnection(url.jdbcUrl(), url.jdbcProperties());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
