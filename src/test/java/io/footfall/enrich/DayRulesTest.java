package io.footfall.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.event.Report.DayStep;
import io.footfall.measure.Cube;
import io.footfall.measure.VisitorStep;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayRulesTest {

    private static final String NOON = "2026-11-24T12:00+01:00[Europe/Berlin]";

    @ParameterizedTest(name = "a visit of {0} is {1}")
    @CsvSource({
        "2026-11-24, fine",
        "2026-11-23, fine",
        "2026-11-22, mismatch",
        "2026-11-25, mismatch",
        "2011-01-01, mismatch",
        "1999-12-31, malformed",
        "2200-01-01, malformed",
        "+999999999-12-31, malformed",
    })
    void visit_mayHaveBegunTodayOrYesterday(LocalDate day, String verdict) {
        assertThat(verdict(rules(NOON).problemOfVisit(day).orElse(null))).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "at {0} a visitor of {1}, before of {2}, is {3}")
    @CsvSource({
        "2026-11-24T12:00+01:00[Europe/Berlin], 2026-11-24, 2026-11-20, fine",
        "2026-11-24T12:00+01:00[Europe/Berlin], 2026-11-24,           , fine",
        "2026-11-24T12:00+01:00[Europe/Berlin], 2026-11-22, 2026-11-21, fine",
        "2026-11-24T12:00+01:00[Europe/Berlin], 2026-11-21, 2026-11-20, mismatch",
        "2026-11-24T12:00+01:00[Europe/Berlin], 2026-11-25, 2026-11-20, mismatch",
        "2026-11-24T23:54+01:00[Europe/Berlin], 2026-11-25, 2026-11-24, mismatch",
        "2026-11-24T23:55+01:00[Europe/Berlin], 2026-11-25, 2026-11-24, fine",
        "2026-11-24T23:59+01:00[Europe/Berlin], 2026-11-26, 2026-11-24, mismatch",
        "2026-11-24T12:00+01:00[Europe/Berlin], 2026-11-24, 2026-11-24, mismatch",
        "2026-11-24T12:00+01:00[Europe/Berlin], 2026-11-24, 2026-11-25, mismatch",
        "2026-11-24T12:00+01:00[Europe/Berlin], 2026-11-24, 0001-01-01, malformed",
        "2026-11-24T12:00+01:00[Europe/Berlin], -9999-01-01,          , malformed",
    })
    void visitor_mayBeOfTheLastThreeDays_orOfTomorrowJustBeforeMidnight(
            ZonedDateTime now, LocalDate day, @Nullable LocalDate previous, String verdict) {
        assertThat(verdict(new DayRules(now)
                        .problemOfVisitor(new DayStep(day, previous))
                        .orElse(null)))
                .isEqualTo(verdict);
    }

    @Test
    void counted_aLongAbsence_isOneOfFourHundredDays() {
        LocalDate day = LocalDate.of(2026, 11, 24);
        int today = (int) day.toEpochDay();

        assertThat(DayRules.counted(new DayStep(day, null))).isEqualTo(new VisitorStep(today, Cube.NEVER));
        assertThat(DayRules.counted(new DayStep(day, day.minusDays(400))))
                .isEqualTo(new VisitorStep(today, today - 400));
        assertThat(DayRules.counted(new DayStep(day, day.minusDays(401))))
                .isEqualTo(new VisitorStep(today, today - 400));
    }

    private static DayRules rules(String now) {
        return new DayRules(ZonedDateTime.parse(now));
    }

    private static String verdict(@Nullable Enrichment problem) {
        if (problem == null) {
            return "fine";
        }
        return problem instanceof Enrichment.DayMismatch ? "mismatch" : "malformed";
    }
}
