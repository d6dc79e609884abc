package io.footfall.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import io.footfall.measure.Fact;
import io.footfall.measure.Observation;
import io.footfall.measure.Value;
import io.footfall.measure.Visit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Admission cut off at each of its messages, while a property has more values than a day holds. */
@Tag("full")
class AdmissionCutTest extends OnDatabase {

    private static final int SITE = 1;
    private static final int DAY = 20_000;
    private static final int VALUES = 60;
    private static final int CAP = Cubes.PROPERTY.definition().each();

    /** Each round has new values, most of them too many. */
    private static Observation seen(int round, int i) {
        List<Value> values = Collections.nCopies(Dimension.values().length, Value.NONE);
        Fact.Property property = new Fact.Property(Value.of("Buy › color"), Value.of("color " + round + "-" + i));
        Fact.Named event = new Fact.Named(Value.of("Buy"), true, List.of(property), null);
        int hour = DAY * 24 * 60;
        return new Observation(SITE, DAY, hour, hour, new Visit(DAY, values), null, null, null, List.of(event));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(CuttingProxy.Cut.class)
    @DisplayName(
            "whichever message of an admission is lost, each event is counted once, as its value or as (other), and no cap is passed")
    void mergeNow_connectionCutAtEachMessage_onceAndWithinTheCap(CuttingProxy.Cut cut) throws Exception {
        Node node = Node.open(vertx, folder, 1, (site, day, visits) -> true);
        int failures = 0;
        boolean hasCut = true;
        for (int message = 1; hasCut; message++) {
            for (int i = 0; i < VALUES; i++) {
                node.count(0, seen(message, i));
            }
            Node merging = node;
            Cutting cutting = cut(cut, message, pool -> merging.merger(pool).mergeNow());
            hasCut = cutting.hasCut();
            failures += cutting.failed() ? 1 : 0;
            node = node.restarted();
            node.merge(database.pool());
            holds(node, message);
        }
        assertThat(failures).as("three transactions more than the merge's own").isGreaterThan(25);
    }

    private void holds(Node node, int message) {
        Map<String, Long> found = Tables.all(database.pool()).sums();
        Map<String, Long> truth = node.truth().sums();
        Predicate<String> property = key -> key.contains(" property [");
        assertThat(without(found, property)).as("message %d", message).isEqualTo(without(truth, property));
        assertThat(sum(found, property)).isEqualTo(sum(truth, property)).isEqualTo((long) message * VALUES);
        assertThat(found.keySet().stream().filter(property)).hasSize(CAP + 1);
        assertThat(Tables.query(database.pool(), "select 1 from admitted where scope <> 0"))
                .hasSize(CAP);
        assertThat(Tables.query(database.pool(), "select 1 from value where text like 'color %'"))
                .hasSize(CAP);
    }

    private static Map<String, Long> without(Map<String, Long> sums, Predicate<String> key) {
        Map<String, Long> rest = new TreeMap<>(sums);
        rest.keySet().removeIf(key);
        return rest;
    }

    private static long sum(Map<String, Long> sums, Predicate<String> key) {
        return sums.entrySet().stream()
                .filter(entry -> key.test(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
