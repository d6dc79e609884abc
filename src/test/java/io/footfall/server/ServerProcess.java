package io.footfall.server;

import io.footfall.Footfall;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A server in a JVM of its own, as an operator runs it: started from the test class path, ready when
 * {@code /health/ready} says so, ended by a signal. Closing it ends it and its children, whatever happened, and removes
 * a data directory that it made.
 */
public final class ServerProcess implements AutoCloseable {

    /** Rights of an administrator, unless the environment sets another. */
    public static final String ADMIN_TOKEN = "an-administrators-token-for-tests-0123456789";

    public static final String ADMIN_EMAIL = "admin@example.org";
    public static final String ADMIN_PASSWORD = "correct horse battery staple";

    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(30);
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Process process;
    private final Thread reader;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Launch launch;

    /**
     * What to start.
     *
     * @param main the class whose {@code main} runs
     * @param dataDir made and removed with the process where empty
     * @param environment {@code FOOTFALL_*} and others, over the defaults of {@link #start}
     * @param jvm options of the JVM
     */
    public record Options(Class<?> main, Optional<Path> dataDir, Map<String, String> environment, List<String> jvm) {

        public static Options standard() {
            return new Options(Footfall.class, Optional.empty(), Map.of(), List.of());
        }

        public Options main(Class<?> other) {
            return new Options(other, dataDir, environment, jvm);
        }

        /** Keeps the data: the directory stays when the process is closed. */
        public Options dataDir(Path directory) {
            return new Options(main, Optional.of(directory), environment, jvm);
        }

        public Options env(String name, String value) {
            Map<String, String> more = new HashMap<>(environment);
            more.put(name, value);
            return new Options(main, dataDir, Map.copyOf(more), jvm);
        }

        /** Leaves one of our defaults unset. */
        public Options without(String name) {
            return env(name, "");
        }

        public Options jvm(String... options) {
            return new Options(main, dataDir, environment, List.of(options));
        }
    }

    private record Launch(Path dataDir, Optional<Path> made, int port, int managementPort) {}

    private ServerProcess(Options options, Launch launch) throws IOException {
        this.launch = launch;
        process = builder(options, launch).start();
        reader = new Thread(this::read, "output of server " + process.pid());
        reader.start();
    }

    /**
     * Starts a server on free ports with an administrator and waits until it is ready.
     *
     * @throws AssertionError if it ends or is not ready in time; the message holds its output
     */
    public static ServerProcess start(Options options) throws IOException, InterruptedException {
        ServerProcess server = launch(options);
        try {
            server.awaitReady();
            return server;
        } catch (AssertionError | IOException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    /** Starts a server and does not wait: for starts that must fail. */
    public static ServerProcess launch(Options options) throws IOException {
        Optional<Path> made = options.dataDir().isEmpty()
                ? Optional.of(Files.createTempDirectory("footfall-server-"))
                : Optional.empty();
        Path dataDir = options.dataDir()
                .or(() -> made.map(home -> home.resolve("data")))
                .orElseThrow();
        return new ServerProcess(options, new Launch(dataDir, made, freePort(), freePort()));
    }

    private static ProcessBuilder builder(Options options, Launch launch) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:-HeapDumpOnOutOfMemoryError", "-Xmx512m"));
        command.addAll(options.jvm());
        command.addAll(List.of("-cp", classPath(), options.main().getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("FOOTFALL_"));
        environment.put("FOOTFALL_HTTP_PORT", String.valueOf(launch.port()));
        environment.put("FOOTFALL_MANAGEMENT_PORT", String.valueOf(launch.managementPort()));
        environment.put("FOOTFALL_PUBLIC_URL", "http://localhost:" + launch.port());
        environment.put("FOOTFALL_DATA_DIR", launch.dataDir().toString());
        environment.put("FOOTFALL_ADMIN_TOKEN", ADMIN_TOKEN);
        environment.put("FOOTFALL_ADMIN_EMAIL", ADMIN_EMAIL);
        environment.put("FOOTFALL_ADMIN_PASSWORD", ADMIN_PASSWORD);
        environment.putAll(options.environment());
        options.environment().forEach((name, value) -> environment.remove(name, ""));
        return builder;
    }

    private static String classPath() {
        String ours = System.getProperty("java.class.path");
        return System.getProperty("surefire.test.class.path", ours);
    }

    /** A port that was free a moment ago. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            String line;
            while ((line = output.readLine()) != null) {
                lines.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        while (!ready()) {
            if (!process.isAlive()) {
                reader.join();
                throw new AssertionError("the server ended with " + process.exitValue() + ":\n" + output());
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("the server was not ready within " + READY_WITHIN + ":\n" + output());
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** Whether the server says now that it is open for business. */
    public boolean ready() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(management().resolve("/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            if (process.isAlive()) {
                return false; // accepted and dropped: still starting, or ending
            }
            throw e;
        }
    }

    /** Where the public port is reached from this machine, without a trailing slash. */
    public URI url() {
        return URI.create("http://localhost:" + launch.port());
    }

    public URI management() {
        return URI.create("http://127.0.0.1:" + launch.managementPort());
    }

    public Path dataDir() {
        return launch.dataDir();
    }

    public long pid() {
        return process.pid();
    }

    /** The processes that the server has started, such as PostgreSQL. */
    public List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Everything that the server has printed so far, both streams. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    public String output() {
        return String.join("\n", lines);
    }

    /**
     * Ends the server as an operator does, with SIGTERM.
     *
     * @return its exit code (143 when the JVM was ended by the signal)
     */
    public int terminate() throws InterruptedException {
        process.toHandle().destroy(); // see kill
        return awaitEnd();
    }

    /** Ends the server without warning, with SIGKILL; its children are not touched. */
    public void kill() throws InterruptedException {
        // Not through Process: that closes our end of the output too, and last lines would be lost.
        process.toHandle().destroyForcibly();
        awaitEnd();
    }

    /**
     * Waits until the server has ended by itself.
     *
     * @return its exit code
     */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(ENDED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the server had not ended within " + ENDED_WITHIN + ":\n" + output());
        }
        reader.join(ENDED_WITHIN.toMillis());
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        List<ProcessHandle> family = new ArrayList<>(children());
        process.toHandle().destroy();
        family.add(process.toHandle());
        for (ProcessHandle one : family) {
            // A child that outlives the server gets a moment too: it may still be writing.
            if (!endsWithin(one, CLOSED_WITHIN)) {
                one.destroyForcibly();
                endsWithin(one, CLOSED_WITHIN);
            }
        }
        if (launch.made().isPresent()) {
            remove(launch.made().orElseThrow());
        }
    }

    private static boolean endsWithin(ProcessHandle handle, Duration limit) {
        try {
            handle.onExit().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).join();
            return true;
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException) {
                return false;
            }
            throw e;
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
