package io.footfall.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {

    @ParameterizedTest
    @CsvSource({
        "example.com, example.com",
        "Example.COM, example.com",
        "localhost, localhost",
        "127.0.0.1, 127.0.0.1",
        "[::1], [::1]",
        "b\u00fccher.example, xn--bcher-kva.example",
        "B\u00dcCHER.example, xn--bcher-kva.example",
        "xn--strae-oqa.de, xn--strae-oqa.de",
        "\u4f8b\u3048.\u30c6\u30b9\u30c8, xn--r8jz45g.xn--zckzah",
        "1.example, 1.example"
    })
    void of_nameInAnySpelling_asBrowsersWriteIt(String text, String host) {
        assertThat(HostName.of(text)).contains(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "https://example.com",
                "example.com:443",
                "example.com/",
                "example.com.",
                ".example.com",
                "a..b",
                "-a.com",
                "a-.com",
                "a_b.com",
                "a b.com",
                "user@example.com",
                "*.example.com",
                "stra\u00dfe.de",
                "256.1.1.1",
                "1.2.3",
                "0x7f.1",
                "127.1",
                "010.0.0.1",
                "example.com\n",
                "example.\u0000com",
                "[::2]",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.com"
            })
    void of_anythingElse_nothing(String text) {
        assertThat(HostName.of(text)).isEmpty();
    }
}
