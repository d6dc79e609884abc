package io.footfall.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportParserTest {

    private static final String MARK = "zebra";

    private static final String GOOD = """
            {"site": "zebra.example", "receipt": "zebra.zebra.zebra",
             "visit": {"day": "2026-11-23", "entry": "https://zebra.example/?utm_source=zebra", "referrer": "https://zebra/",
                       "screen": 1280, "language": "de-zebra", "as": "zebra"},
             "nonce": "AAAAAAAAAAE",
             "visitor": {"day": "2026-11-23", "previousDay": null, "minutesAway": 7},
             "decision": {"how": "accept_all", "policy": 3},
             "events": [
               {"type": "pageview", "url": "https://zebra/", "page": 2, "from": "https://zebra/a", "exitBefore": null, "firstView": true},
               {"type": "engagement", "url": "https://zebra/", "seconds": 12, "reached": ["zebra:50"]},
               {"type": "event", "name": "Zebra zebra", "url": "https://zebra/", "first": true, "props": {"zebra": "zebra"}},
               {"type": "vitals", "url": "https://zebra/", "lcp": 1830, "cls": 0.02},
               {"type": "step", "funnel": "zebra", "step": 2}]}""";

    private static final String STEP = "{\"type\": \"step\", \"funnel\": \"zebra\", \"step\": 1}";

    private static ParsedReport parse(String body) {
        return new ReportParser().parse(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("nothing of what a browser wrote shows when a report is printed")
    void parse_good_everyFieldReadAndNoTextPrinted() {
        assertThat(parse(GOOD)).isInstanceOfSatisfying(ParsedReport.Parsed.class, parsed -> {
            Report report = parsed.report();
            assertThat(report.site()).isEqualTo("zebra.example");
            assertThat(report.nonce()).isEqualTo(1L);
            assertThat(report.events()).hasSize(5).first().isInstanceOfSatisfying(Event.Pageview.class, view -> {
                assertThat(view.page()).isEqualTo(2);
                assertThat(view.firstView()).isTrue();
                assertThat(view.exitBefore()).isNull();
                assertThat(view.url().text()).isEqualTo("https://zebra/");
            });
            List<Object> printed = new ArrayList<>(report.events());
            printed.addAll(List.of(parsed, report, report.visit(), report.events(), new Raw(MARK)));
            assertThat(printed).allSatisfy(part -> assertThat(part.toString()).doesNotContainIgnoringCase(MARK));
        });
    }

    @Test
    void parse_choice_noTextPrinted() {
        String body = "{\"site\":\"zebra\",\"how\":\"choose\",\"policy\":1,\"allow\":[\"zebra\"]}";
        ParsedChoice parsed = new ChoiceParser().parse(body.getBytes(StandardCharsets.UTF_8));
        assertThat(parsed).isInstanceOf(ParsedChoice.Parsed.class);
        assertThat(parsed.toString()).doesNotContain(MARK);
    }

    /** What is replaced in the good body, by what, and the field that is named. */
    static Stream<Arguments> bad() {
        String url = "\"https://zebra/\", \"page\"";
        return Stream.of(
                Arguments.of("\"site\": \"zebra.example\"", "\"zebra\": 1", "site"),
                Arguments.of("\"zebra.example\"", "7", "site"),
                Arguments.of("\"zebra.example\"", "null", "site"),
                Arguments.of("\"zebra.example\"", "{\"zebra\": [1]}", "site"),
                Arguments.of("zebra.example", "zebra".repeat(51), "site"),
                Arguments.of("zebra.example", "zebra\\u0000", "site"),
                Arguments.of("zebra.example", "zebra\\n", "site"),
                Arguments.of("zebra.example", "zebra\\u0085", "site"),
                Arguments.of("zebra.example", "zebra\\ud800", "site"),
                Arguments.of("zebra.example", "\\udc00zebra", "site"),
                Arguments.of("zebra.example", "zebra\u0001", "body"),
                Arguments.of("\"zebra.zebra.zebra\"", "[\"zebra\"]", "receipt"),
                Arguments.of("zebra.zebra.zebra", "z".repeat(2001), "receipt"),
                Arguments.of("\"visit\"", "\"zebra\"", "visit"),
                Arguments.of("2026-11-23\", \"entry\"", "2026-02-30\", \"entry\"", "visit.day"),
                Arguments.of("2026-11-23\", \"entry\"", "zebra\", \"entry\"", "visit.day"),
                Arguments.of("2026-11-23\", \"entry\"", "1969-12-31\", \"entry\"", "visit.day"),
                Arguments.of("2026-11-23\", \"entry\"", "0000-00-00\", \"entry\"", "visit.day"),
                Arguments.of("2026-11-23\", \"entry\"", "-999999999-01-01\", \"entry\"", "visit.day"),
                Arguments.of("2026-11-23\", \"entry\"", "+99999-1-1\", \"entry\"", "visit.day"),
                Arguments.of("\"day\": \"2026-11-23\", \"entry\"", "\"entry\"", "visit.day"),
                Arguments.of("\"entry\": \"https://zebra.example/?utm_source=zebra\",", "", "visit.entry"),
                Arguments.of("https://zebra.example/?utm_source=zebra", "/" + "z".repeat(10_000), "visit.entry"),
                Arguments.of("1280", "-1", "visit.screen"),
                Arguments.of("1280", "1.5", "visit.screen"),
                Arguments.of("1280", "1e999", "visit.screen"),
                Arguments.of("1280", "99999999999999999999999", "visit.screen"),
                Arguments.of("1280", "9".repeat(5000), "body"),
                Arguments.of("1280", "NaN", "body"),
                Arguments.of("1280", "\"zebra\"", "visit.screen"),
                Arguments.of("de-zebra", "z".repeat(101), "visit.language"),
                Arguments.of("\"as\": \"zebra\"", "\"as\": \"" + "z".repeat(601) + "\"", "visit.as"),
                Arguments.of("AAAAAAAAAAE", "zebra", "nonce"),
                Arguments.of("AAAAAAAAAAE", "zebra!!!!!!", "nonce"),
                Arguments.of("\"AAAAAAAAAAE\"", "1", "nonce"),
                Arguments.of("\"previousDay\": null,", "", "visitor.previousDay"),
                Arguments.of("\"day\": \"2026-11-23\", \"previousDay\"", "\"previousDay\"", "visitor.day"),
                Arguments.of("\"minutesAway\": 7", "\"minutesAway\": 31", "visitor.minutesAway"),
                Arguments.of("\"minutesAway\": 7", "\"minutesAway\": -1", "visitor.minutesAway"),
                Arguments.of("accept_all", "zebra", "decision.how"),
                Arguments.of("\"policy\": 3", "\"policy\": 0", "decision.policy"),
                Arguments.of(", \"policy\": 3", "", "decision.policy"),
                Arguments.of("\"pageview\"", "\"zebra\"", "events[0].type"),
                Arguments.of("\"type\": \"pageview\", ", "", "events[0].type"),
                Arguments.of(url, "\"" + "z".repeat(10_000) + "\", \"page\"", "events[0].url"),
                Arguments.of("\"url\": \"https://zebra/\", \"page\"", "\"page\"", "events[0].url"),
                Arguments.of("\"page\": 2", "\"page\": 0", "events[0].page"),
                Arguments.of("\"page\": 2, ", "", "events[0].page"),
                Arguments.of("\"firstView\": true", "\"firstView\": \"zebra\"", "events[0].firstView"),
                Arguments.of("\"seconds\": 12", "\"seconds\": 3601", "events[1].seconds"),
                Arguments.of("\"seconds\": 12", "\"seconds\": -12", "events[1].seconds"),
                Arguments.of("[\"zebra:50\"]", "\"zebra\"", "events[1].reached"),
                Arguments.of("[\"zebra:50\"]", "[\"zebra:50\", 7]", "events[1].reached[1]"),
                Arguments.of("Zebra zebra", " ", "events[2].name"),
                Arguments.of("Zebra zebra", "z".repeat(201), "events[2].name"),
                Arguments.of("\"nonce\"", "\"deep\": " + "[".repeat(17) + "]".repeat(17) + ", \"nonce\"", "body"),
                Arguments.of(", \"step\": 2}]}", ", \"step\": 2}" + (", " + STEP).repeat(16) + "]}", "events"),
                Arguments.of(", \"step\": 2}]}", "}]}", "events[4].step"),
                Arguments.of("\"funnel\": \"zebra\", ", "", "events[4].funnel"),
                Arguments.of("\"lcp\": 1830", "\"lcp\": -1", "events[3].lcp"),
                Arguments.of("\"lcp\": 1830", "\"lcp\": \"zebra\"", "events[3].lcp"),
                Arguments.of("{\"zebra\": \"zebra\"}", "{\"zebra\": [1]}", "events[2].props"),
                Arguments.of("{\"zebra\": \"zebra\"}", "{\"" + "z".repeat(51) + "\": 1}", "events[2].props"),
                Arguments.of("\"nonce\"", "\"site\": \"zebra\", \"nonce\"", "body"),
                Arguments.of("\"props\"", "\"type\": \"zebra\", \"props\"", "body"),
                Arguments.of("\"step\": 2}]}", "\"step\": 2}]} zebra", "body"),
                Arguments.of("\"step\": 2}]}", "\"step\": 2}]} {}", "body"),
                Arguments.of("\"step\": 2}]}", "\"step\": 2}]", "body"),
                Arguments.of("\"step\": 2}]}", "\"step\": 2", "body"));
    }

    @ParameterizedTest(name = "{index}: {2}")
    @MethodSource("bad")
    void parse_bad_namesTheFieldAndNothingThatWasSent(String what, String replaced, String field) {
        assertThat(GOOD).contains(what);
        assertMalformed(parse(GOOD.replace(what, replaced)), field);
    }

    private static void assertMalformed(ParsedReport parsed, String field) {
        assertThat(parsed).isInstanceOfSatisfying(ParsedReport.Malformed.class, malformed -> {
            assertThat(malformed.field()).isEqualTo(field);
            assertThat(malformed.toString()).doesNotContainIgnoringCase(MARK).doesNotContain("zz");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "\"zebra\"",
                "[]",
                "[{}]",
                "zebra",
                "{zebra}",
                "{'zebra':1}",
                "\uFEFF{}",
                "{\"a\":}"
            })
    void parse_noObject_isTheBody(String body) {
        assertMalformed(parse(body), "body");
    }

    @Test
    void parse_emptyObject_siteIsMissing() {
        assertMalformed(parse("{}"), "site");
        assertMalformed(parse("{\"zebra\": {\"zebra\": 1e999}}"), "site");
    }

    @Test
    void parse_aNameTwiceInAnObject_isTheBody() {
        assertMalformed(parse("{\"site\":\"zebra\",\"site\":\"zebra\"}"), "body");
        assertMalformed(parse("{\"\\u0073ite\":\"zebra\",\"site\":\"zebra\"}"), "body");
        String many =
                IntStream.range(0, 1_000).mapToObj(i -> "\"z" + i + "\":1").collect(Collectors.joining(","));
        assertMalformed(parse("{" + many + "}"), "site");
        assertMalformed(parse("{" + many + ",\"z900\":1}"), "body");
    }

    @Test
    void parse_noEvents_isSaid() {
        String visit = "\"site\":\"zebra\",\"visit\":{\"day\":\"2026-11-23\",\"entry\":\"zebra\"}";
        assertMalformed(parse("{" + visit + "}"), "events");
        assertMalformed(parse("{" + visit + ",\"events\":[]}"), "events");
        assertThat(parse("{" + visit + ",\"events\":[" + STEP + "]}")).isInstanceOf(ParsedReport.Parsed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE"})
    void parse_otherEncoding_isTheBody(String charset) {
        assertMalformed(new ReportParser().parse(GOOD.getBytes(Charset.forName(charset))), "body");
    }

    @Test
    void parse_brokenUtf8_isTheBody() {
        byte[] body = GOOD.getBytes(StandardCharsets.UTF_8);
        for (int[] broken : new int[][] {{0xC3, 0x28}, {0xED, 0xA0}, {0xFF, 0x41}, {0xC0, 0x80}}) {
            byte[] changed = body.clone();
            changed[10] = (byte) broken[0];
            changed[11] = (byte) broken[1];
            assertMalformed(new ReportParser().parse(changed), "body");
        }
    }

    @Property(tries = 2000)
    @Label("any bytes: a report or a complaint, never an exception")
    void parse_anyBytes_parsedOrMalformed(@ForAll byte[] body) {
        assertThat(new ReportParser().parse(body)).isNotNull();
        assertThat(new ChoiceParser().parse(body)).isNotNull();
    }

    @Property(tries = 2000)
    @Label("any damage to a good body: a report or a complaint, and the complaint never quotes what was sent")
    void parse_damagedBody_complaintQuotesNothing(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder body = new StringBuilder(GOOD);
        String pieces = "{}[]\",:0-e.\\u zebra";
        for (int left = 1 + random.nextInt(4); left > 0; left--) {
            int at = random.nextInt(body.length());
            String piece = random.nextBoolean()
                    ? pieces.substring(random.nextInt(pieces.length()))
                    : "\"" + MARK + "\":" + MARK;
            body.replace(at, Math.min(body.length(), at + random.nextInt(20)), piece);
        }
        if (parse(body.toString()) instanceof ParsedReport.Malformed malformed) {
            assertThat(malformed.toString()).doesNotContainIgnoringCase(MARK);
        }
    }

    @Test
    void parse_twentyEvents_areRead() {
        String events = IntStream.range(0, 20).mapToObj(i -> STEP).collect(Collectors.joining(","));
        String body = "{\"site\":\"a\",\"visit\":{\"day\":\"2026-11-23\",\"entry\":\"b\"},\"events\":[" + events + "]}";
        assertThat(parse(body)).isInstanceOf(ParsedReport.Parsed.class);
    }
}
