package io.footfall.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tests of {@code src/test/browser}, which drive a real Chromium from Node. Their output is passed on line by line
 * as it comes.
 */
final class NodeTests {

    private static final Path FOLDER = Path.of("src/test/browser");

    /** A summary line of Node's test runner, such as {@code # pass 7}. */
    private static final Pattern SUMMARY = Pattern.compile("# (tests|pass|fail|cancelled|skipped|todo) (\\d+)");

    private NodeTests() {}

    /**
     * Runs one file of tests; fails unless at least one test ran, all passed and none was left out.
     *
     * @param file its name in {@code src/test/browser}
     * @param environment added to ours
     * @param limit after which the run is ended and has failed
     */
    static void run(String file, Map<String, String> environment, Duration limit)
            throws IOException, InterruptedException {
        install();
        List<String> lines = new ArrayList<>();
        int exit = execute(List.of("node", "--test", "--test-reporter=tap", file), FOLDER, environment, limit, lines);
        Map<String, Integer> summary = summary(lines);
        assertThat(exit)
                .as("exit code of node --test %s (its output is above)", file)
                .isZero();
        assertThat(summary.getOrDefault("tests", 0)).as("tests that ran").isPositive();
        assertThat(summary.get("pass")).as("tests that passed").isEqualTo(summary.get("tests"));
    }

    /** Installs the exact packages of the lock file, unless the build has done so. */
    private static void install() throws IOException, InterruptedException {
        Path lock = FOLDER.resolve("package-lock.json");
        Path installed = FOLDER.resolve("node_modules/.package-lock.json");
        if (Files.exists(installed) && newer(installed, lock)) {
            return;
        }
        System.out.println("Installing the browser tests' packages, a Chromium among them (once, about 70 MB) ...");
        List<String> command = List.of("npm", "ci", "--no-audit", "--no-fund");
        int exit = execute(command, FOLDER, Map.of(), Duration.ofMinutes(10), new ArrayList<>());
        assertThat(exit)
                .as("npm ci in %s: it needs Node 20 or newer and the npm registry", FOLDER)
                .isZero();
    }

    private static boolean newer(Path one, Path other) throws IOException {
        return Files.getLastModifiedTime(one).compareTo(Files.getLastModifiedTime(other)) >= 0;
    }

    private static Map<String, Integer> summary(List<String> lines) {
        Map<String, Integer> summary = new HashMap<>();
        for (String line : lines) {
            Matcher matcher = SUMMARY.matcher(line);
            if (matcher.matches()) {
                summary.put(matcher.group(1), Integer.valueOf(matcher.group(2)));
            }
        }
        return summary;
    }

    private static int execute(
            List<String> command, Path folder, Map<String, String> environment, Duration limit, List<String> lines)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        Thread reader = new Thread(() -> passOn(process, lines), "node output");
        reader.start();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            reader.join();
            throw new AssertionError(command + " had not ended after " + limit);
        }
        reader.join();
        return process.exitValue();
    }

    private static void passOn(Process process, List<String> lines) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            String line;
            while ((line = output.readLine()) != null) {
                lines.add(line);
                System.out.println(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
