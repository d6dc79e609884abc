package io.footfall;

import io.footfall.count.Counter;
import io.footfall.count.CounterRing;
import io.footfall.count.CounterSize;
import io.footfall.measure.Frequent;
import io.footfall.merge.CountingLoop;
import io.footfall.merge.WriterLeases;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The counter files of this node: a folder for each event loop, below one folder. */
final class Rings {

    private static final Logger LOG = LoggerFactory.getLogger(Rings.class);

    /** In the names of folders that were copies. */
    private static final String COPIED = ".copied-";

    private final Path folder;
    private final WriterLeases leases;
    private final RandomGenerator random;

    Rings(Path folder, WriterLeases leases, RandomGenerator random) {
        this.folder = folder;
        this.leases = leases;
        this.random = random;
    }

    /** The files of one event loop. */
    record Ring(Path folder, CounterRing files) {}

    /** Opens the files of an event loop, or makes them. */
    Ring ofLoop(int loop) throws IOException {
        return open(folder.resolve("loop-" + loop));
    }

    /**
     * The files that no event loop writes any more, because there were more of them once: for the merge to empty.
     *
     * @param loops how many event loops there are
     */
    List<CountingLoop> withoutLoop(int loops) throws IOException {
        List<CountingLoop> rest = new ArrayList<>();
        for (Path ring : folders()) {
            String name = ring.getFileName().toString();
            boolean written = name.startsWith("loop-") && Integer.parseInt(name.substring(5)) < loops;
            if (!written) {
                Ring opened = open(ring);
                Counter counter = new Counter(opened.files, Frequent.NOTHING);
                rest.add(new CountingLoop(
                        ring,
                        opened.files,
                        alsoEmpty -> {
                            counter.seal(alsoEmpty);
                            return Future.succeededFuture();
                        },
                        () -> Future.succeededFuture(counter.totals())));
            }
        }
        return rest;
    }

    private List<Path> folders() throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> !path.getFileName().toString().endsWith(".new"))
                    .filter(path -> !path.getFileName().toString().contains(COPIED))
                    .sorted()
                    .toList();
        }
    }

    private Ring open(Path ring) throws IOException {
        Ring opened = opened(ring);
        WriterLeases.Claim claim = claim(opened);
        if (claim == WriterLeases.Claim.OUTDATED) {
            Path aside = setAside(ring);
            LOG.error(
                    "{} is a copy of a folder with which another server has gone on counting; what it holds is counted there."
                            + " It is {} now, and counting begins with new files",
                    ring,
                    aside.getFileName());
            opened = opened(ring);
            claim = claim(opened);
        }
        if (claim != WriterLeases.Claim.TAKEN) {
            throw new IllegalStateException("another server runs on a copy of " + ring
                    + ", or ran there until a moment ago. Stop it, or wait three minutes if it was killed; if both are to"
                    + " run, give this one an empty data directory");
        }
        return opened;
    }

    private WriterLeases.Claim claim(Ring ring) {
        CounterRing files = ring.files();
        return Startup.await(leases.claim(ring.folder(), files.writer(), files.generation()));
    }

    private static Path setAside(Path ring) throws IOException {
        for (int i = 0; ; i++) {
            Path aside = ring.resolveSibling(ring.getFileName() + COPIED + i);
            if (!Files.exists(aside)) {
                return Files.move(ring, aside, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private Ring opened(Path ring) throws IOException {
        CounterRing files = CounterRing.open(ring, CounterSize.DEFAULT, random);
        files.setAside()
                .forEach(path -> LOG.error(
                        "counter file {} is damaged; it has been set aside, what it held is not counted", path));
        return new Ring(ring, files);
    }

    /** Where a further ring may be made. */
    Path folder() {
        return folder;
    }
}
