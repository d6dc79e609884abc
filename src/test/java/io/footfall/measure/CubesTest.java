package io.footfall.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class CubesTest {

    /** Stored in files and databases everywhere: lines may be added, and no line may change. */
    private static final List<String> STORED = List.of(
            "1 hour NUMBER NONE [PAGEVIEWS, VISITS, EVENTS] total",
            "2 day NONE NONE [PAGEVIEWS, VISITS, SECOND_PAGES, SECONDS, EVENTS] total",
            "3 return NUMBER NONE [VISITORS] total",
            "4 minute NUMBER NUMBER [VISITORS] total",
            "5 refusal NUMBER NONE [REQUESTS] total",
            "6 decision NUMBER NUMBER [REQUESTS] total",
            "7 cohort NUMBER NONE [VISITORS] total",
            "8 pages reached NUMBER NONE [VISITS] total",
            "9 seconds reached NUMBER NONE [VISITS] total",
            "20 page VALUE NONE [PAGEVIEWS, VISITS_WITH, ARRIVALS, DEPARTURES, SECONDS] crowd",
            "21 flow VALUE VALUE [PAGEVIEWS] crowd pair",
            "22 event VALUE NONE [EVENTS, VISITS_WITH] crowd",
            "23 title VALUE VALUE [PAGEVIEWS] crowd pair",
            "24 host VALUE NONE [PAGEVIEWS, VISITS] crowd",
            "25 group VALUE NONE [PAGEVIEWS, ARRIVALS, DEPARTURES, SECONDS] crowd",
            "26 scroll VALUE NUMBER [VISITS_WITH] crowd",
            "27 property VALUE VALUE [EVENTS] crowd pair",
            "28 revenue VALUE VALUE [EVENTS, AMOUNT, REFUNDS] crowd",
            "29 funnel VALUE NUMBER [VISITS] crowd",
            "30 outbound VALUE NONE [EVENTS, VISITS_WITH] crowd",
            "31 download VALUE NONE [EVENTS, VISITS_WITH] crowd",
            "32 notfound VALUE NONE [EVENTS, VISITS_WITH] crowd",
            "33 search VALUE NONE [EVENTS, VISITS_WITH] crowd",
            "34 form VALUE NONE [EVENTS, VISITS_WITH] crowd",
            "35 segment VALUE NONE [PAGEVIEWS, VISITS, SECOND_PAGES, SECONDS, EVENTS] crowd",
            "36 segment x return VALUE NUMBER [VISITORS] crowd",
            "40 LCP VALUE NUMBER [EVENTS] crowd",
            "41 INP VALUE NUMBER [EVENTS] crowd",
            "42 CLS VALUE NUMBER [EVENTS] crowd",
            "43 FCP VALUE NUMBER [EVENTS] crowd",
            "44 TTFB VALUE NUMBER [EVENTS] crowd");

    private static final List<String> STORED_PAIRS = List.of(
            "300 source x channel",
            "301 source x utm_campaign",
            "302 source x country",
            "303 source x device",
            "304 source x entry_page",
            "305 channel x utm_campaign",
            "306 channel x country",
            "307 channel x device",
            "308 channel x entry_page",
            "309 utm_campaign x country",
            "310 utm_campaign x device",
            "311 utm_campaign x entry_page",
            "312 country x device",
            "313 country x entry_page",
            "314 device x entry_page",
            "320 page x source",
            "321 page x channel",
            "322 page x country",
            "323 page x device");

    private static final List<String> STORED_DIMENSIONS = List.of(
            "source",
            "channel",
            "referrer",
            "utm_source",
            "utm_medium",
            "utm_campaign",
            "utm_term",
            "utm_content",
            "country",
            "language",
            "device",
            "browser",
            "os",
            "screen",
            "entry_page",
            "first_source",
            "last_source",
            "returning",
            "entry_group");

    @Test
    void all_cubes_areTheOnesThatAreStored() {
        List<String> cubes = Cubes.ALL.stream()
                .filter(cube -> cube.id() < 100)
                .sorted(Comparator.comparingInt(Cube::id))
                .map(CubesTest::line)
                .toList();
        assertThat(cubes).containsExactlyElementsOf(STORED);
    }

    private static String line(Cube cube) {
        String rhythm = (cube.total() ? "total" : "crowd") + (cube.pair() ? " pair" : "");
        return cube.id() + " " + cube.name() + " " + cube.a() + " " + cube.b() + " " + cube.measures() + " " + rhythm;
    }

    @Test
    void by_eachDimension_keepsItsNumber() {
        assertThat(Arrays.stream(Dimension.values()).map(Dimension::key)).containsExactlyElementsOf(STORED_DIMENSIONS);
        for (Dimension dimension : Dimension.values()) {
            int number = 1 + STORED_DIMENSIONS.indexOf(dimension.key());
            assertThat(dimension.id()).isEqualTo(number);
            assertThat(line(Cubes.by(dimension)))
                    .isEqualTo((100 + number) + " " + dimension.key()
                            + " VALUE NONE [PAGEVIEWS, VISITS, SECOND_PAGES, SECONDS, EVENTS] crowd");
            assertThat(line(Cubes.returnsBy(dimension)))
                    .isEqualTo((200 + number) + " " + dimension.key() + " x return VALUE NUMBER [VISITORS] crowd");
            assertThat(line(Cubes.eventBy(dimension)))
                    .isEqualTo((400 + number) + " event x " + dimension.key()
                            + " VALUE VALUE [EVENTS, VISITS_WITH] crowd pair");
            assertThat(line(Cubes.revenueBy(dimension)))
                    .isEqualTo((500 + number) + " revenue x " + dimension.key()
                            + " VALUE VALUE [EVENTS, AMOUNT, REFUNDS] crowd");
        }
    }

    @Test
    void pairs_each_keepTheirNumbers() {
        assertThat(Cubes.ALL.stream()
                        .filter(cube -> cube.id() >= 300 && cube.id() < 400)
                        .map(cube -> cube.id() + " " + cube.name()))
                .containsExactlyElementsOf(STORED_PAIRS);
        assertThat(Cubes.pair(Dimension.SOURCE, Dimension.COUNTRY).id()).isEqualTo(302);
        assertThat(Cubes.pageBy(Dimension.DEVICE).id()).isEqualTo(323);
        assertThatIllegalArgumentException().isThrownBy(() -> Cubes.pair(Dimension.COUNTRY, Dimension.SOURCE));
        assertThatIllegalArgumentException().isThrownBy(() -> Cubes.pair(Dimension.SOURCE, Dimension.SOURCE));
        assertThatIllegalArgumentException().isThrownBy(() -> Cubes.pair(Dimension.SOURCE, Dimension.OS));
        assertThatIllegalArgumentException().isThrownBy(() -> Cubes.pageBy(Dimension.OS));
    }

    @Test
    void caps_pagesAndOthers_areThoseOfTheDesign() {
        assertThat(Cubes.ALL.stream().filter(Cube::total))
                .allSatisfy(cube -> assertThat(cube.definition().cap()).isZero());
        assertThat(Cubes.PAGE.definition().cap()).isEqualTo(10_000);
        assertThat(Cubes.by(Dimension.ENTRY_PAGE).definition().cap()).isEqualTo(10_000);
        assertThat(Cubes.by(Dimension.SOURCE).definition().cap()).isEqualTo(1_000);
        assertThat(Cubes.PAGE.definition().rollUpMonths()).isEqualTo(3);
        assertThat(Cubes.pair(Dimension.SOURCE, Dimension.COUNTRY).definition().rollUpMonths())
                .isEqualTo(1);
    }

    @Test
    void automaticAndVitals_eachKind_hasItsCube() {
        assertThat(Arrays.stream(Fact.Automatic.Kind.values())
                        .map(Cubes::automatic)
                        .map(Cube::id))
                .containsExactly(30, 31, 32, 33, 34);
        assertThat(Arrays.stream(Vital.values()).map(Cubes::vital).map(Cube::id))
                .containsExactly(40, 41, 42, 43, 44);
    }

    @Test
    void byId_everyCube_findsItAndNoTwoShareANumber() {
        assertThat(Cubes.ALL).extracting(Cube::id).doesNotHaveDuplicates();
        assertThat(Cubes.ALL)
                .allSatisfy(cube -> assertThat(Cubes.byId(cube.id())).containsSame(cube));
        assertThat(Cubes.byId(0)).isEmpty();
    }

    @Test
    void column_measureOfAnotherCube_isRefused() {
        assertThat(Cubes.DAY.column(Measure.SECONDS)).isEqualTo(3);
        assertThatIllegalArgumentException().isThrownBy(() -> Cubes.FLOW.column(Measure.SECONDS));
    }

    @Test
    void how_everyDecision_keepsItsNumber() {
        assertThat(Arrays.stream(Decision.How.values()).map(how -> how.id() + " " + how.key()))
                .containsExactly("1 accept_all", "2 reject_all", "3 choose", "4 withdraw", "5 signal");
    }
}
