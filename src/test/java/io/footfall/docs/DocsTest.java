package io.footfall.docs;

import static io.footfall.docs.SourceTree.all;
import static io.footfall.docs.SourceTree.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.config.SettingsLoader;
import io.footfall.stats.By;
import io.footfall.stats.Metric;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the documents say is there, is there. */
class DocsTest {

    private static final String MIGRATIONS = "src/main/resources/db/migration";

    /** Written by Flyway, not by a migration. */
    private static final String HISTORY = "flyway_schema_history";

    @Test
    @DisplayName("every table that can hold something is explained to whoever asks what is stored")
    void privacy_tables_areThoseOfTheMigrations() {
        Set<String> tables = SourceTree.files().stream()
                .filter(file -> file.startsWith(MIGRATIONS))
                .flatMap(file -> all("(?m)^create table (\\w+)", read(file)).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        tables.add(HISTORY);

        String chapter = section("docs/privacy.md", "### In PostgreSQL");
        Set<String> explained = all("(?m)^\\| (`.*?) \\|", chapter).stream()
                .flatMap(cell -> all("`(\\w+)`", cell).stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(explained).isEqualTo(tables);
    }

    @Test
    @DisplayName("every test that is said to prove a promise exists")
    void documents_testsNamed_exist() {
        Set<String> classes = SourceTree.files().stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith("Test.java"))
                .map(name -> name.substring(0, name.length() - ".java".length()))
                .collect(Collectors.toSet());

        String texts = handwritten().map(SourceTree::read).collect(Collectors.joining("\n"));

        assertThat(all("`([A-Z]\\w*Test)\\b", texts)).isNotEmpty().isSubsetOf(classes);
    }

    @Test
    void documents_typeScriptTestsNamed_exist() {
        List<Path> sources = SourceTree.files().stream()
                .filter(file -> file.toString().endsWith(".test.ts"))
                .toList();
        List<String> named = all("`(\\S+\\.test\\.ts › [^`]+)`", read("docs/privacy.md"));

        assertThat(named).isNotEmpty().allSatisfy(name -> {
            String[] parts = name.split(" › ", 2);
            assertThat(sources)
                    .anySatisfy(file -> assertThat(file.getFileName()).hasToString(parts[0]))
                    .filteredOn(file -> file.getFileName().toString().equals(parts[0]))
                    .anySatisfy(file -> assertThat(read(file)).contains("'" + parts[1] + "'"));
        });
    }

    @Test
    void readme_testCommand_isWhatContinuousIntegrationRuns() {
        String documented =
                all("(?m)^ {4}(.+)$", section("README.md", "## Test it")).get(0);

        assertThat(all("(?m)^exec (.+)$", read(".ci/run"))).containsExactly(documented);
    }

    @Test
    void readme_settings_areThoseOfTheServer() {
        Set<String> settings = all("(?m)^ {2}([a-z-]+)(?: \\*)? {1,}\\S", SettingsLoader.help()).stream()
                .map(id -> "FOOTFALL_" + id.toUpperCase(Locale.ROOT).replace('-', '_'))
                .collect(Collectors.toCollection(TreeSet::new));
        settings.addAll(all("(FOOTFALL_LOG_LEVEL)", SettingsLoader.help()));

        String table = section("README.md", "## Settings");
        assertThat(new TreeSet<>(all("(?m)^\\| `(FOOTFALL_\\w+)`", table))).isEqualTo(settings);
        assertThat(all("(FOOTFALL_\\w+)", read("README.md"))).isSubsetOf(settings);
    }

    @Test
    void metrics_cubesAndFigures_areAllNamed() {
        String text = read("docs/metrics.md");

        assertThat(Arrays.stream(Metric.values()).map(Metric::key))
                .allSatisfy(key -> assertThat(text).containsPattern("(?m)^\\| `" + key + "` \\|.*\\| [0-9]+ \\|$"));
        assertThat(By.all().map(By::key))
                .allSatisfy(key -> assertThat(section("docs/metrics.md", "## Rows"))
                        .containsPattern("(?m)^\\|[^|]*`" + key + "`[^|]*\\|"));
        assertThat(section("docs/metrics.md", "## Cubes").lines().filter(line -> line.matches("\\| \\d.*")))
                .containsExactlyElementsOf(CubeTable.lines());
    }

    @Test
    void documents_links_resolve() {
        assertThat(SourceTree.documents()).allSatisfy(document -> {
            for (String link : all("\\]\\(([^)\\s]+)\\)", read(document))) {
                if (!link.startsWith("http")) {
                    assertResolves(document, link);
                }
            }
        });
    }

    private static void assertResolves(Path document, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? document
                : document.resolveSibling(parts[0]).normalize();
        assertThat(Files.exists(target)).as("%s links to %s", document, link).isTrue();
        if (parts.length == 2) {
            assertThat(all("(?m)^#+ (.+)$", read(target)).stream().map(DocsTest::anchor))
                    .as("headings of %s, to which %s links", target, document)
                    .contains(parts[1]);
        }
    }

    /** As hosts of repositories make them. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    @Test
    void files_nothingOfTheMachineTheyWereWrittenOn() {
        Pattern path = Pattern.compile("(?<![\\w.>*\\]-])/(?:work|root|home|Users)/\\w");

        assertThat(SourceTree.texts())
                .allSatisfy(file -> assertThat(path.matcher(read(file)).find())
                        .as("a path of somebody's machine in %s", file)
                        .isFalse());
    }

    @Test
    void packages_fromWhereverTheBuilderGetsThem() {
        assertThat(filesNamed("package-lock.json"))
                .isNotEmpty()
                .allSatisfy(lock -> assertThat(read(lock))
                        .as("%s names a registry: set npm's omit-lockfile-registry-resolved and write it anew", lock)
                        .doesNotContain("\"resolved\""));
        assertThat(filesNamed(".npmrc"))
                .allSatisfy(file -> assertThat(read(file)).doesNotContain("registry="));
        assertThat(read("pom.xml")).doesNotContain("<repositories>", "<pluginRepositories>");
    }

    private static List<Path> filesNamed(String name) {
        return SourceTree.files().stream()
                .filter(file -> file.getFileName().toString().equals(name))
                .toList();
    }

    /** What people wrote for people; decision records tell the past, and may name what is gone. */
    private static Stream<Path> handwritten() {
        return SourceTree.documents().filter(file -> !file.startsWith("docs/decisions"));
    }

    /** From a heading to the next of its rank or higher. */
    private static String section(String document, String heading) {
        String text = read(document);
        int from = text.indexOf("\n" + heading + "\n");
        assertThat(from).as("%s has \"%s\"", document, heading).isNotNegative();
        String rest = text.substring(from + heading.length() + 2);
        int rank = heading.indexOf(' ');
        return Pattern.compile("(?m)^#{1," + rank + "} ")
                .splitAsStream(rest)
                .findFirst()
                .orElse(rest);
    }
}
