package io.footfall.merge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cells of a ring that cannot be added to the tables for what they hold: {@code quarantine-GENERATION.cells} for those that no
 * database would take, {@code quarantine-GENERATION-BUCKET.cells} for those that this one refused; in the format of a {@link
 * CarryFile}. A file is on the disk before what came with its cells is committed, and stays until the operator deletes it.
 */
final class Quarantine {

    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);
    private static final String PREFIX = "quarantine-";

    private final Path folder;
    private final long generation;

    Quarantine(Path folder, long generation) {
        this.folder = folder;
        this.generation = generation;
    }

    /** Cells that were broken before any database saw them. */
    void putBroken(CellSums cells) throws IOException {
        put(folder.resolve(PREFIX + generation + ".cells"), cells, "cannot be stored");
    }

    /** Cells of a bucket that were refused; together with those that were refused before. */
    void putRefused(short bucket, CellSums cells, String failure) throws IOException {
        put(refused(bucket), cells, failure);
    }

    /** What was refused of a bucket has been added after all. */
    void forgetRefused(short bucket) throws IOException {
        Files.deleteIfExists(refused(bucket));
    }

    private Path refused(short bucket) {
        return folder.resolve(PREFIX + generation + "-" + bucket + ".cells");
    }

    /** Never what they hold. */
    private void put(Path path, CellSums cells, String why) throws IOException {
        boolean known = Files.exists(path);
        CarryFile.write(path, cells, generation);
        if (!known) {
            LOG.error(
                    "{} cells are not merged ({}); they are in {}, everything else is merged",
                    cells.cells().size(),
                    why,
                    path);
        }
    }
}
