package io.footfall.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReturnRangeTest {

    @Test
    void gap_steps_areDaysOrNever() {
        assertThat(ReturnRange.gap(100, Cube.NEVER)).isEqualTo(ReturnRange.NEVER);
        assertThat(ReturnRange.gap(100, 99)).isEqualTo(1);
        assertThat(ReturnRange.gap(1000, 100)).isEqualTo(ReturnRange.MOST);
        assertThatIllegalArgumentException().isThrownBy(() -> ReturnRange.gap(100, 100));
    }

    @Test
    void key_everyRange_saysWhatItHolds() {
        for (ReturnRange range : List.of(
                new ReturnRange(0, 0), new ReturnRange(1, 1), new ReturnRange(7, 400), new ReturnRange(400, 0))) {
            assertThat(ReturnRange.ofKey(range.key())).isEqualTo(range);
        }
        assertThat(new ReturnRange(0, 0).key()).isZero();
        assertThat(new ReturnRange(30, 0).holds(0)).isTrue();
        assertThat(new ReturnRange(30, 0).holds(29)).isFalse();
        assertThat(new ReturnRange(30, 400).holds(0)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new ReturnRange(0, 5));
    }

    @Test
    void fixed_everyGap_isInOneRange() {
        for (int gap = 0; gap <= ReturnRange.MOST; gap++) {
            int there = gap;
            assertThat(ReturnRanges.FIXED.ranges().stream().filter(range -> range.holds(there)))
                    .containsExactly(ReturnRanges.FIXED.of(gap));
        }
        assertThat(ReturnRanges.ofKeys(ReturnRanges.FIXED.keys())).isEqualTo(ReturnRanges.FIXED);
    }

    @Test
    void like_anyVisitors_eachRangeHoldsACrowdOrThereIsOne() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 500; i++) {
            Map<Integer, Long> visitors = new HashMap<>();
            for (int left = random.nextInt(200); left > 0; left--) {
                double x = random.nextDouble();
                visitors.merge(random.nextInt(3) == 0 ? 0 : 1 + (int) (400 * x * x * x * x), 1L, Long::sum);
            }
            ReturnRanges free = ReturnRanges.like(visitors, 10);
            assertCrowds(free, visitors);
            assertThat(free.ranges().size()).isLessThanOrEqualTo(18);
            ReturnRanges coarser = ReturnRanges.FIXED.joined(visitors, 10);
            assertCrowds(coarser, visitors);
            for (ReturnRange range : ReturnRanges.FIXED.ranges()) {
                assertThat(coarser.of(range.near())).isEqualTo(coarser.of(range.far()));
            }
        }
    }

    private static void assertCrowds(ReturnRanges ranges, Map<Integer, Long> visitors) {
        Map<ReturnRange, Long> counts = new HashMap<>();
        visitors.forEach((gap, count) -> counts.merge(ranges.of(gap), count, Long::sum));
        if (ranges.ranges().size() > 1) {
            assertThat(ranges.ranges())
                    .allSatisfy(
                            range -> assertThat(counts.getOrDefault(range, 0L)).isGreaterThanOrEqualTo(10));
        }
    }

    @Test
    void like_newVisitorsAreACrowd_stayByThemselves() {
        assertThat(ReturnRanges.like(Map.of(0, 50L, 1, 30L, 5, 12L), 10).ranges())
                .containsExactly(new ReturnRange(1, 1), new ReturnRange(2, 400), new ReturnRange(0, 0));
    }
}
