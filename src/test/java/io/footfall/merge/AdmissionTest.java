package io.footfall.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.count.Cell;
import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import io.footfall.measure.DistinctSketch;
import io.footfall.measure.Family;
import io.footfall.measure.Measure;
import io.footfall.merge.CellSums.Group;
import io.footfall.site.Site;
import io.vertx.core.Future;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The decision which values have their own rows, against a plain model of it. */
class AdmissionTest extends OnDatabase {

    private static final int DAY = 20_000;
    private static final int SITE = 1;
    private static final Cube SOURCES = Cubes.by(Dimension.SOURCE);
    private static final int CAP = SOURCES.definition().cap();

    private AdmittedValues node() {
        return new AdmittedValues(vertx, database.pool(), Node.SECRETS, Site::bucketOf);
    }

    private static Cell cell(Cube cube, String a, String b) {
        return new Cell(SITE, DAY, cube, new Cell.Text(a), b.isEmpty() ? new Cell.Numeric(0) : new Cell.Text(b));
    }

    private static Leaving leaving(Cell... cells) {
        CellSums sums = new CellSums();
        for (Cell cell : cells) {
            sums.add(cell, new long[] {1, 2, 3, 4, 5});
        }
        return new Leaving(sums.cells(), Set.of(new Group(SITE, DAY)));
    }

    private static Leaving sources(String prefix, int from, int to) {
        List<Cell> cells = new ArrayList<>();
        for (int i = from; i < to; i++) {
            cells.add(cell(SOURCES, prefix + i, ""));
        }
        return leaving(cells.toArray(Cell[]::new));
    }

    private static Set<String> kept(Leaving leaving) {
        Set<String> texts = new TreeSet<>();
        leaving.cells().keySet().forEach(cell -> texts.add(((Cell.Text) cell.a()).text()));
        texts.remove("(other)");
        return texts;
    }

    private Leaving decide(AdmittedValues node, Leaving leaving) {
        return Tables.await(node.decide(Site.bucketOf(SITE), leaving));
    }

    private long count(String sql) {
        return Tables.query(database.pool(), sql).iterator().next().getLong(0);
    }

    @Test
    void decide_moreThanTheCap_theRestIsOtherAndNotStored() {
        AdmittedValues node = node();

        Leaving decided = decide(node, sources("s", 0, CAP + 500));
        Tables.await(node.tellFolded());

        assertThat(kept(decided)).hasSize(CAP);
        assertThat(decided.cells().get(cell(SOURCES, "(other)", "")))
                .as("the sum of what was folded")
                .containsExactly(500, 1000, 1500, 2000, 2500);
        assertThat(count("select count(*) from value")).isEqualTo(CAP);
        assertThat(count("select count(*) from admitted")).isEqualTo(CAP);
        assertThat(folded()).isBetween(400L, 600L);
    }

    private long folded() {
        long sum = 0;
        for (Row row : Tables.query(database.pool(), "select sketch from folded_value")) {
            sum += DistinctSketch.of(row.getBuffer(0).getBytes()).estimate();
        }
        return sum;
    }

    @Test
    void decide_againAndAfterARestart_theSame() {
        Leaving flood = sources("s", 0, CAP + 500);
        AdmittedValues node = node();
        Set<String> first = kept(decide(node, flood));

        assertThat(kept(decide(node, flood))).as("again").isEqualTo(first);
        assertThat(kept(decide(node(), flood))).as("a node without memory").isEqualTo(first);
        assertThat(kept(decide(node, sources("t", 0, 50))))
                .as("full for the day")
                .isEmpty();
        assertThat(count("select count(*) from admitted")).isEqualTo(CAP);
    }

    @Test
    void decide_severalNodesAtOnce_decideAlikeAndNeverPassTheCap() {
        List<Leaving> floods = new ArrayList<>();
        List<Future<Leaving>> decisions = new ArrayList<>();
        for (int node = 0; node < 4; node++) {
            Leaving flood = sources("s", node * 200, node * 200 + CAP);
            floods.add(flood);
            decisions.add(node().decide(Site.bucketOf(SITE), flood));
        }
        Tables.await(Future.all(decisions));

        assertThat(count("select count(*) from admitted")).isEqualTo(CAP);
        Set<String> admitted = new HashSet<>();
        Tables.query(database.pool(), "select text from admitted m join value v on v.id = m.value")
                .forEach(row -> admitted.add(row.getString(0)));
        for (int node = 0; node < 4; node++) {
            Set<String> wanted = kept(floods.get(node));
            wanted.retainAll(admitted);
            assertThat(kept(decisions.get(node).result())).isSubsetOf(admitted);
            assertThat(kept(decide(node(), floods.get(node)))).isEqualTo(wanted);
        }
    }

    @Test
    @DisplayName("a flood of new values does not take the rows of values that were there in the days before")
    void decide_flood_valuesOfTheLastSevenDaysAreReservedFirst() {
        run("insert into value select 1, 1, i, 'honest ' || i from generate_series(1, 800) i");
        run("insert into closed_cell select 1, %d, 1, %d, i, 0, 9, 9, 0, 0, 0 from generate_series(1, 400) i"
                .formatted(SOURCES.id(), DAY - 7));
        run("insert into open_cell select 1, %d, 1, %d, i, 0, 9, 9, 0, 0, 0 from generate_series(401, 800) i"
                .formatted(SOURCES.id(), DAY - 1));
        run("insert into value select 1, 1, i, 'flood ' || i from generate_series(1001, 4000) i");
        run("insert into open_cell select 1, %d, 1, %d, i, 0, 1, 1, 0, 0, 0 from generate_series(1001, 4000) i"
                .formatted(SOURCES.id(), DAY - 1));
        AdmittedValues node = node();

        Set<String> flood = kept(decide(node, sources("flood ", 1001, 6000)));

        assertThat(flood).hasSize(CAP - 800);
        assertThat(kept(decide(node, sources("honest ", 1, 801)))).hasSize(800);
        assertThat(kept(decide(node(), sources("honest ", 1, 801)))).hasSize(800);
    }

    @Test
    void decide_nothingNew_asksForNothing() {
        Pool pool = PgBuilder.pool()
                .connectingTo(PgConnectOptions.fromUri(database.url()))
                .using(vertx)
                .build();
        AdmittedValues node = new AdmittedValues(vertx, pool, Node.SECRETS, Site::bucketOf);
        Leaving flood = sources("s", 0, CAP + 5);
        Leaving decided = decide(node, flood);
        Tables.await(node.tellFolded());
        Tables.await(pool.close());

        assertThat(decide(node, flood).cells()).containsOnlyKeys(decided.cells().keySet());
        Tables.await(node.tellFolded());
    }

    @Test
    void decide_whileOldDaysAreDeleted_textsOfAdmittedValuesStay() {
        decide(node(), sources("s", 0, 5));
        run("insert into site_day (bucket, site, day, closed, settled, ranges) values (1, 1, 10, true, true, '{513}')");

        new Closer(vertx, database.pool()).close(DAY, 1);

        assertThat(count("select count(*) from site_day where day = 10")).isZero();
        assertThat(kept(decide(node(), sources("s", 0, 5)))).hasSize(5);
        assertThat(count("select count(*) from admitted m join value v on v.id = m.value"))
                .isEqualTo(5);
        assertThat(count("select count(*) from admitted")).isEqualTo(5);
    }

    private void run(String sql) {
        Tables.query(database.pool(), sql);
    }

    @Test
    void decide_oneValueInSeveralCubes_otherInAllOrInNone() {
        AdmittedValues node = node();
        decide(node, sources("s", 0, CAP));
        Cube pair = Cubes.pair(Dimension.SOURCE, Dimension.CHANNEL);
        Cube returns = Cubes.returnsBy(Dimension.SOURCE);
        Cube events = Cubes.eventBy(Dimension.SOURCE);

        Leaving decided = decide(
                node,
                leaving(
                        cell(SOURCES, "late", ""),
                        cell(pair, "late", "Search"),
                        cell(returns, "late", ""),
                        cell(events, "Signup", "late"),
                        cell(SOURCES, "s1", ""),
                        cell(pair, "s1", "Search")));

        assertThat(decided.cells().keySet())
                .containsExactlyInAnyOrder(
                        cell(SOURCES, "(other)", ""),
                        cell(pair, "(other)", "Search"),
                        cell(returns, "(other)", ""),
                        cell(events, "Signup", "(other)"),
                        cell(SOURCES, "s1", ""),
                        cell(pair, "s1", "Search"));
    }

    @Test
    void decide_valuesOfProperties_boundedForEachProperty() {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            cells.add(cell(Cubes.PROPERTY, "Signup › plan", "plan " + i));
            cells.add(cell(Cubes.PROPERTY, "Buy › color", "color " + i % 20));
        }

        Map<Cell, long[]> decided =
                decide(node(), leaving(cells.toArray(Cell[]::new))).cells();

        assertThat(decided).hasSize(50 + 1 + 20);
        assertThat(decided.get(cell(Cubes.PROPERTY, "Signup › plan", "(other)")))
                .containsExactly(30, 60, 90, 120, 150);
    }

    @Test
    void decide_moreFlowsThanTheCap_boundedToo() {
        Cube pair = Cubes.pair(Dimension.SOURCE, Dimension.UTM_CAMPAIGN);
        AdmittedValues node = node();
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < 3 * CAP; i++) {
            cells.add(cell(pair, "s" + i % 60, "c" + i / 60));
        }

        Map<Cell, long[]> decided =
                decide(node, leaving(cells.toArray(Cell[]::new))).cells();

        assertThat(decided).hasSize(CAP + 1);
        assertThat(decided.get(cell(pair, "(other)", "(other)")))
                .containsExactly(2L * CAP, 4L * CAP, 6L * CAP, 8L * CAP, 10L * CAP);
    }

    @Test
    @DisplayName("what is less than a crowd leaves no text in the tables")
    void decide_lessThanACrowd_nothingIsStored() {
        Leaving few = new Leaving(sources("s", 0, 3).cells(), Set.of());

        assertThat(decide(node(), few)).isEqualTo(few);

        assertThat(count("select count(*) from value")).isZero();
        assertThat(count("select count(*) from admitted")).isZero();
    }

    @Test
    void columns_ofEveryFamilysHome_tellASize() {
        assertThat(Family.ALL).allSatisfy(family -> {
            assertThat(family.cap()).isPositive();
            assertThat(BreakdownCells.sizeColumn(family.home())).isBetween(0, Cube.MAX_MEASURES - 1);
        });
        assertThat(SOURCES.column(Measure.VISITS)).isEqualTo(BreakdownCells.sizeColumn(SOURCES));
    }
}
