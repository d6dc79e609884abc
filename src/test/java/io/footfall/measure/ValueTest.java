package io.footfall.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/search?q=secret",
                "/page#secret",
                "secret@example.com",
                "https://example.com/secret",
                "secret\u0000",
                "secret\nsecret",
                "secret\u0085",
                "secret\uD800",
                "\uDC00secret",
                "secret\uD800\uD800",
                "secrete\u0301"
            })
    @DisplayName("a value holds no query, fragment, address or full URL, and its refusal does not quote what was sent")
    void of_unclean_refusedWithoutATrace(String text) {
        assertThatThrownBy(() -> Value.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
        assertThat(Value.ofOr(text, Value.OTHER)).isEqualTo(Value.OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "(none)", "Müller", "日本", "😀", "a b", "//"})
    void of_clean_kept(String text) {
        assertThat(Value.of(text).text()).isEqualTo(text);
    }

    @Property
    void of_length_upTo200Characters(@ForAll @IntRange(min = 1, max = 400) int length) {
        assertThat(Value.ofOr("x".repeat(length), Value.OTHER).equals(Value.OTHER))
                .isEqualTo(length > 200);
    }

    @Property
    @Label("any text: a value is short, normalised, survives UTF-8, and is its own text")
    void ofOr_anyText_cleanOrOther(@ForAll String text) {
        Value value = Value.ofOr(text, Value.OTHER);
        assertThat(value.text()).hasSizeBetween(1, 200).doesNotContain("?", "#", "@", "\u0000");
        assertThat(Normalizer.isNormalized(value.text(), Normalizer.Form.NFC)).isTrue();
        assertThat(new String(value.text().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(value.text());
        assertThat(Value.of(value.text())).isEqualTo(value).hasSameHashCodeAs(value);
    }
}
