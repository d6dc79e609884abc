package io.footfall.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of the project as they are checked out, without what a build, a run or an editor leaves beside them. */
final class SourceTree {

    private static final Set<String> NOT_OURS =
            Set.of(".git", "target", "node_modules", "data", "dist", "coverage", ".svelte-kit", ".idea", ".vscode");

    private static final Set<String> TEXTS = Set.of(
            "css", "csv", "html", "java", "js", "json", "md", "mjs", "sql", "svelte", "svg", "ts", "tsv", "txt", "xml",
            "yaml", "yml");

    private SourceTree() {}

    static List<Path> files() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(Path.of("").toAbsolutePath(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return NOT_OURS.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(Path.of("").toAbsolutePath().relativize(file));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Files that people can read: known endings, and scripts without one. */
    static List<Path> texts() {
        return files().stream()
                .filter(file -> {
                    String name = file.getFileName().toString();
                    return !name.contains(".") || TEXTS.contains(name.substring(name.lastIndexOf('.') + 1));
                })
                .toList();
    }

    /** Everything that is written in Markdown. */
    static Stream<Path> documents() {
        return files().stream().filter(file -> file.toString().endsWith(".md"));
    }

    static String read(String path) {
        return read(Path.of(path));
    }

    static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first group of every match. */
    static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
