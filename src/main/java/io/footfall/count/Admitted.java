package io.footfall.count;

import io.footfall.measure.DistinctSketch;
import io.footfall.measure.Family;
import org.jspecify.annotations.Nullable;

/** What is known of the values that have their own rows, and who is told of the others. Asked on event loops: it never waits. */
public interface Admitted {

    /** Nothing is known, and nobody listens. */
    Admitted NOTHING = new Admitted() {
        @Override
        public @Nullable ValueHashes of(int site, int day) {
            return null;
        }

        @Override
        public DistinctSketch folded(int site, int day, Family family) {
            return new DistinctSketch();
        }

        @Override
        public long key() {
            return 0;
        }
    };

    /** Hashes of the values that are admitted on a site's day: they become more. Null as long as none are known. */
    @Nullable
    ValueHashes of(int site, int day);

    /** What tells about how many values of a family became (other) on a site's day: those that do are added to it. */
    DistinctSketch folded(int site, int day, Family family);

    /** The key of {@link Family#hash}. */
    long key();
}
