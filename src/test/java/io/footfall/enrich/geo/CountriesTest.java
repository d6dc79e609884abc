package io.footfall.enrich.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.footfall.measure.Value;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountriesTest {

    @TempDir
    Path directory = Path.of("");

    @ParameterizedTest(name = "{0} is in {1}")
    @CsvSource({
        "8.8.8.8, US",
        "::ffff:8.8.8.8, US",
        "193.99.144.80, DE",
        "217.237.148.22, DE",
        "212.58.244.20, GB",
        "194.2.0.20, FR",
        "133.11.0.1, JP",
        "200.147.3.157, BR",
        "202.12.27.33, JP",
        "130.104.1.1, BE",
        "129.132.1.1, CH",
        "2001:4860:4860::8888, US",
        "2a02:2e0:3fe:1001:7777:772e:2:85, DE",
        "2001:630::1, GB",
    })
    void of_knownAddress_isItsCountry(String address, String country) throws IOException {
        assertThat(Countries.open(Optional.empty()).of(InetAddress.getByName(address)))
                .isEqualTo(Value.of(country));
    }

    @ParameterizedTest(name = "{0} is nowhere")
    @ValueSource(
            strings = {"127.0.0.1", "10.1.2.3", "192.168.1.1", "100.64.0.1", "0.0.0.0", "::1", "fe80::1", "fd00::1"})
    void of_privateAddress_isUnknown(String address) throws IOException {
        assertThat(Countries.open(Optional.empty()).of(InetAddress.getByName(address)))
                .isEqualTo(Value.UNKNOWN);
    }

    @Test
    void of_databaseInMaxMindsOwnShape_isItsCountry() throws IOException {
        Path file = Files.write(directory.resolve("own.mmdb"), TinyDatabase.inMaxMindsShape("NO"));

        Countries countries = Countries.open(Optional.of(file));

        assertThat(countries.of(InetAddress.getByName("1.2.3.4"))).isEqualTo(Value.of("NO"));
        assertThat(countries.of(InetAddress.getByName("200.2.3.4"))).isEqualTo(Value.UNKNOWN);
        assertThat(countries.of(InetAddress.getByName("2001:4860::1"))).isEqualTo(Value.UNKNOWN);
    }

    @Test
    void of_countryThatIsoDoesNotKnow_isUnknown() throws IOException {
        Path file = Files.write(directory.resolve("own.mmdb"), TinyDatabase.inMaxMindsShape("ZZ"));

        assertThat(Countries.open(Optional.of(file)).of(InetAddress.getByName("1.2.3.4")))
                .isEqualTo(Value.UNKNOWN);
    }

    @Test
    void reload_afterTheFileWasReplaced_answersByTheNewOne() throws IOException {
        Path file = Files.write(directory.resolve("own.mmdb"), TinyDatabase.inMaxMindsShape("NO"));
        Countries countries = Countries.open(Optional.of(file));
        InetAddress address = InetAddress.getByName("1.2.3.4");

        assertThat(countries.reloadIfChanged()).isFalse();

        replace(file, TinyDatabase.inMaxMindsShape("SE"), 1);
        assertThat(countries.reloadIfChanged()).isTrue();
        assertThat(countries.of(address)).isEqualTo(Value.of("SE"));

        replace(file, new byte[] {1, 2, 3}, 2);
        assertThatIOException().isThrownBy(countries::reloadIfChanged).withMessageContaining("FOOTFALL_GEOIP");
        assertThat(countries.of(address)).isEqualTo(Value.of("SE"));
    }

    @Test
    void open_missingBrokenOrOtherFile_namesTheSetting() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.mmdb"), "not a database");
        Path other = Files.write(directory.resolve("asn.mmdb"), TinyDatabase.ofType("GeoLite2-ASN", "NO"));
        Path cut = Files.write(directory.resolve("cut.mmdb"), builtInCutShort());

        for (Path file : new Path[] {directory.resolve("missing.mmdb"), broken, other, cut}) {
            assertThatIOException()
                    .isThrownBy(() -> Countries.open(Optional.of(file)))
                    .withMessageStartingWith("FOOTFALL_GEOIP: ")
                    .withMessageContaining(file.getFileName().toString());
        }
    }

    private static void replace(Path file, byte[] content, long secondsLater) throws IOException {
        FileTime former = Files.getLastModifiedTime(file);
        Files.write(file, content);
        Files.setLastModifiedTime(file, FileTime.from(former.toInstant().plusSeconds(secondsLater)));
    }

    private static byte[] builtInCutShort() throws IOException {
        try (InputStream stream = Countries.class.getResourceAsStream("/geoip/country.mmdb")) {
            return Objects.requireNonNull(stream).readNBytes(1_000_000);
        }
    }
}
