package io.footfall.stats;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import io.footfall.measure.Measure;
import io.footfall.measure.ReturnRange;
import io.footfall.measure.ReturnRanges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Visitors with their whole history, which a server never has: the truth that answers are compared with. Each is active
 * on some days, with one visit a day.
 */
final class SimulatedVisitors {

    static final List<String> SOURCES = List.of("Google", "(direct)", "Bing", "News", "Rare");

    record Visit(int visitor, int day, String source, int pages, int seconds) {}

    private final List<Visit> visits = new ArrayList<>();

    SimulatedVisitors(Random random, int visitors, int firstDay, int days) {
        for (int visitor = 0; visitor < visitors; visitor++) {
            double activity = Math.pow(random.nextDouble(), 3);
            for (int day = firstDay; day < firstDay + days; day++) {
                if (random.nextDouble() < activity) {
                    String source = SOURCES.get((int) (SOURCES.size() * Math.pow(random.nextDouble(), 2)));
                    visits.add(new Visit(visitor, day, source, 1 + random.nextInt(4), random.nextInt(300)));
                }
            }
        }
    }

    Stream<Visit> in(int first, int last) {
        return visits.stream().filter(visit -> visit.day >= first && visit.day <= last);
    }

    long visitors(int first, int last) {
        return in(first, last).map(Visit::visitor).distinct().count();
    }

    /** Visitors by the source of their first visit of the range. */
    Map<String, Long> visitorsBySource(int first, int last) {
        Map<Integer, Visit> earliest = new HashMap<>();
        in(first, last).forEach(visit -> earliest.merge(visit.visitor, visit, (a, b) -> a.day < b.day ? a : b));
        Map<String, Long> visitors = new HashMap<>();
        earliest.values().forEach(visit -> visitors.merge(visit.source, 1L, Long::sum));
        return visitors;
    }

    void count(Cells cells) {
        Map<Integer, Integer> lastSeen = new HashMap<>();
        visits.stream().sorted((a, b) -> Integer.compare(a.day, b.day)).forEach(visit -> {
            int previous = lastSeen.getOrDefault(visit.visitor, Cube.NEVER);
            lastSeen.put(visit.visitor, visit.day);
            int source = cells.text(visit.source);
            cells.add(Cubes.RETURN, visit.day, previous, Measure.VISITORS, 1);
            int gap =
                    ReturnRanges.FIXED.of(ReturnRange.gap(visit.day, previous)).key();
            cells.add(Cubes.returnsBy(Dimension.SOURCE), visit.day, source, gap, Measure.VISITORS, 1);
            measures(cells, Cubes.DAY, visit, 0);
            measures(cells, Cubes.by(Dimension.SOURCE), visit, source);
            cells.add(Cubes.by(Dimension.COUNTRY), visit.day, cells.text("DE"), Measure.VISITS, 1);
        });
    }

    private static void measures(Cells cells, Cube cube, Visit visit, int a) {
        cells.add(cube, visit.day, a, Measure.VISITS, 1);
        cells.add(cube, visit.day, a, Measure.SECOND_PAGES, visit.pages > 1 ? 1 : 0);
        cells.add(cube, visit.day, a, Measure.PAGEVIEWS, visit.pages);
        cells.add(cube, visit.day, a, Measure.SECONDS, visit.seconds);
    }
}
