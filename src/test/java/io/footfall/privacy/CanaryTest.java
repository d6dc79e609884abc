package io.footfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.Footfall;
import io.footfall.LeakyFootfall;
import io.footfall.db.TestDatabase;
import io.footfall.server.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("full")
@Timeout(300)
class CanaryTest {

    private static final MarkerSearch MARKERS = Markers.search();
    private static final MarkerSearch CONTROL = Markers.control();

    @TempDir
    private Path home;

    private ServerProcess start(Class<?> main) throws Exception {
        TestDatabase.prepare(home.resolve("data"));
        return ServerProcess.start(ServerProcess.Options.standard()
                .main(main)
                .dataDir(home.resolve("data"))
                .env("FOOTFALL_LOG_LEVEL", "TRACE")
                .env("FOOTFALL_TRUSTED_PROXIES", "127.0.0.1/32,::1/128")
                .env("FOOTFALL_MERGE_INTERVAL", "60m"));
    }

    @Test
    @DisplayName(
            "Nothing that a visitor's browser sends is in any file, log line or answer: not while we count, not after"
                    + " the numbers are in the database, not when the server is killed")
    void visit_leavesNoTrace() throws Exception {
        Evidence evidence = new Evidence(home.resolve("data"));
        try (ServerProcess server = start(Footfall.class)) {
            Canary canary = new Canary(server, evidence);
            canary.createSites();
            canary.visit();
            assertThat(evidence.inFiles(CONTROL))
                    .anySatisfy(found -> assertThat(found).startsWith("counters/loop-"));
            assertThat(evidence.inFiles(MARKERS)).as("before the merge").isEmpty();

            canary.read();
            assertThat(evidence.inAnswers(CONTROL)).isNotEmpty();
            assertThat(evidence.inFiles(MARKERS)).as("after the merge").isEmpty();

            server.terminate();
            assertThat(evidence.inFiles(CONTROL))
                    .anySatisfy(found -> assertThat(found).contains("data/base/"))
                    .anySatisfy(found -> assertThat(found).contains("data/pg_wal/"))
                    .anySatisfy(found -> assertThat(found).contains("carry-"));
            assertNoTrace(evidence, server);
        }
        try (ServerProcess server = start(Footfall.class)) {
            new Canary(server, evidence).visit();
            List<ProcessHandle> family = server.children();
            server.kill();
            for (ProcessHandle process : family) {
                process.onExit().get(30, TimeUnit.SECONDS);
            }
            assertThat(evidence.inFiles(CONTROL))
                    .anySatisfy(found -> assertThat(found).startsWith("counters/loop-"));
            assertNoTrace(evidence, server);
        }
    }

    private static void assertNoTrace(Evidence evidence, ServerProcess server) throws Exception {
        assertThat(server.lines()).anySatisfy(line -> assertThat(line).contains(" DEBUG "));
        assertThat(Evidence.inLog(MARKERS, server)).as("log").isEmpty();
        assertThat(evidence.inAnswers(MARKERS)).as("answers").isEmpty();
        assertThat(evidence.inFiles(MARKERS)).as("files").isEmpty();
    }

    @Test
    @DisplayName("The search for traces works: it finds out a server that leaks, on each way out")
    void visit_ofALeakyServer_isFoundOut() throws Exception {
        Evidence evidence = new Evidence(home.resolve("data"));
        try (ServerProcess server = start(LeakyFootfall.class)) {
            Canary canary = new Canary(server, evidence);
            canary.createSites();
            canary.visit();
            assertLeaks(evidence.inFiles(MARKERS), "counters/loop-");
            canary.read();
            assertThat(evidence.inAnswers(MARKERS))
                    .contains(Markers.QUERY + ", as text")
                    .anySatisfy(found -> assertThat(found).startsWith(Markers.AGENT + ", in base64"));
            server.terminate();
            assertLeaks(evidence.inFiles(MARKERS), "data/base/");
            assertLeaks(evidence.inFiles(MARKERS), "data/pg_wal/");
            assertThat(Evidence.inLog(MARKERS, server))
                    .contains("address, as text", "address6, as text", Markers.AGENT + ", as text");
        }
    }

    private static void assertLeaks(Set<String> found, String place) {
        assertThat(found.stream().filter(hit -> hit.contains(place)))
                .anySatisfy(hit -> assertThat(hit).endsWith(": " + Markers.QUERY + ", as text"))
                .anySatisfy(hit -> assertThat(hit).contains(": " + Markers.AGENT + ", in base64"))
                .anySatisfy(hit -> assertThat(hit).endsWith(": address, in little-endian byte order"));
    }
}
