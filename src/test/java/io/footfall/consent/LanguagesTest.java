package io.footfall.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {

    @ParameterizedTest
    @CsvSource({
        "en, en",
        "de-AT, de",
        "PT-br, pt",
        "no, nb",
        "nn-NO, nn",
        "iw, he",
        "zh, zh-Hans",
        "zh-CN, zh-Hans",
        "zh-TW, zh-Hant",
        "zh_HK, zh-Hant",
        "zh-Hant-SG, zh-Hant",
        "zh-Hans-HK, zh-Hans",
        "sr, ",
        "'', ",
        "english, "
    })
    void nearest_tagOfAPage_languageThatIsThere(String tag, String language) {
        assertThat(Languages.nearest(tag)).isEqualTo(Optional.ofNullable(language));
    }

    @Test
    void all_languages_differ() {
        assertThat(Languages.all()).hasSize(36).doesNotHaveDuplicates();
    }
}
