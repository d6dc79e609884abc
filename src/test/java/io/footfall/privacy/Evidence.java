package io.footfall.privacy;

import io.footfall.server.Calls;
import io.footfall.server.ServerProcess;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Everything that a server leaves behind: its files, its log, its answers. */
final class Evidence {

    private static final List<String> MANAGEMENT = List.of("/metrics", "/health/ready", "/health/live");

    private final Path dataDir;
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();

    Evidence(Path dataDir) {
        this.dataDir = dataDir;
    }

    /** Keeps an answer. The origin that CORS repeats to the very page that sent it is no answer of ours. */
    void add(HttpResponse<byte[]> answer) {
        String headers = answer.headers().map().entrySet().stream()
                .filter(header -> !header.getKey().equalsIgnoreCase("Access-Control-Allow-Origin"))
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
        answers.add(headers + "\n" + Calls.text(answer));
    }

    void add(String answer) {
        answers.add(answer);
    }

    /** Asks the management port for all that it tells. */
    void addManagement(URI management) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (String path : MANAGEMENT) {
            HttpRequest request =
                    HttpRequest.newBuilder(management.resolve(path)).build();
            add(client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
        }
    }

    Set<String> inAnswers(MarkerSearch search) throws IOException {
        return search.in(stream(String.join("\n", answers)));
    }

    static Set<String> inLog(MarkerSearch search, ServerProcess server) throws IOException {
        return search.in(stream(server.output()));
    }

    /** What is in which file, as {@code file: name}. */
    Set<String> inFiles(MarkerSearch search) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : files()) {
            try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
                search.in(bytes).forEach(name -> found.add(dataDir.relativize(file) + ": " + name));
            } catch (NoSuchFileException gone) {
                // PostgreSQL removes files while it runs.
            }
        }
        return found;
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(dataDir, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
