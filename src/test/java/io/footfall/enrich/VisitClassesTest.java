package io.footfall.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.enrich.source.Channel;
import io.footfall.measure.Value;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisitClassesTest {

    private static final VisitClasses CLASSES = new VisitClasses(
            Value.of("DE"),
            Value.of("desktop"),
            Value.of("Chrome"),
            Value.of("Windows"),
            Channel.ORGANIC_SEARCH.value(),
            Value.of("Google"));

    @Test
    void encoded_isVisibleAsciiAndReadsBackAsItWas() {
        VisitClasses odd = new VisitClasses(
                Value.UNKNOWN,
                Value.UNKNOWN,
                Value.OTHER,
                Value.UNKNOWN,
                Channel.REFERRAL.value(),
                Value.of("münchen; 東京 %+"));

        assertThat(CLASSES.encoded()).isEqualTo("1;DE;desktop;Chrome;Windows;Organic+Search;Google");
        assertThat(VisitClasses.of(CLASSES.encoded())).contains(CLASSES);
        assertThat(odd.encoded()).matches("[!-~]+");
        assertThat(VisitClasses.of(odd.encoded())).isEmpty(); // (other) is no browser
    }

    @Test
    void of_aSourceInAnyScript_readsBackAsItWas() {
        VisitClasses classes = new VisitClasses(
                Value.UNKNOWN,
                Value.UNKNOWN,
                Value.UNKNOWN,
                Value.UNKNOWN,
                Channel.REFERRAL.value(),
                Value.of("東京 ;%+ 😀"));

        assertThat(VisitClasses.of(classes.encoded())).contains(classes);
    }

    @ParameterizedTest(name = "{0} is refused")
    @ValueSource(
            strings = {
                "",
                "1",
                "1;DE;desktop;Chrome;Windows;Organic+Search",
                "1;DE;desktop;Chrome;Windows;Organic+Search;Google;x",
                "2;DE;desktop;Chrome;Windows;Organic+Search;Google",
                "1;ZZ;desktop;Chrome;Windows;Organic+Search;Google",
                "1;de;desktop;Chrome;Windows;Organic+Search;Google",
                "1;DE;toaster;Chrome;Windows;Organic+Search;Google",
                "1;DE;desktop;Netscape;Windows;Organic+Search;Google",
                "1;DE;desktop;Chrome;TempleOS;Organic+Search;Google",
                "1;DE;desktop;Chrome;Windows;Organic%20Search;Google",
                "1;DE;desktop;Chrome;Windows;jane%40example.net;Google",
                "1;DE;desktop;Chrome;Windows;Organic+Search;",
                "1;DE;desktop;Chrome;Windows;Organic+Search;jane%40example.net",
                "1;DE;desktop;Chrome;Windows;Organic+Search;550e8400-e29b-41d4-a716-446655440000",
                "1;DE;desktop;Chrome;Windows;Organic+Search;123456789",
                "1;DE;desktop;Chrome;Windows;Organic+Search;a%00b",
                "1;DE;desktop;Chrome;Windows;Organic+Search;a%3Fb",
                "1;DE;desktop;Chrome;Windows;Organic+Search;+a",
                "1;DE;desktop;Chrome;Windows;Organic+Search;%zz",
                "1;DE;desktop;Chrome;Windows;Organic+Search;Google ",
            })
    void of_anythingButWhatWasSent_isEmpty(String text) {
        assertThat(VisitClasses.of(text)).isEmpty();
    }

    @Property
    void of_anyString_neverThrows(@ForAll String text) {
        assertThat(VisitClasses.of(text)).isEmpty();
        assertThat(VisitClasses.of("1;DE;desktop;Chrome;Windows;Referral;" + text))
                .isNotNull();
    }
}
