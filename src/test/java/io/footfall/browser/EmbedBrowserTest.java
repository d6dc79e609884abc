package io.footfall.browser;

import io.footfall.server.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("full")
class EmbedBrowserTest {

    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = ServerProcess.start(ServerProcess.Options.standard());
    }

    @AfterAll
    static void end() throws IOException {
        server.close();
    }

    @Test
    @DisplayName("Each recipe for embedding works as it is printed, and asks for nothing of others before a yes")
    void recipes_inARealBrowser() throws Exception {
        run("embed.test.mjs");
    }

    @Test
    @DisplayName("No wins between two tabs, a withdrawal ends all of them and removes what was stored, offline too")
    void tabs_inARealBrowser() throws Exception {
        run("gating.test.mjs");
    }

    private static void run(String file) throws Exception {
        Map<String, String> environment =
                Map.of("SERVER_URL", server.url().toString(), "ADMIN_TOKEN", ServerProcess.ADMIN_TOKEN);
        NodeTests.run(file, environment, Duration.ofMinutes(4));
    }
}
