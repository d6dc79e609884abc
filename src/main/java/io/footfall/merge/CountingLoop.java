package io.footfall.merge;

import io.footfall.count.CounterRing;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * An event loop that counts, as the merge sees it.
 *
 * @param folder where its files lie
 * @param ring its files
 * @param seal asks the loop to end its active file, also an empty one where the argument is true; completes when done
 */
public record CountingLoop(Path folder, CounterRing ring, Function<Boolean, Future<Void>> seal) {}
