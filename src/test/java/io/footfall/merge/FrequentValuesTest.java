package io.footfall.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import io.footfall.measure.Value;
import io.footfall.merge.FrequentValues.Today;
import io.footfall.site.Site;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FrequentValuesTest extends OnDatabase {

    private static final int DAY = 20_000;

    @BeforeEach
    void open() {
        run("insert into value values (1, 1, 7, 'Google'), (1, 1, 8, 'Bing'), (1, 1, 9, '/start')");
    }

    private void run(String sql) {
        Tables.query(database.pool(), sql);
    }

    private void visits(int day, int cube, int value, int visits) {
        run("insert into site_day values (1, 1, %d, true, false, '{0}', '{0}') on conflict do nothing".formatted(day));
        run("insert into closed_cell values (1, %d, 1, %d, %d, 0, 99, %d, 0, 0, 0)"
                .formatted(cube, day, value, visits));
    }

    private FrequentValues values(int day) {
        return new FrequentValues(
                vertx,
                database.pool(),
                () -> List.of(new Today(1, day, false), new Today(9, day, true)),
                Site::bucketOf);
    }

    private static boolean frequent(FrequentValues values, String source) {
        return values.isFrequent(1, Cubes.by(Dimension.SOURCE), Value.of(source));
    }

    @Test
    @DisplayName("only a value with ten visits a day over the last seven closed days is counted in pairs")
    void isFrequent_averageOfTheLastClosedDays_decides() {
        int source = Cubes.by(Dimension.SOURCE).id();
        visits(DAY - 20, source, 8, 1000);
        for (int i = 1; i <= 7; i++) {
            visits(DAY - i, source, 7, i == 1 ? 40 : 5);
            visits(DAY - i, source, 8, 9);
            visits(DAY - i, Cubes.PAGE.id(), 9, 10);
        }
        FrequentValues values = values(DAY);
        assertThat(frequent(values, "Google")).as("not read yet").isFalse();

        Tables.await(values.readNow());

        assertThat(frequent(values, "Google")).isTrue();
        assertThat(frequent(values, "Bing")).isFalse();
        assertThat(values.isFrequent(1, Cubes.PAGE, Value.of("/start"))).isTrue();
        assertThat(values.isFrequent(1, Cubes.EVENT, Value.of("/start"))).isFalse();
        assertThat(values.isFrequent(9, Cubes.EVENT, Value.of("anything")))
                .as("hides nobody")
                .isTrue();
    }

    @Test
    void readNow_severalNodesAndLaterCloses_frozenOnceForTheDay() {
        int source = Cubes.by(Dimension.SOURCE).id();
        visits(DAY - 2, source, 7, 10);
        List<FrequentValues> nodes = List.of(values(DAY), values(DAY), values(DAY));
        Tables.await(Future.all(nodes.stream().map(FrequentValues::readNow).toList()));
        visits(DAY - 1, source, 8, 500);
        Tables.await(nodes.get(0).readNow());

        for (FrequentValues node : nodes) {
            assertThat(frequent(node, "Google")).isTrue();
            assertThat(frequent(node, "Bing")).isFalse();
        }
        FrequentValues tomorrow = values(DAY + 2);
        Tables.await(tomorrow.readNow());
        assertThat(frequent(tomorrow, "Google")).isFalse();
        assertThat(frequent(tomorrow, "Bing")).isTrue();
        assertThat(Tables.query(database.pool(), "select from frequent_value where day = " + DAY))
                .as("forgotten")
                .isEmpty();
    }
}
