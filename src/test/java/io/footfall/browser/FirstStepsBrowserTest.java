package io.footfall.browser;

import io.footfall.server.ServerProcess;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("full")
class FirstStepsBrowserTest {

    private static final Pattern SETUP_URL = Pattern.compile("http://\\S+/app/#/setup\\?token=\\S+");

    @Test
    @DisplayName(
            "From the printed link to a site of one's own: totals from the first visit on, breakdowns from the tenth")
    void firstSteps_inARealBrowser() throws Exception {
        ServerProcess.Options options =
                ServerProcess.Options.standard().without("FOOTFALL_ADMIN_EMAIL").without("FOOTFALL_ADMIN_PASSWORD");
        try (ServerProcess server = ServerProcess.start(options)) {
            try {
                NodeTests.run(
                        "first-steps.test.mjs",
                        Map.of(
                                "SERVER_URL", server.url().toString(),
                                "SETUP_URL", setUpUrl(server),
                                "ADMIN_TOKEN", ServerProcess.ADMIN_TOKEN),
                        Duration.ofMinutes(4));
            } catch (AssertionError e) {
                System.out.println("The server said:\n" + server.output());
                throw e;
            }
        }
    }

    /** The link among the lines that the server prints when it is ready. */
    private static String setUpUrl(ServerProcess server) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < end) {
            Optional<String> url = SETUP_URL
                    .matcher(server.output())
                    .results()
                    .map(MatchResult::group)
                    .findFirst();
            if (url.isPresent()) {
                return url.get();
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the server printed no link:\n" + server.output());
    }
}
