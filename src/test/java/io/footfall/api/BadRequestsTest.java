package io.footfall.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.footfall.stats.Answered;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Requests that are wrong get a problem document and leave nothing in the log. */
final class BadRequestsTest {

    private static TestApi api;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeAll
    static void start() {
        api = new TestApi();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void listen() {
        log.start();
        root().addAppender(log);
    }

    @AfterEach
    void nothingIsLogged() {
        root().detachAppender(log);
        assertThat(log.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(ch.qos.logback.classic.Level.WARN))
                .isEmpty();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private static HttpResponse<Buffer> post(String type, String body) {
        return Answered.by(api.operator(HttpMethod.POST, "/api/v1/sites")
                .putHeader("Content-Type", type)
                .sendBuffer(Buffer.buffer(body)));
    }

    private static void assertProblem(HttpResponse<Buffer> response, int status, @Nullable String field) {
        assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(status);
        assertThat(response.getHeader("Content-Type")).isEqualTo("application/problem+json");
        assertThat(response.bodyAsJsonObject().getString("field")).isEqualTo(field);
        assertThat(response.bodyAsJsonObject().getInteger("status")).isEqualTo(status);
        assertThat(response.bodyAsJsonObject().getString("detail")).isNotBlank().doesNotContain("secret", "Exception");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{;",
                "[1,2];body",
                "{\"domain\":7};domain",
                "{\"domain\":null};domain",
                "{};body",
                "{\"domain\":\"a.com\",\"secret\":1};secret",
                "{\"domain\":\"a.com\",\"thresholds\":{\"value\":3,\"pair\":5,\"crowd\":-1}};thresholds/crowd",
                "{\"domain\":\"a.com\",\"thresholds\":{\"value\":3,\"pair\":5,\"crowd\":99999999999}};thresholds/crowd",
                "{\"domain\":\"a.com\",\"aliases\":[\"b.com\",false]};aliases/1",
                "{\"domain\":\"a\\u0000b\"};domain"
            })
    void body_wrong_namesTheField(String body, @Nullable String field) {
        assertProblem(post("application/json", body), 400, field);
    }

    @Test
    void body_anotherType_isRefused() {
        assertProblem(post("text/plain", "{\"domain\":\"a.com\"}"), 415, null);
    }

    @Test
    void body_tooLarge_isRefused() {
        assertProblem(post("application/json", "{\"domain\":\"" + "a".repeat(100_000) + "\"}"), 413, null);
    }

    @Test
    void body_withCharset_isRead() {
        assertThat(post("application/json; charset=utf-8", "{\"domain\":\"charset.example\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void unknownPathAndMethod_areProblemsToo() {
        assertProblem(api.get("/api/v1/nothing"), 404, null);
        assertProblem(api.get("/api/nothing"), 404, null);
        assertProblem(Answered.by(api.operator(HttpMethod.PUT, "/api/v1/sites").send()), 405, null);
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday,from",
        "from=2026-02-30,from",
        "from=2026-12-01,from",
        "from=2026-11-10&to=2026-11-09,from",
        "from=1970-01-01,from",
        "to=,to",
        "metrics=visits%2Csecrets,metrics",
        "metrics=revenues,metrics",
        "metrics=,metrics",
        "by=shoe_size,by",
        "by=,by",
        "by=hour&from=2026-01-01,from",
        "limit=0,limit",
        "limit=1001,limit",
        "limit=-1,limit",
        "by=country&order=secrets,order",
        "order=visits,order",
        "filter=Google,filter",
        "filter=source:,filter",
        "filter=shoe_size:42,filter",
        "filter=exit_page:/,filter",
        "by=country&filter=browser:Firefox,filter",
        "by=hour&filter=source:Google&from=2026-11-20,filter",
        "by=visit_pages&filter=source:Google,filter",
        "filter=source:Google|country:DE,filter",
        "filter=source:Google&filter=country:DE,filter",
        "compare=decade,compare",
        "compare=2026-11-09..2026-11-08,compare",
        "compare=2026-02-30..2026-03-01,compare",
        "compare=2026-11-01..2999-01-01,compare",
        "by=page&by=source,by",
        "colour=red,colour"
    })
    void question_wrong_namesTheParameter(String query, String field) {
        if (api.sites.byDomain("example.com").isEmpty()) {
            api.site("example.com", io.footfall.site.SiteChange.NONE);
        }
        assertProblem(api.get("/api/v1/sites/example.com/stats?" + query), 400, field);
    }
}
