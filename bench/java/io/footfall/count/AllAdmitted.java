package io.footfall.count;

import io.footfall.measure.Dimension;
import io.footfall.measure.DistinctSketch;
import io.footfall.measure.Fact;
import io.footfall.measure.Family;
import io.footfall.measure.Observation;
import io.footfall.measure.Value;
import org.jspecify.annotations.Nullable;

/** Everything that was seen is admitted, as in the long run nearly everything is: so nothing becomes (other). */
final class AllAdmitted implements Admitted {

    private final ValueHashes hashes = new ValueHashes();

    void add(Observation seen) {
        for (Dimension dimension : Dimension.values()) {
            add(Family.of(dimension), seen.visit().value(dimension));
        }
        for (Fact fact : seen.facts()) {
            if (fact instanceof Fact.Pageview view) {
                add(Family.PAGE, view.page());
                add(Family.PAGE, view.from());
                add(Family.PAGE, view.exitBefore());
                add(Family.TITLE, view.about().title());
                add(Family.HOST, view.about().host());
            }
        }
    }

    private void add(Family family, @Nullable Value value) {
        if (value != null) {
            hashes.add(family.hash(Family.textHash(key(), value.text())));
        }
    }

    @Override
    public ValueHashes of(int site, int day) {
        return hashes;
    }

    @Override
    public DistinctSketch folded(int site, int day, Family family) {
        return NOTHING.folded(site, day, family);
    }

    @Override
    public long key() {
        return NOTHING.key();
    }
}
