package io.footfall.merge;

import io.footfall.count.Cell;
import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.merge.CellSums.Group;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Bounds how many pairs of admitted values a cube of pairs has on a site's open day: those past the cap of the cube become (other) with
 * (other). Pairs of the last seven closed days go on until there are twice as many. No other cell holds the same pair, so each merge
 * decides for itself: what has a row keeps it. Nodes that merge at the same moment may go past a cap by what each of them brings.
 */
final class PairLimits {

    /** Only from this part of a cap on it is counted how many there are. */
    private static final int LOOK_FROM = 4;

    private static final String COUNT = """
            select c.cube, count(*) from open_cell c
            where c.bucket = $1 and c.site = $2 and c.day = $3 and c.cube = any($4::int2[]) group by c.cube""";

    private static final String FIND = """
            select k.place, exists (select from open_cell c
                    where c.bucket = $1 and c.site = $2 and c.cube = k.cube and c.day = $3 and c.a = a.id and c.b = b.id),
                exists (select from closed_cell c where c.bucket = $1 and c.site = $2 and c.cube = k.cube
                    and c.day between $3 - 7 and $3 - 1 and c.a = a.id and c.b = b.id)
            from unnest($4::int2[], $5::text[], $6::text[]) with ordinality as k (cube, a, b, place)
            join value a on a.bucket = $1 and a.site = $2 and a.text = k.a collate "C"
            join value b on b.bucket = $1 and b.site = $2 and b.text = k.b collate "C\"""";

    private final Pool pool;
    private final long key;

    /** The most rows that there can be, as far as this node knows. For the thread that merges. */
    private final Map<Group, Map<Cube, Integer>> most = new HashMap<>();

    PairLimits(Pool pool, long key) {
        this.pool = pool;
        this.key = key;
    }

    /** The cells with (other) in place of pairs past the caps. */
    Future<Leaving> limit(short bucket, Leaving leaving) {
        Map<Group, Map<Cube, List<Cell>>> days = new HashMap<>();
        for (Cell cell : leaving.cells().keySet()) {
            Group group = Group.of(cell);
            if (isPair(cell.cube()) && leaving.crowds().contains(group)) {
                days.computeIfAbsent(group, g -> new HashMap<>())
                        .computeIfAbsent(cell.cube(), c -> new ArrayList<>())
                        .add(cell);
            }
        }
        Set<Cell> rejected = new HashSet<>();
        Future<Void> done = Future.succeededFuture();
        for (Map.Entry<Group, Map<Cube, List<Cell>>> day : days.entrySet()) {
            done = done.compose(v -> new Day(bucket, day.getKey(), rejected).limit(day.getValue()));
        }
        return done.map(v -> Folds.pairs(leaving, rejected));
    }

    /** Values of properties are bounded with their property. */
    private static boolean isPair(Cube cube) {
        return cube.b() == Cube.Key.VALUE && !cube.total() && !cube.equals(Cubes.PROPERTY);
    }

    /** Forgets days for which nothing is decided any more. */
    void keep(Collection<Group> days) {
        most.keySet().retainAll(days);
    }

    /** One site's day in one merge. */
    private final class Day {

        private final short bucket;
        private final Group group;
        private final Set<Cell> rejected;
        private final Map<Cube, Integer> bounds;

        Day(short bucket, Group group, Set<Cell> rejected) {
            this.bucket = bucket;
            this.group = group;
            this.rejected = rejected;
            this.bounds = most.computeIfAbsent(group, g -> new HashMap<>());
        }

        /** Counts only where there can be so many that it matters. */
        Future<Void> limit(Map<Cube, List<Cell>> pairs) {
            Map<Cube, List<Cell>> doubtful = new HashMap<>();
            pairs.forEach((cube, cells) -> {
                int cap = cube.definition().cap();
                int upTo = bounds.getOrDefault(cube, cap) + cells.size();
                bounds.put(cube, upTo);
                if (upTo > cap / LOOK_FROM) {
                    doubtful.put(cube, cells);
                }
            });
            return doubtful.isEmpty()
                    ? Future.succeededFuture()
                    : count(doubtful.keySet()).compose(rows -> limit(doubtful, rows));
        }

        private Future<Map<Cube, Integer>> count(Set<Cube> cubes) {
            Short[] ids = cubes.stream().map(cube -> (short) cube.id()).toArray(Short[]::new);
            return pool.preparedQuery(COUNT)
                    .execute(Tuple.of(bucket, group.site(), group.day(), ids))
                    .map(counted -> {
                        Map<Cube, Integer> rows = new HashMap<>();
                        for (Row row : counted) {
                            Cubes.byId(row.getShort(0)).ifPresent(cube -> rows.put(cube, row.getInteger(1)));
                        }
                        return rows;
                    });
        }

        private Future<Void> limit(Map<Cube, List<Cell>> pairs, Map<Cube, Integer> rows) {
            Map<Cell, Boolean> past = new HashMap<>();
            pairs.forEach((cube, cells) -> {
                int upTo = rows.getOrDefault(cube, 0) + cells.size();
                bounds.put(cube, upTo);
                if (upTo > cube.definition().cap()) {
                    cells.forEach(cell -> past.put(cell, true));
                }
            });
            List<Cell> inOrder = HashOrder.of(past, key).stream()
                    .map(Map.Entry::getKey)
                    .filter(cell -> !cell.equals(Folds.pair(cell)))
                    .toList();
            return inOrder.isEmpty() ? Future.succeededFuture() : choose(inOrder, rows);
        }

        private Future<Void> choose(List<Cell> cells, Map<Cube, Integer> rows) {
            return pool.preparedQuery(FIND)
                    .execute(Tuple.of(
                            bucket,
                            group.site(),
                            group.day(),
                            cells.stream().map(cell -> (short) cell.cube().id()).toArray(Short[]::new),
                            cells.stream().map(cell -> text(cell.a())).toArray(String[]::new),
                            cells.stream().map(cell -> text(cell.b())).toArray(String[]::new)))
                    .map(found -> {
                        Set<Cell> there = new HashSet<>();
                        Set<Cell> known = new HashSet<>();
                        for (Row row : found) {
                            Cell cell = cells.get(row.getInteger(0) - 1);
                            if (row.getBoolean(1)) {
                                there.add(cell);
                            } else if (row.getBoolean(2)) {
                                known.add(cell);
                            }
                        }
                        List<Cell> fresh = cells.stream()
                                .filter(cell -> !there.contains(cell))
                                .toList();
                        fresh.stream().filter(known::contains).forEach(cell -> admit(cell, 2, rows));
                        fresh.stream().filter(cell -> !known.contains(cell)).forEach(cell -> admit(cell, 1, rows));
                        return null;
                    });
        }

        private void admit(Cell cell, int caps, Map<Cube, Integer> rows) {
            int there = rows.getOrDefault(cell.cube(), 0);
            if (there < caps * cell.cube().definition().cap()) {
                rows.put(cell.cube(), there + 1);
            } else {
                rejected.add(cell);
            }
        }
    }

    private static String text(Cell.Key key) {
        return ((Cell.Text) key).text();
    }
}
