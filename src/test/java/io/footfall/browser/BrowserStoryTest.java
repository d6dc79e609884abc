package io.footfall.browser;

import io.footfall.server.ServerProcess;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("full")
class BrowserStoryTest {

    @Test
    @DisplayName(
            "Whoever rejects is not counted; whoever accepts is a number on the dashboard; whoever withdraws leaves nothing behind")
    void story_inARealBrowser() throws Exception {
        String proxyPort = String.valueOf(ServerProcess.freePort());
        ServerProcess.Options options = ServerProcess.Options.standard()
                .env("FOOTFALL_DEMO", "true")
                .env("FOOTFALL_PUBLIC_URL", "http://localhost:" + proxyPort)
                .env("FOOTFALL_TRUSTED_PROXIES", "127.0.0.1/32");
        try (ServerProcess server = ServerProcess.start(options)) {
            try {
                NodeTests.run(
                        "story.test.mjs",
                        Map.of(
                                "SERVER_URL", server.url().toString(),
                                "PROXY_PORT", proxyPort,
                                "ADMIN_TOKEN", ServerProcess.ADMIN_TOKEN,
                                "ADMIN_EMAIL", ServerProcess.ADMIN_EMAIL,
                                "ADMIN_PASSWORD", ServerProcess.ADMIN_PASSWORD),
                        Duration.ofMinutes(8));
            } catch (AssertionError e) {
                System.out.println("The server said:\n" + server.output());
                throw e;
            }
        }
    }
}
