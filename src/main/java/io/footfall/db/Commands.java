package io.footfall.db;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Short programs of the operating system and of PostgreSQL, run to their end. */
final class Commands {

    private Commands() {}

    /** @throws IOException when there is no such program or it fails; the message holds its output */
    static void run(List<String> command) throws IOException {
        run(command, "");
    }

    static void run(List<String> command, String input) throws IOException {
        var builder = builder(command);
        var process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The program has ended without reading: its exit status says why.
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            var status = process.waitFor();
            if (status != 0) {
                throw new IOException(command.get(0) + " failed (" + status + "): " + output);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + command.get(0));
        }
    }

    /** A program that inherits neither our secrets nor anybody's settings of PostgreSQL; errors go with the output. */
    static ProcessBuilder builder(List<String> command) {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .directory(Path.of("/").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("FOOTFALL_"));
        return builder;
    }
}
