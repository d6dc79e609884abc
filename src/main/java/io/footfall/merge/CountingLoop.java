package io.footfall.merge;

import io.footfall.count.CountedTotals;
import io.footfall.count.CounterRing;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An event loop that counts, as the merge sees it.
 *
 * @param folder where its files lie
 * @param ring its files
 * @param seal asks the loop to end its active file, also an empty one where the argument is true; completes when done
 * @param totals asks the loop for the totals of its active file as they are now
 */
public record CountingLoop(
        Path folder,
        CounterRing ring,
        Function<Boolean, Future<Void>> seal,
        Supplier<Future<Optional<CountedTotals>>> totals) {}
