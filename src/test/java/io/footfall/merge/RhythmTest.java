package io.footfall.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RhythmTest {

    private static Duration after(Rhythm rhythm, long... runMillis) {
        for (long millis : runMillis) {
            rhythm.took(Duration.ofMillis(millis));
        }
        return rhythm.interval();
    }

    @Test
    void took_moreThanHalfOfTheInterval_doublesUpToAMinute() {
        Rhythm rhythm = new Rhythm(Duration.ofSeconds(5));

        assertThat(after(rhythm, 2_500)).isEqualTo(Duration.ofSeconds(5));
        assertThat(after(rhythm, 2_501)).isEqualTo(Duration.ofSeconds(10));
        assertThat(after(rhythm, 6_000, 11_000, 21_000, 31_000)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void took_quickAgain_goesBackToWhatWasSetAndNoFurther() {
        Rhythm rhythm = new Rhythm(Duration.ofSeconds(5));
        after(rhythm, 3_000, 6_000);

        assertThat(after(rhythm, 6_000)).as("neither slow nor quick").isEqualTo(Duration.ofSeconds(20));
        assertThat(after(rhythm, 4_000)).isEqualTo(Duration.ofSeconds(10));
        assertThat(after(rhythm, 4_000)).as("it does not swing").isEqualTo(Duration.ofSeconds(10));
        assertThat(after(rhythm, 10, 10, 10)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void interval_setToMoreThanAMinute_isNeverChanged() {
        Rhythm rhythm = new Rhythm(Duration.ofMinutes(60));

        assertThat(after(rhythm, 3_000_000, 1)).isEqualTo(Duration.ofMinutes(60));
        assertThat(rhythm.breakdowns()).isEqualTo(Duration.ofMinutes(1));
        assertThat(new Rhythm(Duration.ofSeconds(2)).breakdowns()).isEqualTo(Duration.ofSeconds(24));
    }
}
