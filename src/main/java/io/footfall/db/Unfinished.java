package io.footfall.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Directories that are filled beside their final place and then moved there in one step, so that a crash never leaves a
 * half-made one under the final name. The name carries the process that makes it: leftovers of dead ones are removed.
 */
final class Unfinished {

    private static final String MARK = ".unfinished-";

    private Unfinished() {}

    /** A new, empty directory in the same file system as {@code target}. */
    static Path beside(Path target) throws IOException {
        try (var siblings = Files.newDirectoryStream(
                target.toAbsolutePath().resolveSibling("."), target.getFileName() + MARK + "*")) {
            for (var sibling : siblings) {
                if (isAbandoned(sibling)) {
                    Trees.delete(sibling);
                }
            }
        }
        return Files.createDirectory(target.resolveSibling(
                target.getFileName() + MARK + ProcessHandle.current().pid()));
    }

    private static boolean isAbandoned(Path unfinished) {
        var name = unfinished.getFileName().toString();
        var pid = name.substring(name.indexOf(MARK) + MARK.length());
        try {
            var maker = Long.parseLong(pid);
            return maker == ProcessHandle.current().pid()
                    || ProcessHandle.of(maker).filter(ProcessHandle::isAlive).isEmpty();
        } catch (NumberFormatException e) {
            return true;
        }
    }
}
