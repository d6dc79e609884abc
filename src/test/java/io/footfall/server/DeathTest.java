package io.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.db.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("full")
@Timeout(300)
class DeathTest {

    private static final String SITE = "mortal.example";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path home;

    private ServerProcess.Options options() throws IOException {
        TestDatabase.prepare(home.resolve("data"));
        return ServerProcess.Options.standard().dataDir(home.resolve("data")).env("FOOTFALL_MERGE_INTERVAL", "200ms");
    }

    /** A browser that reports one page after another and writes down what was acknowledged. */
    private static final class Walker {
        private final Calls calls;
        private final AtomicInteger sent = new AtomicInteger();
        private final AtomicInteger acknowledged = new AtomicInteger();
        private final AtomicBoolean ends = new AtomicBoolean();
        private final Thread thread;

        Walker(ServerProcess server, long nonces) throws IOException, InterruptedException {
            calls = new Calls(server);
            JsonObject report = Reports.firstPage(SITE, calls.receipt(SITE));
            thread = new Thread(() -> walk(report, nonces), "walker");
            thread.setDaemon(true);
            thread.start();
        }

        private void walk(JsonObject report, long nonces) {
            try {
                while (!ends.get()) {
                    report.put("nonce", Reports.nonce(nonces + sent.getAndIncrement()));
                    Calls.expect(204, calls.events(report));
                    acknowledged.incrementAndGet();
                }
            } catch (IOException | InterruptedException dead) {
                // The server: what was under way may be counted or not.
            }
        }

        void awaitAcknowledged(int least) throws InterruptedException {
            int from = acknowledged.get();
            await("events to be acknowledged", () -> acknowledged.get() >= from + least);
        }

        void stop() throws InterruptedException {
            ends.set(true);
            thread.join();
        }
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private static void await(String what, Condition condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!condition.holds()) {
                assertThat(System.nanoTime()).as("time to wait for " + what).isLessThan(end);
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (IOException e) {
            throw new AssertionError(what, e);
        }
    }

    private static int visits(ServerProcess server) throws IOException, InterruptedException {
        Calls calls = new Calls(server);
        calls.merge();
        JsonObject totals = calls.totals(SITE);
        assertThat(totals.getInteger("pageviews")).isEqualTo(totals.getInteger("visits"));
        assertThat(totals.getInteger("visitors")).isEqualTo(totals.getInteger("visits"));
        return totals.getInteger("visits");
    }

    private static ProcessHandle postgres(ServerProcess server) {
        return server.children().stream()
                .filter(child -> child.parent().map(ProcessHandle::pid).equals(Optional.of(server.pid())))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitEnd(ProcessHandle process) throws InterruptedException {
        // A zombie that nobody has collected yet counts as ended.
        await("the end of a process", () -> process.info().arguments().isEmpty());
    }

    @Test
    @DisplayName("What was acknowledged is counted, exactly once, however often the server is killed meanwhile")
    void kill_ofTheServer_losesAndDoublesNothing() throws Exception {
        int acknowledged = 0;
        int inFlight = 0;
        for (int life = 0; life < 3; life++) {
            try (ServerProcess server = ServerProcess.start(options())) {
                if (life == 0) {
                    new Calls(server).createSite(SITE, true);
                }
                assertThat(visits(server)).isBetween(acknowledged, acknowledged + inFlight);
                ProcessHandle postgres = postgres(server);
                Walker walker = new Walker(server, life * 1_000_000L);
                walker.awaitAcknowledged(300);
                server.kill();
                walker.stop();
                acknowledged += walker.acknowledged.get();
                inFlight += walker.sent.get() - walker.acknowledged.get();
                if (life == 0) {
                    awaitEnd(postgres); // the next start meets it dead, others meet it ending
                }
            }
        }
        try (ServerProcess server = ServerProcess.start(options())) {
            assertThat(visits(server)).isBetween(acknowledged, acknowledged + inFlight);
            assertThat(inFlight).isLessThanOrEqualTo(3);
        }
    }

    @Test
    @DisplayName(
            "While PostgreSQL is gone, counting goes on; it is started again by itself, and everything is in the totals")
    void kill_ofPostgres_isMendedByTheServer() throws Exception {
        try (ServerProcess server = ServerProcess.start(options())) {
            new Calls(server).createSite(SITE, true);
            Walker walker = new Walker(server, 0);
            walker.awaitAcknowledged(50);
            ProcessHandle first = postgres(server);
            first.destroyForcibly();
            walker.awaitAcknowledged(50);
            await(
                    "another PostgreSQL",
                    () -> server.children().stream().anyMatch(child -> !child.equals(first) && child.isAlive()));
            await("readiness", server::ready);
            walker.awaitAcknowledged(50);
            walker.stop();
            assertThat(walker.sent.get()).isEqualTo(walker.acknowledged.get());
            assertThat(visits(server)).isEqualTo(walker.acknowledged.get());
            assertThat(server.output()).contains("The embedded PostgreSQL has ended by itself; starting it again");
            ProcessHandle second = postgres(server);
            server.terminate();
            awaitEnd(second);
        }
    }

    @Test
    void stop_ofPostgresForAWhile_isToldByHealthAndNotByBrowsers() throws Exception {
        try (ServerProcess server = ServerProcess.start(options())) {
            Calls calls = new Calls(server);
            calls.createSite(SITE, true);
            JsonObject report = Reports.firstPage(SITE, calls.receipt(SITE));
            List<ProcessHandle> family = server.children();
            signal("STOP", family);
            try {
                assertThat(server.ready()).isFalse();
                Calls.expect(204, calls.events(report));
            } finally {
                signal("CONT", family);
            }
            await("readiness", server::ready);
            assertThat(visits(server)).isEqualTo(1);
        }
    }

    private static void signal(String name, List<ProcessHandle> processes) throws IOException, InterruptedException {
        for (ProcessHandle process : processes) {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    @Test
    void terminate_endsEverythingInOrder_andKeepsWhatWasCounted() throws Exception {
        try (ServerProcess server = ServerProcess.start(options().env("FOOTFALL_MERGE_INTERVAL", "60m"))) {
            Calls calls = new Calls(server);
            calls.createSite(SITE, true);
            Calls.expect(204, calls.events(Reports.firstPage(SITE, calls.receipt(SITE))));
            List<ProcessHandle> family = server.children();
            assertThat(family).isNotEmpty();

            long start = System.nanoTime();
            assertThat(server.terminate()).isEqualTo(143);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
            for (ProcessHandle process : family) {
                awaitEnd(process);
            }
            assertThat(home.resolve("data/postgres/cluster/data/postmaster.pid"))
                    .doesNotExist();
            assertThat(server.output()).doesNotContain("did not end well", "Exception");
        }
        try (ServerProcess server = ServerProcess.start(options())) {
            assertThat(new Calls(server).totals(SITE).getInteger("visits")).isEqualTo(1);
        }
    }

    @Test
    void start_onADirectoryInUse_isRefusedInOneLine() throws Exception {
        try (ServerProcess server = ServerProcess.start(options());
                ServerProcess second = ServerProcess.launch(options())) {
            assertThat(second.awaitEnd()).isEqualTo(1);
            assertThat(second.lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("FOOTFALL_DATA_DIR", "another Footfall uses it"));
            assertThat(server.ready()).isTrue();
        }
    }

    @Test
    void start_onAPortInUse_isRefusedWithTheNameOfTheSetting_andLeavesNothingRunning() throws Exception {
        for (String setting : List.of("FOOTFALL_HTTP_PORT", "FOOTFALL_MANAGEMENT_PORT")) {
            try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"));
                    ServerProcess server =
                            ServerProcess.launch(options().env(setting, String.valueOf(taken.getLocalPort())))) {
                assertThat(server.awaitEnd()).isEqualTo(1);
                assertThat(server.output())
                        .contains(setting + ": cannot listen at ", ":" + taken.getLocalPort())
                        .doesNotContain("\tat ");
                assertThat(server.children()).isEmpty();
                assertThat(Files.exists(home.resolve("data/postgres/cluster/data/postmaster.pid")))
                        .isFalse();
            }
        }
    }
}
