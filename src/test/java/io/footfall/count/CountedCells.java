package io.footfall.count;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Frequent;
import io.footfall.measure.Observation;
import io.footfall.measure.Value;
import java.util.ArrayList;
import java.util.List;

/** What observations add to cells, told to tests of other packages one by one. */
public final class CountedCells {

    /** Where the additions go. */
    public interface Target {

        /** The key that stands for a text. */
        int text(String text);

        /** Adds to a measure of a cell, by its column. */
        void add(Cube cube, int day, int a, int b, int column, long delta);
    }

    private record Key(int day, int cube, int a, int b) {}

    private CountedCells() {}

    /** Counts an observation; all values are frequent. */
    public static void of(Observation seen, Target target) {
        List<Key> cells = new ArrayList<>();
        new Additions(Frequent.EVERYTHING, new Additions.Sink() {
                    @Override
                    public int text(Value value) {
                        return target.text(value.text());
                    }

                    @Override
                    public int cell(int site, int day, int cube, int a, int b) {
                        cells.add(new Key(day, cube, a, b));
                        return cells.size() - 1;
                    }

                    @Override
                    public void add(int cell, int column, long delta) {
                        Key key = cells.get(cell);
                        target.add(Cubes.byId(key.cube).orElseThrow(), key.day, key.a, key.b, column, delta);
                    }

                    @Override
                    public void addOnce(int cell, int column, long delta) {
                        add(cell, column, delta);
                    }
                })
                .of(seen);
    }
}
