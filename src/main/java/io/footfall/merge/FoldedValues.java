package io.footfall.merge;

import io.footfall.measure.DistinctSketch;
import io.footfall.measure.Family;
import io.footfall.merge.CellSums.Group;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;

/**
 * About how many values became (other) on this node, on its loops and in its merges; written down by family and day. Loops add to the
 * sketches while a merge reads them: what it misses is told by the next one.
 */
final class FoldedValues {

    private static final String MAKE = """
            insert into folded_value (bucket, site, day, family, sketch) values ($1, $2, $3, $4, $5) on conflict do nothing""";

    private static final String READ = """
            select sketch from folded_value where bucket = $1 and site = $2 and day = $3 and family = $4 for update""";

    private static final String WRITE = """
            update folded_value set sketch = $5 where bucket = $1 and site = $2 and day = $3 and family = $4""";

    private final Pool pool;
    private final IntUnaryOperator bucketOf;
    private final Map<Folding, DistinctSketch> folded = new ConcurrentHashMap<>();
    private final Map<Folding, byte[]> told = new HashMap<>();

    FoldedValues(Pool pool, IntUnaryOperator bucketOf) {
        this.pool = pool;
        this.bucketOf = bucketOf;
    }

    /** Values of a family that became (other) on a site's day. */
    record Folding(Group group, Family family) {

        int site() {
            return group.site();
        }

        int day() {
            return group.day();
        }
    }

    DistinctSketch of(int site, int day, Family family) {
        return folded.computeIfAbsent(new Folding(new Group(site, day), family), f -> new DistinctSketch());
    }

    /** Writes down what has changed; asks for nothing where nothing has. */
    Future<Void> tell() {
        Map<Short, List<Map.Entry<Folding, byte[]>>> buckets = new TreeMap<>();
        folded.forEach((folding, sketch) -> {
            byte[] now = sketch.bytes();
            if (!Arrays.equals(now, told.get(folding))) {
                buckets.computeIfAbsent((short) bucketOf.applyAsInt(folding.site()), b -> new ArrayList<>())
                        .add(Map.entry(folding, now));
            }
        });
        Future<Void> done = Future.succeededFuture();
        for (Map.Entry<Short, List<Map.Entry<Folding, byte[]>>> bucket : buckets.entrySet()) {
            done = done.compose(v -> tell(bucket.getKey(), bucket.getValue()))
                    .onSuccess(v -> bucket.getValue().forEach(entry -> told.put(entry.getKey(), entry.getValue())));
        }
        return done.onSuccess(v -> forget());
    }

    /** Nothing is added any more to days before yesterday. */
    private void forget() {
        Predicate<Group> isPast =
                Group.isPast(folded.keySet().stream().map(Folding::group).toList());
        folded.keySet().removeIf(folding -> isPast.test(folding.group()));
        told.keySet().retainAll(folded.keySet());
    }

    private Future<Void> tell(short bucket, List<Map.Entry<Folding, byte[]>> sketches) {
        List<Map.Entry<Folding, byte[]>> ordered = sketches.stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparingInt(Folding::site)
                        .thenComparingInt(Folding::day)
                        .thenComparingInt(folding -> folding.family().id())))
                .toList();
        return Failures.retrying(() -> pool.withTransaction(connection -> {
            Future<Void> done = Future.succeededFuture();
            for (Map.Entry<Folding, byte[]> entry : ordered) {
                done = done.compose(v -> tell(connection, bucket, entry.getKey(), entry.getValue()));
            }
            return done;
        }));
    }

    private static Future<Void> tell(SqlConnection connection, short bucket, Folding folding, byte[] sketch) {
        return connection
                .preparedQuery(MAKE)
                .execute(key(bucket, folding).addBuffer(Buffer.buffer(sketch)))
                .compose(made -> made.rowCount() == 1
                        ? Future.succeededFuture()
                        : connection
                                .preparedQuery(READ)
                                .execute(key(bucket, folding))
                                .compose(rows -> {
                                    DistinctSketch sum = DistinctSketch.of(sketch);
                                    rows.forEach(row -> sum.add(
                                            DistinctSketch.of(row.getBuffer(0).getBytes())));
                                    return connection
                                            .preparedQuery(WRITE)
                                            .execute(key(bucket, folding).addBuffer(Buffer.buffer(sum.bytes())));
                                })
                                .mapEmpty());
    }

    private static Tuple key(short bucket, Folding folding) {
        return Tuple.of(
                bucket, folding.site(), folding.day(), (short) folding.family().id());
    }
}
