package io.footfall.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ReturnGapTest {

    @Property
    void of_anyPreviousDay_isInTheRangeAndInNoOther(
            @ForAll @IntRange(min = 1, max = 40_000) int day, @ForAll @IntRange(min = 1, max = 40_000) int days) {
        int previous = Math.max(0, day - days);
        ReturnGap gap = ReturnGap.of(day, previous);
        int away = day - previous;
        assertThat(away).isBetween(gap.from(), gap.to());
        for (ReturnGap other : ReturnGap.values()) {
            assertThat(other == gap || away < other.from() || away > other.to()).isTrue();
        }
    }

    @Example
    void of_edges_contiguous() {
        ReturnGap[] ranges = ReturnGap.values();
        for (int i = 1; i < ranges.length; i++) {
            assertThat(ranges[i].from()).isEqualTo(ranges[i - 1].to() + 1);
            assertThat(ranges[i].id()).isEqualTo(i);
        }
        assertThat(ReturnGap.of(100, 0)).isEqualTo(ReturnGap.MONTHS);
        assertThat(ReturnGap.of(100, Cube.NEVER)).isEqualTo(ReturnGap.NEVER);
    }

    @Example
    void of_previousDayNotBefore_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ReturnGap.of(5, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> new VisitorStep(5, 5));
    }
}
