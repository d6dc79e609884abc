package io.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {

    /** As little of a server as can be ready, and has a child. */
    static final class Small {

        private Small() {}

        public static void main(String[] args) throws IOException {
            if (System.getenv("FOOTFALL_BROKEN") != null) {
                System.out.println("FOOTFALL_BROKEN: unknown key");
                System.exit(2);
            }
            Files.createDirectories(Path.of(System.getenv("FOOTFALL_DATA_DIR")));
            new ProcessBuilder("sleep", "1000").start();
            int port = Integer.parseInt(System.getenv("FOOTFALL_MANAGEMENT_PORT"));
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.createContext("/health/ready", exchange -> {
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            server.start();
            System.out.println("open for business");
        }
    }

    private static ServerProcess.Options small() {
        return ServerProcess.Options.standard().main(Small.class);
    }

    @Test
    void start_ready_hasItsLines() throws Exception {
        try (ServerProcess server = ServerProcess.start(small())) {
            assertThat(server.ready()).isTrue();
            assertThat(server.terminate()).isEqualTo(143);
            assertThat(server.lines()).contains("open for business");
        }
    }

    @Test
    void start_endedEarly_failsWithTheServersOwnWords() {
        assertThatThrownBy(() -> ServerProcess.start(small().env("FOOTFALL_BROKEN", "1")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ended with 2")
                .hasMessageContaining("FOOTFALL_BROKEN: unknown key");
    }

    @Test
    void kill_isNotNoticedByTheServer() throws Exception {
        try (ServerProcess server = ServerProcess.start(small())) {
            server.kill();
            assertThat(server.alive()).isFalse();
            assertThat(server.ready()).isFalse();
        }
    }

    @Test
    void close_leavesNeitherProcessNorDirectory() throws Exception {
        ServerProcess server = ServerProcess.start(small());
        ProcessHandle child = server.children().get(0);
        server.close();
        assertThat(server.alive()).isFalse();
        assertThat(child.isAlive()).isFalse();
        assertThat(server.dataDir()).doesNotExist();
    }

    @Test
    void close_aGivenDirectory_stays(@TempDir Path directory) throws Exception {
        ServerProcess.start(small().dataDir(directory.resolve("data"))).close();
        assertThat(directory.resolve("data")).exists();
    }
}
