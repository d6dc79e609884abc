package io.footfall.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.site.Site;
import io.footfall.site.SiteChange;
import io.footfall.stats.Answered;
import io.footfall.stats.By;
import io.footfall.stats.Cells;
import io.footfall.stats.Metric;
import io.footfall.stats.SimulatedVisitors;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer is as the published contract says, with nothing that it does not describe. */
@Tag("full")
class ContractAnswersTest {

    private static final String SITE = "/api/v1/sites/example.com/";
    private static final List<String> MORE = List.of("property:plan", "property:Signup.plan", "property:Never.seen");
    private static final List<String> FILTERS = List.of(
            "source:Google",
            "country:DE",
            "entry_page:/",
            "browser:(none)",
            "page:/prices",
            "event:Purchase",
            "segment:" + SimulatedVisitors.SEGMENT,
            "hostname:example.com",
            "page_group:Blog",
            "outbound:partner.example",
            "country:never seen");
    private static final int AT_ONCE = 20;

    private static final TestApi API = new TestApi();
    private static final ResponseValidator VALIDATOR =
            ResponseValidator.create(API.vertx, Answered.by(OpenAPIContract.from(API.vertx, ClosedContract.load())));

    @BeforeAll
    static void count() {
        API.site("example.com", SiteChange.NONE);
        API.send(HttpMethod.PATCH, "/api/v1/sites/example.com", new JsonObject("""
                {"thresholds":{"value":1,"pair":1,"crowd":1},
                 "funnels":[{"name":"Order","steps":[{"page":"/"},{"event":"Purchase"}]}]}"""));
        Site site = API.sites.byDomain("example.com").orElseThrow();
        Cells cells = new Cells(site);
        int today = (int) LocalDate.of(2026, 11, 24).toEpochDay();
        new SimulatedVisitors(new Random(1), 60, today - 29, 30).count(site, cells);
        cells.store(API.database.pool(), today);
    }

    @AfterAll
    static void close() {
        API.close();
    }

    private static List<String> bys() {
        return Stream.concat(By.all().map(By::key), MORE.stream())
                .filter(key -> !key.isEmpty())
                .toList();
    }

    private static String metrics() {
        return Arrays.stream(Metric.values()).map(Metric::key).collect(Collectors.joining(","));
    }

    @Test
    @DisplayName("each figure by everything is answered as the contract says")
    void stats_eachMetricByEverything_isAsTheContractSays() {
        List<String> questions = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            questions.add("stats?metrics=" + metric.key());
            bys().forEach(by -> questions.add("stats?metrics=" + metric.key() + "&by=" + by));
        }
        assertThat(statuses("getStats", questions)).containsExactly(200);
    }

    @Test
    @DisplayName("each filter with everything is answered, or refused, as the contract says")
    void stats_eachFilterByEverything_isAsTheContractSays() {
        List<String> questions = new ArrayList<>();
        for (String filter : FILTERS) {
            String filtered = "stats?metrics=" + metrics() + "&compare=year&filter=" + filter;
            questions.add(filtered);
            bys().forEach(by -> questions.add(filtered + "&by=" + by));
        }
        assertThat(statuses("getStats", questions)).containsExactly(200, 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "retention", "flows", "funnels", "vitals", "refusals", "consent"})
    void report_ofEachKind_isAsTheContractSays(String report) {
        String operation = "get" + report.substring(0, 1).toUpperCase(Locale.ROOT) + report.substring(1);
        assertThat(statuses(operation, List.of(report))).containsExactly(200);
        assertThat(statuses(operation, List.of(report + "?from=never"))).containsAnyOf(200, 400);
    }

    @Test
    void validator_whatTheContractDoesNotDescribe_isRefused() {
        JsonObject answer = API.get(SITE + "stats?metrics=" + metrics() + "&by=page&compare=previous")
                .bodyAsJsonObject();
        assertThat(answer.getJsonArray("rows").size()).isGreaterThan(3);
        Answered.by(valid("getStats", 200, answer.toBuffer()));
        for (String wrong : List.of("timezone", "totals", "rows", "compare")) {
            assertRefused(answer.copy().put(wrong, 7));
        }
        assertRefused(answer.copy().put("undescribed", 7));
        JsonObject undescribed = answer.copy();
        undescribed.getJsonArray("rows").getJsonObject(0).put("undescribed", 7);
        assertRefused(undescribed);
        JsonObject text = answer.copy();
        text.getJsonArray("rows").getJsonObject(0).put("pageviews", "7");
        assertRefused(text);
    }

    private static void assertRefused(JsonObject answer) {
        assertThatThrownBy(() -> Answered.by(valid("getStats", 200, answer.toBuffer())))
                .as(answer.encode())
                .isNotNull();
    }

    /** Asks, validates each answer, and gives the kinds of answers that there were. */
    private static Set<Integer> statuses(String operation, List<String> questions) {
        Set<Integer> statuses = new TreeSet<>();
        for (int from = 0; from < questions.size(); from += AT_ONCE) {
            List<Future<Integer>> asked = questions.subList(from, Math.min(questions.size(), from + AT_ONCE)).stream()
                    .map(question -> ask(operation, question))
                    .toList();
            Answered.by(Future.all(asked));
            asked.forEach(answered -> statuses.add(answered.result()));
        }
        return statuses;
    }

    private static Future<Integer> ask(String operation, String question) {
        return API.operator(HttpMethod.GET, SITE + question.replace(" ", "%20"))
                .send()
                .compose(answer -> valid(operation, answer.statusCode(), body(answer))
                        .map(answer.statusCode())
                        .recover(invalid -> Future.failedFuture(
                                new AssertionError(question + ": " + answer.bodyAsString(), invalid))));
    }

    private static Buffer body(HttpResponse<Buffer> answer) {
        Buffer body = answer.body();
        return body == null ? Buffer.buffer() : body;
    }

    private static Future<?> valid(String operation, int status, Buffer body) {
        return VALIDATOR.validate(ValidatableResponse.create(status, body, MediaType.APPLICATION_JSON), operation);
    }
}
