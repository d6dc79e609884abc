package io.footfall.enrich.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.Raw;
import io.footfall.measure.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentsTest {

    private static final Agents AGENTS = Agents.load(new Random(1));

    private static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/142.0.0.0 Safari/537.36";

    @AfterAll
    static void close() {
        AGENTS.close();
    }

    @ParameterizedTest(name = "{3}: {0}, {1}, {2}")
    @CsvFileSource(resources = "/enrich/agents.csv", delimiter = '|', numLinesToSkip = 1)
    void classify_browser_hasItsClasses(String device, String browser, String os, String userAgent) {
        assertThat(classify(AGENTS, userAgent))
                .isEqualTo(new AgentClass(Value.of(device), Value.of(browser), Value.of(os), false));
    }

    @ParameterizedTest(name = "{0} with {1} and {2} is a {3} with {4}")
    @CsvSource(
            delimiter = '|',
            value = {
                "(X11; Linux x86_64)|||desktop|Linux",
                "(X11; Linux x86_64)|?0|\"Linux\"|desktop|Linux",
                "(X11; Linux x86_64)|?0|\"Android\"|tablet|Android",
                "(X11; Linux x86_64)|?1|\"Android\"|mobile|Android",
                "(X11; Linux x86_64)|?0|\"Chrome OS\"|desktop|ChromeOS",
                "(Linux; Android 10; K)|?1|\"Android\"|mobile|Android",
                "(Linux; Android 10; K)|?0|\"Android\"|tablet|Android",
                "(Windows NT 10.0; Win64; x64)|?0|\"Windows\"|desktop|Windows",
                "(Windows NT 10.0; Win64; x64)|?0|\"macOS\"|desktop|macOS",
                "(Windows NT 10.0; Win64; x64)|?2|Android|desktop|Windows",
                "(Windows NT 10.0; Win64; x64)|yes|\"jane@example.net\"|desktop|Windows",
                "(SMART-TV; LINUX; Tizen 7.0)|?0|\"Android\"|tv|Tizen",
            })
    void classify_withHints_isRefined(
            String system, @Nullable String mobile, @Nullable String platform, String device, String os) {
        String userAgent =
                "Mozilla/5.0 " + system + " AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
        ClientHints hints =
                ClientHints.of(mobile == null ? null : new Raw(mobile), platform == null ? null : new Raw(platform));

        AgentClass found = AGENTS.classify(new Raw(userAgent), hints)
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();

        assertThat(found.device()).isEqualTo(Value.of(device));
        assertThat(found.os()).isEqualTo(Value.of(os));
        assertThat(hints.toString()).doesNotContain("jane");
    }

    @ParameterizedTest(name = "a bot: {0}")
    @NullSource
    @ValueSource(
            strings = {
                "",
                "  ",
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/142.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1;"
                        + " +http://www.google.com/bot.html)",
                "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
                "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
                "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
                "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)",
                "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
                "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0"
                        + " Safari/537.36",
                "curl/8.5.0",
                "Wget/1.21.4",
                "python-requests/2.32.3",
                "Go-http-client/2.0",
                "Java/17.0.15",
                "axios/1.7.7",
                "node",
                "PostmanRuntime/7.42.0",
            })
    void classify_program_isABot(String userAgent) {
        assertThat(classify(AGENTS, userAgent).bot()).isTrue();
    }

    @Test
    void classify_aSecondTime_isCompleteAtOnce() {
        AgentClass first = classify(AGENTS, CHROME);

        CompletableFuture<AgentClass> second =
                AGENTS.classify(new Raw(CHROME), ClientHints.NONE).toCompletableFuture();

        assertThat(second).isCompletedWithValue(first);
    }

    @Test
    void classify_aVeryLongOne_isCutAndClassified() {
        assertThat(classify(AGENTS, CHROME + " x".repeat(20_000))).isNotNull();
    }

    @Test
    @DisplayName(
            "A flood of made-up User-Agents is answered at once, and a browser is classified again when it is over")
    void classify_flood_isUnknownAndNotRemembered() throws InterruptedException {
        try (Agents agents = Agents.load(new Random(2), 4)) {
            List<CompletableFuture<AgentClass>> flood = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                flood.add(agents.classify(new Raw(CHROME + " Made/" + i), ClientHints.NONE)
                        .toCompletableFuture());
            }
            assertThat(flood).anySatisfy(answer -> assertThat(answer).isCompletedWithValue(AgentClass.UNKNOWN));

            CompletableFuture.allOf(flood.toArray(CompletableFuture[]::new)).join();
            assertThat(classify(agents, CHROME).browser()).isEqualTo(Value.of("Chrome"));
            assertThat(classify(agents, CHROME + " Made/1999").browser()).isEqualTo(Value.of("Chrome"));
        }
    }

    @Test
    void everyClass_isOfTheClosedLists() {
        AgentClass classes = classify(AGENTS, CHROME);

        assertThat(Families.DEVICES).contains(classes.device(), AgentClass.UNKNOWN.device());
        assertThat(Families.BROWSERS).contains(classes.browser(), AgentClass.UNKNOWN.browser());
        assertThat(Families.SYSTEMS).contains(classes.os(), AgentClass.UNKNOWN.os());
    }

    private static AgentClass classify(Agents agents, String userAgent) {
        Raw raw = userAgent == null ? null : new Raw(userAgent);
        return agents.classify(raw, ClientHints.NONE)
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
