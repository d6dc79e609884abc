package io.footfall.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
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
            "20 page VALUE NONE [PAGEVIEWS, VISITS_WITH, ARRIVALS, DEPARTURES, SECONDS] crowd",
            "21 flow VALUE VALUE [PAGEVIEWS] crowd",
            "22 event VALUE NONE [EVENTS, VISITS_WITH] crowd");

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
                .map(CubesTest::line)
                .toList();
        assertThat(cubes).containsExactlyElementsOf(STORED);
    }

    private static String line(Cube cube) {
        String rhythm = cube.total() ? "total" : "crowd";
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
        }
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
