package io.footfall;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.footfall.event.Raw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Holds the classes to the table of {@code docs/architecture.md}, and to the sentences below it. */
class ArchitectureTest {

    private static final String ROOT = "io.footfall";
    private static final Path DOCS = Path.of("docs", "architecture.md");

    private static final List<String> EVERYWHERE =
            List.of("java", "javax.crypto", "javax.net.ssl", "org.jspecify", "org.slf4j");

    /** What the docs call a third party, and its packages. */
    private static final Map<String, List<String>> THIRD_PARTIES = Map.ofEntries(
            Map.entry("Jackson core", List.of("com.fasterxml.jackson.core")),
            Map.entry("SnakeYAML", List.of("org.yaml.snakeyaml")),
            Map.entry("Vert.x core", List.of("io.vertx.core")),
            Map.entry("Vert.x web", List.of("io.vertx.ext.web", "io.vertx.ext.healthchecks")),
            Map.entry("SQL client", List.of("io.vertx.sqlclient", "io.vertx.pgclient")),
            Map.entry("JDBC", List.of("java.sql")),
            Map.entry("Flyway", List.of("org.flywaydb")),
            Map.entry("Commons Compress", List.of("org.apache.commons.compress")),
            Map.entry("XZ", List.of("org.tukaani.xz")),
            Map.entry("Caffeine", List.of("com.github.benmanes.caffeine")),
            Map.entry("jose4j", List.of("org.jose4j")),
            Map.entry("MaxMind DB", List.of("com.maxmind.db")),
            Map.entry("ua-parser", List.of("ua_parser")),
            Map.entry("Netty", List.of("io.netty")),
            Map.entry("Bouncy Castle", List.of("org.bouncycastle")),
            Map.entry("OpenAPI", List.of("io.vertx.openapi", "io.vertx.json.schema", "io.vertx.ext.web.openapi")),
            Map.entry("Micrometer", List.of("io.micrometer", "io.prometheus", "io.vertx.micrometer")));

    private static JavaClasses classes;
    private static Map<String, Row> table;

    /** A row of the table. */
    private record Row(String name, Set<String> ours, Set<String> thirdParties) {}

    @BeforeAll
    static void read() throws IOException {
        classes = new ClassFileImporter().importPath(Path.of("target", "classes", "io", "footfall"));
        table = table();
    }

    private static Map<String, Row> table() throws IOException {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(DOCS)) {
            if (line.startsWith("| `")) {
                String[] columns = line.split("\\|", -1);
                String name = columns[1].replace("`", "").strip();
                rows.put(name, new Row(name, names(columns[3]), names(columns[4])));
            }
        }
        return rows;
    }

    private static Set<String> names(String column) {
        return Arrays.stream(column.strip().split(", *"))
                .filter(name -> !name.equals("-"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void table_everyPackage_hasOneRowAndNoRowIsEmpty() {
        assertThat(table).hasSizeGreaterThan(10);
        Set<String> packages = classes.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals(ROOT))
                .map(name -> row(name.substring(ROOT.length() + 1)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(table.keySet()).containsExactlyInAnyOrderElementsOf(packages);
        for (Row row : table.values()) {
            assertThat(table.keySet()).as("ours of " + row.name).containsAll(row.ours);
            assertThat(THIRD_PARTIES.keySet())
                    .as("third parties of " + row.name)
                    .containsAll(row.thirdParties);
        }
    }

    /** The most specific row of a package: {@code enrich.geo.x} is of {@code enrich.geo}. A package without one stands for itself. */
    private static String row(String name) {
        return table.keySet().stream()
                .filter(row -> isIn(name, row))
                .max(Comparator.comparingInt(String::length))
                .orElse(name);
    }

    private static boolean isIn(String name, String parent) {
        return name.equals(parent) || name.startsWith(parent + ".");
    }

    @Test
    void classes_ofEachPackage_useOnlyWhatTheTableAllows() {
        Set<String> violations = new TreeSet<>();
        for (JavaClass type : classes) {
            if (!type.getPackageName().equals(ROOT)) {
                Row row = table.get(row(type.getPackageName().substring(ROOT.length() + 1)));
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass used = dependency.getTargetClass().getBaseComponentType();
                    if (row == null || !(used.isPrimitive() || isAllowed(row, used.getPackageName()))) {
                        violations.add(type.getName() + " -> " + used.getName());
                    }
                }
            }
        }
        assertThat(violations).isEmpty();
    }

    private static boolean isAllowed(Row row, String used) {
        if (isIn(used, ROOT)) {
            String top = row.name.replaceAll("\\..*", "");
            return isIn(used, ROOT + "." + top) || row.ours.stream().anyMatch(ours -> isIn(used, ROOT + "." + ours));
        }
        return EVERYWHERE.stream().anyMatch(name -> isIn(used, name) && !isIn(used, "java.sql"))
                || row.thirdParties.stream()
                        .flatMap(party -> THIRD_PARTIES.getOrDefault(party, List.of()).stream())
                        .anyMatch(name -> isIn(used, name));
    }

    @Test
    void classes_thatSeeVisitors_knowNeitherVertxNorSql() {
        noClasses()
                .that(resideInAnyPackage(inRoot("measure", "event", "enrich", "count")))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.vertx..", "io.netty..", "java.sql..", "javax.sql..", "org.postgresql.."))
                .check(classes);
    }

    @Test
    @DisplayName("what a browser wrote about a visitor is read by the four packages of the intake only")
    void raw_text_isReadInTheIntakeOnly() {
        noClasses()
                .that(not(resideInAnyPackage(inRoot("event", "ingest", "enrich", "consent"))))
                .should()
                .callMethod(Raw.class, "text")
                .check(classes);
        noClasses()
                .that(resideInAnyPackage(inRoot("measure", "count", "merge", "stats", "db", "account")))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Raw.class)
                .check(classes);
    }

    private static String[] inRoot(String... names) {
        return Arrays.stream(names).map(name -> ROOT + "." + name + "..").toArray(String[]::new);
    }

    @Test
    void classes_outsideOfTheWiring_doNotAskTheMachineForTheTime() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(Math.class, "random")
                .check(classes);
    }

    @Test
    void packages_together_haveNoCycle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(classes);
    }
}
