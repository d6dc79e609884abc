package io.footfall.enrich.page;

import static io.footfall.enrich.TestSites.EXAMPLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.enrich.TestSites;
import io.footfall.event.Raw;
import io.footfall.measure.Value;
import io.footfall.site.Routing;
import io.footfall.site.Site;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvFileSource(resources = "/enrich/pages.csv", delimiter = '|', numLinesToSkip = 1, maxCharsPerColumn = 20_000)
    void page_ofAUrl_isItsCleanedPath(String url, String page) {
        assertThat(Pages.page(EXAMPLE, new Raw(url))).contains(Value.of(page));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvFileSource(resources = "/enrich/url-cleaning.tsv", delimiter = '\t', quoteCharacter = '\u0000')
    void page_ofUrlsAsTheyAreFound_isItsCleanedPath(String url, String page) {
        assertThat(Pages.page(EXAMPLE, new Raw(url))).contains(Value.of(page));
    }

    @ParameterizedTest(name = "with hash routes, {0} is {1}")
    @CsvFileSource(resources = "/enrich/url-cleaning-hash.tsv", delimiter = '\t', quoteCharacter = '\u0000')
    void page_whereFragmentsNamePages_hasTheCleanedRoute(String url, String page) {
        Site site =
                EXAMPLE.with(new Routing(List.of(), true, null, List.of(), List.of(), List.of()), EXAMPLE.counting());

        assertThat(Pages.page(site, new Raw(url))).contains(Value.of(page));
    }

    @ParameterizedTest(name = "{0} is no page of the site")
    @ValueSource(
            strings = {
                "",
                "/pricing",
                "example.com/pricing",
                "ftp://example.com/",
                "javascript:alert(1)",
                "data:text/html,hello",
                "file:///etc/passwd",
                "android-app://example.com/",
                "https://",
                "https:///pricing",
                "https://other.example/",
                "https://example.com.other.example/",
                "https://notexample.com/",
                "https://sub.example.com/",
                "https://example.com@other.example/",
                "https://other.example/example.com",
                "https://other.example\\@example.com/",
                "https://exa mple.com/",
                "https://xn--/\u0000",
            })
    void page_ofAnythingElse_isEmpty(String url) {
        assertThat(Pages.page(EXAMPLE, new Raw(url))).isEmpty();
    }

    @Test
    void page_ofAnotherHost_belongsWhereTheSiteSaysSo() {
        Site wide = TestSites.site("münchen.example", List.of("shop.example"), true, List.of());

        assertThat(Pages.page(wide, new Raw("https://xn--mnchen-3ya.example/a")))
                .contains(Value.of("/a"));
        assertThat(Pages.page(wide, new Raw("https://MÜNCHEN.example/a"))).contains(Value.of("/a"));
        assertThat(Pages.page(wide, new Raw("https://blog.xn--mnchen-3ya.example/a")))
                .contains(Value.of("/a"));
        assertThat(Pages.page(wide, new Raw("https://www.shop.example/a"))).contains(Value.of("/a"));
        assertThat(Pages.page(wide, new Raw("https://blog.shop.example/a"))).isEmpty();
    }

    @Test
    void page_ofAVeryLongPath_isCutAndBounded() {
        Optional<Value> page = Pages.page(EXAMPLE, new Raw("https://example.com/" + "long ".repeat(6_000)));

        assertThat(page.orElseThrow().text())
                .hasSize(Value.MAX_LENGTH)
                .startsWith("/long long")
                .endsWith("…");
    }

    @Property
    void page_ofAnyString_neverThrowsNorHoldsAQuery(@ForAll @StringLength(max = 300) String text) {
        for (String url : List.of(text, "https://example.com/" + text, "https://example.com/s?q=" + text)) {
            Pages.page(EXAMPLE, new Raw(url))
                    .ifPresent(page -> assertThat(page.text()).doesNotContain("?", "#", "@", "\u0000"));
        }
    }

    @Property
    @Label("No e-mail address and no id in a visitor's URLs is ever counted, wherever and however it is written")
    void page_withAPlantedPerson_neverShowsIt(
            @ForAll("surroundings") String before,
            @ForAll("surroundings") String after,
            @ForAll("addresses") String address,
            @ForAll long seed) {
        String id = new UUID(seed, ~seed).toString();
        String person = "/" + before + percent(address) + "/" + before + id + after + "?q=" + address + "&page=" + id;

        Value page =
                Pages.page(EXAMPLE, new Raw("https://example.com" + person)).orElseThrow();

        assertThat(page.text().toLowerCase(Locale.ROOT))
                .doesNotContain(address.toLowerCase(Locale.ROOT))
                .doesNotContain(percent(address).toLowerCase(Locale.ROOT))
                .doesNotContain(id);
    }

    @Property(tries = 5_000)
    void path_thatSeemsClean_isAsByTheLongWay(@ForAll("plainPaths") String path) {
        assertThat(Pages.path("/" + path)).isEqualTo(Pages.path("/./" + path));
    }

    @Provide
    Arbitrary<String> plainPaths() {
        Arbitrary<String> word = Arbitraries.of("order", "p", "page", "users", "deadbeefdeadbeef", "a", "-", "_", "");
        Arbitrary<String> number = Arbitraries.strings().numeric().ofMaxLength(10);
        Arbitrary<String> any = Arbitraries.strings().withChars("ab01-_/").ofMaxLength(8);
        Arbitrary<String> segment = Combinators.combine(word, number, any).as((a, b, c) -> a + b + c);
        return segment.list().ofMaxSize(4).map(parts -> String.join("/", parts));
    }

    @Provide
    Arbitrary<String> surroundings() {
        // An escape that is left open would take the first letter of what follows.
        return Arbitraries.strings()
                .withChars("abcXYZ0123-_. %25")
                .ofMaxLength(12)
                .filter(text -> !text.matches(".*%[0-9A-Fa-f]?"));
    }

    @Provide
    Arbitrary<String> addresses() {
        Arbitrary<String> local = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("0123456789._%+-'")
                .ofMinLength(1)
                .ofMaxLength(20)
                .filter(text -> Character.isLetter(text.charAt(text.length() - 1)));
        Arbitrary<String> host = Arbitraries.of("example.com", "mail.example.co.uk", "web.de", "bücher.example");
        return Combinators.combine(local, host).as((name, domain) -> name + "@" + domain);
    }

    private static String percent(String text) {
        return text.replace("%", "%25").replace("@", "%40").replace("+", "%2B");
    }
}
