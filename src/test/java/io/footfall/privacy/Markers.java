package io.footfall.privacy;

import io.footfall.privacy.MarkerSearch.Pattern;
import io.footfall.server.Reports;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What the canary plants. The bytes of the addresses are no text in any encoding, and no small number. */
final class Markers {

    static final String V4 = "217.253.246.251";
    static final String V6 = "2003:e7:97a5:f3d1:8c6b:feed:d1ce:b0b5";
    static final long NONCE = 0xd9f3_a6c7_e8b5_94f1L;
    static final String UUID = "5f0c9a3e-7d41-4b8e-9a57-c3e2d1f0b6a8";
    static final String NUMBER = "907155834221688";

    static final String AGENT = word("agent");
    static final String QUERY = word("query");
    static final String FRAGMENT = word("fragment");
    static final String REFERRER_QUERY = word("referrerquery");
    static final String FIELD_NAME = word("fieldname");
    static final String FIELD_VALUE = word("fieldvalue");
    static final String MAIL = word("mail");
    static final String LANGUAGE = word("language");
    static final String CLASSES = word("classes");
    static final String RECEIPT = word("receipt");
    static final String ORIGIN = word("origin");
    static final String COOKIE = word("cookie");
    static final String HEADER = word("header");
    static final String BODY = word("body");
    static final String PATH = word("path");
    static final String TOKEN = word("token");
    static final String LOG_IN = word("login");
    static final String PASSWORD = word("password");

    /** A page that is counted, and so must be found wherever counts are: the search is known to look there. */
    static final String CONTROL = word("control");

    private static final List<String> WORDS = List.of(
            AGENT,
            QUERY,
            FRAGMENT,
            REFERRER_QUERY,
            FIELD_NAME,
            FIELD_VALUE,
            MAIL,
            LANGUAGE,
            CLASSES,
            RECEIPT,
            ORIGIN,
            COOKIE,
            HEADER,
            BODY,
            PATH,
            TOKEN,
            LOG_IN,
            PASSWORD);

    private Markers() {}

    private static String word(String meaning) {
        return "qzx" + meaning + "xzq";
    }

    /** The search for all of them. */
    static MarkerSearch search() {
        Stream<Marker> numbers = Stream.of(
                Marker.address("address", V4),
                Marker.address("address6", V6),
                Marker.number("nonce", NONCE, Reports.nonce(NONCE)),
                Marker.text("uuid", UUID),
                Marker.text("uuid", UUID.replace("-", "")),
                Marker.text("number", NUMBER));
        Stream<Marker> words = WORDS.stream().map(word -> Marker.text(word, word));
        List<Pattern> patterns = Stream.concat(numbers, words)
                .flatMap(marker -> marker.patterns().stream())
                .toList();
        return new MarkerSearch(patterns);
    }

    static MarkerSearch control() {
        return new MarkerSearch(List.of(new Pattern(CONTROL, CONTROL.getBytes(StandardCharsets.US_ASCII), false)));
    }
}
