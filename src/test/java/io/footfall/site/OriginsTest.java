package io.footfall.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

    private static final List<String> ALIASES = List.of("shop.test", "localhost", "127.0.0.1", "[::1]");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "https://www.example.com",
                "https://example.com:8443",
                "https://shop.test",
                "https://localhost",
                "http://localhost",
                "http://localhost:8080",
                "http://127.0.0.1:3000",
                "http://[::1]:3000",
                "http://[::1]"
            })
    void allows_hostOfTheSite_yes(String origin) {
        assertThat(Origins.allows(site(false), origin)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "null",
                "https://",
                "https://:443",
                "http://example.com",
                "http://shop.test",
                "https://blog.example.com",
                "https://www.www.example.com",
                "https://www.shop.test",
                "https://evil-example.com",
                "https://example.com.evil.test",
                "https://example.com@evil.test",
                "https://example.com/",
                "https://example.com?",
                "https://example.com#",
                "https://example.com:",
                "https://example.com:x",
                "https://example.com:65536",
                "https://example.com:443:443",
                "https://.example.com",
                "https://example.com.",
                "https://example..com",
                "https://EXAMPLE.COM",
                "HTTPS://example.com",
                " https://example.com",
                "https://example.com ",
                "https://example.com\u0000",
                "ftp://example.com",
                "http://localhost.evil.test",
                "http://[::1",
                "http://[::1]]",
                "http://[::1]8080",
                "http://[]",
                "chrome-extension://example.com"
            })
    void allows_anythingElse_no(@Nullable String origin) {
        assertThat(Origins.allows(site(false), origin)).isFalse();
    }

    @Test
    void allows_hostBelowTheDomain_onlyWhereTheSiteSaysSo() {
        assertThat(Origins.allows(site(true), "https://a.b.example.com")).isTrue();
        assertThat(Origins.allows(site(true), "https://a.shop.test")).isFalse();
        assertThat(Origins.allows(site(true), "https://aexample.com")).isFalse();
        assertThat(Origins.allows(site(true), "https://a..example.com")).isFalse();
    }

    @Test
    void allows_httpBelowLocalhost_asOnTheReadersOwnMachine() {
        Site demo = site("demo.localhost", List.of(), false);

        assertThat(Origins.allows(demo, "http://demo.localhost:8080")).isTrue();
        assertThat(Origins.allows(demo, "http://localhost:8080")).isFalse();
    }

    @Property(tries = 5_000)
    void allows_anyOrigin_asAParserOfUrlsSays(@ForAll("origins") String origin, @ForAll boolean subdomains) {
        assertThat(Origins.allows(site(subdomains), origin)).isEqualTo(oracle(site(subdomains), origin));
    }

    @Provide
    Arbitrary<String> origins() {
        Arbitrary<String> scheme = Arbitraries.of("https://", "http://", "https:/", "HTTPS://", "ftp://", "");
        Arbitrary<String> part = Arbitraries.of(
                "example", "com", "www", "shop", "test", "localhost", "127.0.0.1", "[::1]", "a", "", "X");
        Arbitrary<String> host = part.list().ofMinSize(1).ofMaxSize(4).map(parts -> String.join(".", parts));
        Arbitrary<String> known = Arbitraries.of("example.com", "shop.test", "localhost", "[::1]", "a.example.com");
        Arbitrary<String> tail = Arbitraries.of(
                "", ":80", ":65535", ":65536", ":", ":8x", ":123456", "/", "?q", "#f", "@a.com", "\\", " ");
        return Combinators.combine(scheme, Arbitraries.oneOf(host, known), tail).as((s, h, t) -> s + h + t);
    }

    /** The rule in the words of the contract, on an origin taken apart by {@link URI}. */
    private static boolean oracle(Site site, String origin) {
        try {
            URI uri = new URI(origin);
            String host = uri.getHost();
            if (host == null
                    || !origin.equals(origin.toLowerCase(Locale.ROOT))
                    || !(uri.getRawPath() + uri.getRawQuery() + uri.getRawFragment() + uri.getRawUserInfo())
                            .equals("nullnullnull")
                    || origin.endsWith(":")
                    || host.endsWith(".")
                    || uri.getPort() > 65_535) {
                return false;
            }
            boolean local = host.equals("localhost")
                    || host.endsWith(".localhost")
                    || host.equals("127.0.0.1")
                    || host.equals("[::1]");
            boolean scheme = uri.getScheme().equals("https") || (uri.getScheme().equals("http") && local);
            return scheme
                    && (host.equals(site.domain())
                            || host.equals("www." + site.domain())
                            || site.aliases().contains(host)
                            || (site.subdomains() && host.endsWith("." + site.domain())));
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    @Test
    void allows_withinTheScope_fromTheRegistrableDomainDown() {
        Site shop = site("shop.example.co.uk", List.of(), false);
        Site wide = shop.with(
                new Routing(List.of(), false, "example.co.uk", List.of(), List.of(), List.of()), shop.counting());

        for (String host : List.of("example.co.uk", "www.example.co.uk", "a.b.example.co.uk")) {
            assertThat(Origins.allows(wide, "https://" + host)).as(host).isTrue();
            assertThat(Origins.allows(shop, "https://" + host)).as(host).isFalse();
        }
        for (String host : List.of("co.uk", "other.co.uk", "notexample.co.uk", "example.co.uk.test")) {
            assertThat(Origins.allows(wide, "https://" + host)).as(host).isFalse();
        }
    }

    private static Site site(boolean subdomains) {
        return site("example.com", ALIASES, subdomains);
    }

    private static Site site(String domain, List<String> aliases, boolean subdomains) {
        return new Site(
                1,
                domain,
                aliases,
                subdomains,
                ZoneOffset.UTC,
                1,
                List.of(1),
                Thresholds.DEFAULT,
                List.of(),
                Site.CountDecisions.GRANTS);
    }
}
