package io.footfall.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

    @ParameterizedTest(name = "{0} to {1}: {2} to {3}")
    @CsvSource({
        // Whole weeks begin and end with the same day of the week.
        "2026-11-16,2026-11-22,2025-11-17,2025-11-23",
        "2026-11-02,2026-11-29,2025-11-03,2025-11-30",
        // Others by date.
        "2026-11-17,2026-11-23,2025-11-17,2025-11-23",
        "2026-11-01,2026-11-30,2025-11-01,2025-11-30",
        "2025-02-01,2025-02-28,2024-02-01,2024-02-29",
        "2024-02-10,2024-02-29,2023-02-10,2023-02-28",
        "2027-02-01,2027-02-28,2026-02-01,2026-02-28",
        "2026-01-01,2026-12-31,2025-01-01,2025-12-31",
    })
    void year_ofARange_isTheSameDaysAYearEarlier(LocalDate from, LocalDate to, LocalDate first, LocalDate last) {
        assertThat(Comparison.Earlier.YEAR.with(new Range(from, to))).isEqualTo(new Range(first, last));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-16,2026-11-22,2026-11-09,2026-11-15", "2026-11-16,2026-11-16,2026-11-15,2026-11-15"})
    void previous_ofARange_isAsLongAndEndsBefore(LocalDate from, LocalDate to, LocalDate first, LocalDate last) {
        assertThat(Comparison.Earlier.PREVIOUS.with(new Range(from, to))).isEqualTo(new Range(first, last));
    }
}
