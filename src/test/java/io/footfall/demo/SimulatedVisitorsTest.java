package io.footfall.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.measure.Cube;
import io.footfall.measure.Fact;
import io.footfall.measure.Observation;
import io.footfall.measure.VisitorStep;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

class SimulatedVisitorsTest {

    /** A clock change is among the 30 days: Berlin's 25-hour day of 25 October. */
    private static final LocalDate FIRST = LocalDate.of(2026, 10, 10);

    private static final int DAYS = 30;
    private static final LocalDate LAST = FIRST.plusDays(DAYS - 1);

    private static final List<SimulatedVisitors.Told> MONTH = month(7);

    private static List<SimulatedVisitors.Told> month(long seed) {
        List<SimulatedVisitors.Told> told = new ArrayList<>();
        SimulatedVisitors.tellWithNumbers(FIRST, LAST, seed, told::add);
        return told;
    }

    private static int index(int day) {
        return day - Math.toIntExact(FIRST.toEpochDay());
    }

    private static boolean isView(Observation observation) {
        return observation.facts().stream().anyMatch(Fact.Pageview.class::isInstance);
    }

    @Property(tries = 3, shrinking = ShrinkingMode.OFF)
    void steps_summedOverAnyRange_areTheVisitorsOfThatRange(@ForAll long seed) {
        Map<Integer, Integer> daysOfVisitor = new HashMap<>();
        List<VisitorStep> steps = new ArrayList<>();
        for (SimulatedVisitors.Told one : month(seed)) {
            if (isView(one.observation())) {
                daysOfVisitor.merge(one.visitor(), 1 << index(one.observation().day()), (a, b) -> a | b);
            }
            VisitorStep step = one.observation().visitor();
            if (step != null) {
                steps.add(step);
            }
        }
        for (int from = 0; from < DAYS; from++) {
            for (int to = from; to < DAYS; to++) {
                int range = (2 << to) - (1 << from);
                long truth = daysOfVisitor.values().stream()
                        .filter(days -> (days & range) != 0)
                        .count();
                assertThat(sum(steps, from, to)).as("days %d to %d", from, to).isEqualTo(truth);
            }
        }
    }

    private static long sum(List<VisitorStep> steps, int from, int to) {
        return steps.stream()
                .filter(step -> index(step.day()) >= from && index(step.day()) <= to)
                .filter(step -> step.previousDay() == Cube.NEVER || index(step.previousDay()) < from)
                .count();
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void minutesAway_summedOverHalfAnHour_areTheVisitorsOfIt(@ForAll @IntRange(max = DAYS * 1440 - 1) int offset) {
        List<SimulatedVisitors.Told> told = MONTH;
        int from = told.get(0).observation().minute() + offset;
        Predicate<SimulatedVisitors.Told> within =
                one -> one.observation().minute() >= from && one.observation().minute() < from + 30;
        long truth = told.stream()
                .filter(within)
                .map(SimulatedVisitors.Told::visitor)
                .distinct()
                .count();
        long sum = told.stream()
                .filter(within)
                .map(SimulatedVisitors.Told::observation)
                .filter(one -> {
                    Integer away = one.minutesAway();
                    return away != null && (away == Cube.NEVER || one.minute() - away < from);
                })
                .count();
        assertThat(sum).isEqualTo(truth);
    }

    @Example
    void sameSeed_sameVisitors_anotherSeedOthers() {
        assertThat(month(1)).isEqualTo(month(1)).isNotEqualTo(month(2));
    }

    @Example
    void observations_comeInOrderOfTime_andOnlyOfTheDays() {
        List<Observation> told =
                MONTH.stream().map(SimulatedVisitors.Told::observation).toList();
        assertThat(told).isSortedAccordingTo(Comparator.comparingInt(Observation::minute));
        assertThat(told).allSatisfy(one -> assertThat(index(one.day())).isBetween(0, DAYS - 1));
    }

    @Example
    void visitors_areBelievable() {
        Map<Integer, Set<Integer>> visitorsOfDay = new TreeMap<>();
        int visits = 0;
        int seconds = 0;
        int views = 0;
        int returned = 0;
        for (SimulatedVisitors.Told one : MONTH) {
            Observation observation = one.observation();
            visitorsOfDay
                    .computeIfAbsent(observation.day(), day -> new HashSet<>())
                    .add(one.visitor());
            VisitorStep step = observation.visitor();
            returned += step != null && step.previousDay() != Cube.NEVER ? 1 : 0;
            for (Fact fact : observation.facts()) {
                if (fact instanceof Fact.Pageview view) {
                    views++;
                    visits += view.number() == 1 ? 1 : 0;
                    seconds += view.number() == 2 ? 1 : 0;
                }
            }
        }
        assertThat(visitorsOfDay).hasSize(DAYS);
        assertThat(visitorsOfDay.values()).allSatisfy(day -> assertThat(day).hasSizeBetween(300, 600));
        assertThat(100 * (visits - seconds) / visits).as("bounce rate, percent").isBetween(35, 60);
        assertThat(100 * views / visits).as("pages per 100 visits").isBetween(170, 300);
        assertThat(100 * returned / visits)
                .as("visits of returning visitors, percent")
                .isBetween(15, 50);
    }

    @Example
    void publicTelling_isForTheGivenSite() {
        List<Observation> told = new ArrayList<>();
        SimulatedVisitors.tell(9, ZoneId.of("Asia/Kolkata"), FIRST, FIRST, 5, told::add);
        assertThat(told).isNotEmpty().allSatisfy(one -> {
            assertThat(one.site()).isEqualTo(9);
            assertThat(Math.floorMod(one.hour(), 60)).isEqualTo(30);
        });
    }
}
