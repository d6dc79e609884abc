package io.footfall.docs;

import io.footfall.measure.Cube;
import io.footfall.measure.CubeDefinition;
import io.footfall.measure.CubeDefinition.Addition;
import io.footfall.measure.Cubes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The table of {@code docs/metrics.md} that shows {@code cubes.yaml}: a row for each cube, or for neighbours that differ in names only. */
final class CubeTable {

    private static final int FIRST_OF_FAMILIES = 100;

    private CubeTable() {}

    static List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<Cube> row = new ArrayList<>();
        for (Cube cube :
                Cubes.ALL.stream().sorted(Comparator.comparingInt(Cube::id)).toList()) {
            if (!row.isEmpty() && !alike(row.get(row.size() - 1), cube)) {
                lines.add(line(row));
                row.clear();
            }
            row.add(cube);
        }
        lines.add(line(row));
        return lines;
    }

    private static boolean alike(Cube before, Cube cube) {
        boolean neighbours = before.id() + 1 == cube.id() && before.id() > FIRST_OF_FAMILIES;
        return neighbours && what(before).equals(what(cube)) && bounds(before).equals(bounds(cube));
    }

    private static String line(List<Cube> row) {
        Cube first = row.get(0);
        Cube last = row.get(row.size() - 1);
        String ids = row.size() == 1 ? "" + first.id() : first.id() + "–" + last.id();
        String names = row.stream().map(cube -> "*" + cube.name() + "*").collect(Collectors.joining(", "));
        String keys = row.size() == 1 ? keys(first.definition()) : "the values that it is named after";
        String readBy = String.join(", ", first.definition().readBy());
        return "| " + String.join(" | ", ids, names, keys, what(first), bounds(first), readBy) + " |";
    }

    private static String keys(CubeDefinition definition) {
        return definition.a() + (definition.b().isEmpty() ? "" : "; " + definition.b());
    }

    private static String what(Cube cube) {
        return cube.definition().additions().stream().map(CubeTable::what).collect(Collectors.joining(", "));
    }

    private static String what(Addition addition) {
        return addition.measure().name().toLowerCase(Locale.ROOT) + ": "
                + addition.occasion().key() + " (" + addition.booking().key() + ")";
    }

    private static String bounds(Cube cube) {
        CubeDefinition definition = cube.definition();
        return cube.total()
                ? "total"
                : (cube.pair() ? "pair, " : "crowd, ") + definition.cap() + " a day, " + definition.rollUpMonths()
                        + " months";
    }
}
