package io.footfall.stats;

import io.footfall.measure.Cubes;
import io.footfall.measure.Measure;
import io.footfall.site.SiteMoment;
import io.footfall.stats.CellQuery.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rows by the hours of the site's clock, in order; an hour of nothing has a row too. */
final class HourRows {

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mmxxx");

    private static final Duration SHORTEST_HOUR = Duration.ofMinutes(15);
    private static final Sums NOTHING = Sums.zero(Cubes.HOUR.measures());

    private final Range range;
    private final ZoneId zone;
    private final Map<Integer, Sums> hours = new HashMap<>();

    HourRows(StatsQuestion question, CellSums cells) {
        range = question.range();
        zone = question.site().zone();
        cells.of(Part.HOUR).forEach(added -> hours.put(Integer.valueOf(added.value()), added.sums()));
    }

    List<StatsRow> of(By.Hours by) {
        return by == By.Hours.HOUR ? each() : ofWeek();
    }

    private List<StatsRow> each() {
        SortedSet<Integer> starts = new TreeSet<>(hours.keySet());
        Instant end = range.to().plusDays(1).atStartOfDay(zone).toInstant();
        for (Instant at = range.from().atStartOfDay(zone).toInstant(); at.isBefore(end); at = at.plus(SHORTEST_HOUR)) {
            starts.add(SiteMoment.of(zone, at).hour());
        }
        return starts.stream()
                .map(start -> new StatsRow(HOUR.format(local(start)), hours.getOrDefault(start, NOTHING)))
                .toList();
    }

    private List<StatsRow> ofWeek() {
        TreeMap<String, Sums> week = new TreeMap<>();
        for (int day = 1; day <= 7; day++) {
            for (int hour = 0; hour < 24; hour++) {
                week.put(ofWeek(day, hour), NOTHING);
            }
        }
        hours.forEach((start, sums) -> week.merge(ofWeek(local(start)), sums, HourRows::add));
        return week.entrySet().stream()
                .map(entry -> new StatsRow(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String ofWeek(ZonedDateTime hour) {
        return ofWeek(hour.getDayOfWeek().getValue(), hour.getHour());
    }

    /** Such as {@code 1T09} for Mondays from nine to ten. */
    private static String ofWeek(int weekday, int hour) {
        return "%dT%02d".formatted(weekday, hour);
    }

    private static Sums add(Sums one, Sums other) {
        Map<Measure, Long> sums = new EnumMap<>(Measure.class);
        sums.putAll(one.measures());
        other.measures().forEach((measure, number) -> sums.merge(measure, number, Long::sum));
        return Sums.of(sums);
    }

    /** Where the site's clock stands at the start of an hour, minutes since 1970. */
    private ZonedDateTime local(int start) {
        return Instant.ofEpochSecond(start * 60L).atZone(zone);
    }
}
