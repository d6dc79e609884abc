package io.footfall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsLoaderTest {

    private static final Settings DEFAULTS = new Settings(
            Optional.empty(),
            8080,
            "127.0.0.1",
            9464,
            URI.create("http://localhost:8080"),
            Optional.empty(),
            Optional.empty(),
            Path.of("data"),
            Optional.empty(),
            "node-1",
            Duration.ofSeconds(5),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false);

    @TempDir
    private Path temp;

    @Test
    void load_nothing_givesTheDefaultsOfTheContract() {
        assertThat(load(Map.of())).isEqualTo(DEFAULTS);
    }

    @Test
    void load_everyVariable_isMapped() throws IOException {
        var geoip = Files.createFile(temp.resolve("country.mmdb"));

        assertThat(load(everything(geoip))).isEqualTo(everySetting(geoip));
    }

    @Test
    void load_everyLineOfAFile_isMapped() throws IOException {
        var geoip = Files.createFile(temp.resolve("country.mmdb"));
        var lines = everything(geoip).entrySet().stream()
                .map(variable -> variable.getKey()
                                .substring(9)
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', '-') + ": \"" + variable.getValue() + "\"")
                .toList();

        assertThat(load(Map.of(), "--config", file(String.join("\n", lines)).toString()))
                .isEqualTo(everySetting(geoip));
    }

    private static Map<String, String> everything(Path geoip) {
        return Map.ofEntries(
                Map.entry("FOOTFALL_HTTP_HOST", "10.1.1.1"),
                Map.entry("FOOTFALL_HTTP_PORT", "80"),
                Map.entry("FOOTFALL_MANAGEMENT_HOST", "10.1.1.2"),
                Map.entry("FOOTFALL_MANAGEMENT_PORT", "0"),
                Map.entry("FOOTFALL_PUBLIC_URL", "https://stats.example.org/"),
                Map.entry("FOOTFALL_DATABASE_URL", "postgresql://u:p@h:1/d"),
                Map.entry("FOOTFALL_DATABASE_OWNER_URL", "postgresql://o:p@h:1/d"),
                Map.entry("FOOTFALL_DATA_DIR", "/var/lib/footfall"),
                Map.entry("FOOTFALL_SECRET", "a secret of enough letters"),
                Map.entry("FOOTFALL_NODE", "berlin-2"),
                Map.entry("FOOTFALL_MERGE_INTERVAL", "1m"),
                Map.entry("FOOTFALL_GEOIP", geoip.toString()),
                Map.entry("FOOTFALL_TRUSTED_PROXIES", "10.0.0.0/8, ::1"),
                Map.entry("FOOTFALL_ADMIN_EMAIL", "me@example.org"),
                Map.entry("FOOTFALL_ADMIN_PASSWORD", "correct horse"),
                Map.entry("FOOTFALL_ADMIN_TOKEN", "token"),
                Map.entry("FOOTFALL_DEMO", "on"));
    }

    private static Settings everySetting(Path geoip) {
        return new Settings(
                Optional.of("10.1.1.1"),
                80,
                "10.1.1.2",
                0,
                URI.create("https://stats.example.org"),
                Optional.of("postgresql://u:p@h:1/d"),
                Optional.of("postgresql://o:p@h:1/d"),
                Path.of("/var/lib/footfall"),
                Optional.of("a secret of enough letters"),
                "berlin-2",
                Duration.ofMinutes(1),
                Optional.of(geoip),
                List.of("10.0.0.0/8", "::1/128"),
                Optional.of("me@example.org"),
                Optional.of("correct horse"),
                Optional.of("token"),
                true);
    }

    @Test
    void load_sameSettingInAllLayers_flagWinsOverVariableWinsOverFile() throws IOException {
        var file = file("http-port: 1\nmanagement-port: 1\nnode: n1\ntrusted-proxies: [10.0.0.0/8, 127.0.0.1]");
        var env = Map.of("FOOTFALL_HTTP_PORT", "2", "FOOTFALL_MANAGEMENT_PORT", "2");

        var settings = load(env, "--config=" + file, "--http-port", "3");

        assertThat(settings.httpPort()).isEqualTo(3);
        assertThat(settings.managementPort()).isEqualTo(2);
        assertThat(settings.node()).isEqualTo("n1");
        assertThat(settings.trustedProxies()).containsExactly("10.0.0.0/8", "127.0.0.1/32");
    }

    @Test
    void load_usualFile_isReadUnlessAnotherIsNamed() throws IOException {
        var usual = Optional.of(file("http-port: 1"));
        var other = Files.writeString(temp.resolve("other.yaml"), "http-port: 2");

        assertThat(SettingsLoader.load(new String[0], Map.of(), usual).httpPort())
                .isEqualTo(1);
        assertThat(SettingsLoader.load(new String[] {"--config", other.toString()}, Map.of(), usual)
                        .httpPort())
                .isEqualTo(2);
    }

    @Test
    void load_secretInAFile_isReadFromThere() throws IOException {
        var token = Files.writeString(temp.resolve("token"), "sesame\n");

        assertThat(load(Map.of("FOOTFALL_ADMIN_TOKEN_FILE", token.toString())).adminToken())
                .contains("sesame");
        assertThat(load(Map.of(), "--admin-token-file", token.toString()).adminToken())
                .contains("sesame");
    }

    @Test
    void load_blankVariable_isTheSameAsNone() {
        assertThat(load(Map.of("FOOTFALL_DATABASE_URL", "", "FOOTFALL_HTTP_PORT", " ")))
                .isEqualTo(DEFAULTS);
    }

    @Test
    void load_otherPort_movesTheDefaultOfThePublicUrl() {
        assertThat(load(Map.of(), "--http-port", "9000").publicUrl()).isEqualTo(URI.create("http://localhost:9000"));
    }

    @Test
    void load_demoFlag_needsNoValue() {
        assertThat(load(Map.of(), "--demo").demo()).isTrue();
        assertThat(load(Map.of(), "--demo", "--http-port", "1").demo()).isTrue();
        assertThat(load(Map.of("FOOTFALL_DEMO", "on"), "--demo", "false").demo())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FOOTFALL_HTTP_PROT | 1 | did you mean http-port?",
                "FOOTFALL_NONSENSE | 1 | there is no such setting",
                "FOOTFALL_HTTP_PORT_FILE | 1 | there is no such setting",
                "FOOTFALL_HTTP_PORT | 65536 | must be a port",
                "FOOTFALL_HTTP_PORT | -1 | must be a port",
                "FOOTFALL_MANAGEMENT_PORT | http | must be a port",
                "FOOTFALL_PUBLIC_URL | stats.example.org | must look like https://",
                "FOOTFALL_PUBLIC_URL | ftp://x | must look like https://",
                "FOOTFALL_DATABASE_URL | jdbc:postgresql://sesame | must look like postgresql://",
                "FOOTFALL_SECRET | sesame | at least 16 characters",
                "FOOTFALL_SECRET_FILE | /nowhere/at/all | cannot read the file /nowhere/at/all",
                "FOOTFALL_NODE | a b | letters, digits",
                "FOOTFALL_MERGE_INTERVAL | 5 | such as 500ms",
                "FOOTFALL_MERGE_INTERVAL | 0s | such as 500ms",
                "FOOTFALL_GEOIP | /nowhere/at/all | no readable file",
                "FOOTFALL_TRUSTED_PROXIES | 10.0.0.0/33 | networks such as",
                "FOOTFALL_TRUSTED_PROXIES | localhost | networks such as",
                "FOOTFALL_ADMIN_EMAIL | me@example.org | needs FOOTFALL_ADMIN_PASSWORD",
                "FOOTFALL_ADMIN_PASSWORD | sesame | needs FOOTFALL_ADMIN_EMAIL",
                "FOOTFALL_DEMO | perhaps | must be true or false",
                "FOOTFALL_LOG_LEVEL | LOUD | must be TRACE"
            })
    void load_wrongVariable_isOneLineWithNameAndRemedyAndNoSecret(String name, String value, String remedy) {
        assertThat(problems(Map.of(name, value)))
                .singleElement()
                .asString()
                .startsWith(name + ": ")
                .contains(remedy)
                .doesNotContain("sesame");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--admin-token sesame | --admin-token: a secret cannot stand on the command line; use FOOTFALL_ADMIN_TOKEN",
                "--http-prot 1 | --http-prot: there is no such setting; did you mean http-port?",
                "--http-port | --http-port: needs a value",
                "--config | --config: needs a value",
                "--config /nowhere/at/all | /nowhere/at/all: cannot be read",
                "8080 | command line: flags look like"
            })
    void load_wrongFlag_isOneLineWithNameAndRemedyAndNoSecret(String line, String problem) {
        assertThat(problems(Map.of(), line.split(" ")))
                .singleElement()
                .asString()
                .startsWith(problem)
                .doesNotContain("sesame");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http-prot: 1 | , line 1: http-prot: there is no such setting; did you mean http-port?",
                "node: {a: b} | , line 1: node: must be a plain value",
                "admin-token: 'sesame | , line 1: not YAML",
                "just text | : must be a list of lines"
            })
    void load_wrongFile_isOneLineWithPlaceAndRemedyAndNoSecret(String content, String problem) throws IOException {
        var file = file(content);

        assertThat(problems(Map.of(), "--config", file.toString()))
                .singleElement()
                .asString()
                .startsWith(file + problem)
                .doesNotContain("sesame");
    }

    @Test
    void load_manyMistakes_areReportedTogether() throws IOException {
        var file = file("http-prot: 1\nnode: ''\nhttp-port: a");
        var env = Map.of("FOOTFALL_DEMO", "perhaps", "FOOTFALL_ADMIN_TOKEN", "x", "FOOTFALL_ADMIN_TOKEN_FILE", "y");

        assertThat(String.join("\n", problems(env, "--config", file.toString(), "--data", "x")))
                .contains("line 1: http-prot", "line 3: http-port", "FOOTFALL_DEMO", "--data", "did you mean data-dir?")
                .contains("FOOTFALL_ADMIN_TOKEN_FILE: stands beside FOOTFALL_ADMIN_TOKEN");
    }

    @Test
    void help_namesEverySettingAndItsDefault() {
        assertThat(SettingsLoader.asksForHelp(new String[] {"--demo", "--help"}))
                .isTrue();
        for (var key : Key.values()) {
            assertThat(SettingsLoader.help()).contains(key.id(), key.shownDefault());
        }
    }

    private Path file(String content) throws IOException {
        return Files.writeString(temp.resolve("settings.yaml"), content);
    }

    private static Settings load(Map<String, String> env, String... args) {
        return SettingsLoader.load(args, env, Optional.empty());
    }

    private static List<String> problems(Map<String, String> env, String... args) {
        return catchThrowableOfType(InvalidSettings.class, () -> load(env, args))
                .problems();
    }
}
