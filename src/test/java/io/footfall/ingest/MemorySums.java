package io.footfall.ingest;

import io.footfall.count.Cell;
import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Decision;
import io.footfall.measure.Dimension;
import io.footfall.measure.Fact;
import io.footfall.measure.Measure;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The sums of a scenario of the visit memory: from cells, and as written in its file. Those that are 0 are left out. */
final class MemorySums {

    private final Map<String, Map<String, Long>> sums = new TreeMap<>();

    Map<String, Map<String, Long>> all() {
        sums.values().forEach(keys -> keys.values().removeIf(sum -> sum == 0));
        sums.values().removeIf(Map::isEmpty);
        return sums;
    }

    /** What a scenario expects, with places, terms and absences as the server writes them. */
    static Map<String, Map<String, Long>> expected(JsonObject expect) {
        MemorySums sums = new MemorySums();
        for (String name : expect.fieldNames()) {
            for (Map.Entry<String, Object> entry : expect.getJsonObject(name)) {
                sums.add(name, asCounted(name, entry.getKey()), ((Number) entry.getValue()).longValue());
            }
        }
        return sums.all();
    }

    private static String asCounted(String name, String key) {
        return switch (name.replace("_visits", "")) {
            case "entries", "exits", "page", "notfound" -> page(key);
            case "flows", "scroll_reached" ->
                key.replaceAll("(?<=[^ ])/(?= |$)", "").replace('?', ';').replace("#", "%23");
            case "outbound", "download" -> key.replaceFirst("https?://", "");
            case "search" -> key.toLowerCase(Locale.ROOT);
            case "returning" -> absence(key);
            default -> key;
        };
    }

    private static String page(String path) {
        String plain = path.replace('?', ';').replace("#", "%23");
        return plain.length() > 1 && plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }

    private static String absence(String days) {
        if (days.equals("never")) {
            return "New";
        }
        int number = Integer.parseInt(days);
        if (number < 2) {
            return number == 0 ? "Same day" : "1 day";
        }
        if (number < 14) {
            return number < 7 ? "2 to 6 days" : "7 to 13 days";
        }
        return number < 30 ? "14 to 29 days" : "30 days and more";
    }

    /** Adds a cell that was counted. */
    void add(Cell cell, long[] measures) {
        Cube cube = cell.cube();
        String a = text(cell.a());
        String b = text(cell.b());
        String day = day(cell.day());
        if (cube.equals(Cubes.RETURN)) {
            String before = number(cell.a()) < 0 ? "never" : day(number(cell.a()));
            add("visitors", day + " after " + before, measures[cube.column(Measure.VISITORS)]);
        } else if (cube.equals(Cubes.COHORT)) {
            add("cohorts", day + " of " + day(number(cell.a())), measures[cube.column(Measure.VISITORS)]);
        } else if (cube.equals(Cubes.DAY)) {
            add("visits", day, measures[cube.column(Measure.VISITS)]);
            add("second_pages", day, measures[cube.column(Measure.SECOND_PAGES)]);
            add("pageviews", day, measures[cube.column(Measure.PAGEVIEWS)]);
            add("seconds", day, measures[cube.column(Measure.SECONDS)]);
        } else if (cube.equals(Cubes.PAGES_REACHED)) {
            add("pages_reached", a, measures[0]);
        } else if (cube.equals(Cubes.SECONDS_REACHED)) {
            add("seconds_reached", a, measures[0]);
        } else if (cube.equals(Cubes.SCROLL)) {
            add("scroll_reached", a + " " + b, measures[0]);
        } else if (cube.equals(Cubes.by(Dimension.ENTRY_PAGE))) {
            add("entries", a, measures[cube.column(Measure.VISITS)]);
        } else if (cube.equals(Cubes.by(Dimension.RETURNING))) {
            add("returning", a, measures[cube.column(Measure.VISITS)]);
        } else if (cube.equals(Cubes.PAGE)) {
            long exits = measures[cube.column(Measure.ARRIVALS)] - measures[cube.column(Measure.DEPARTURES)];
            add("exits", a, exits);
            add("page_visits", a, measures[cube.column(Measure.VISITS_WITH)]);
        } else if (cube.equals(Cubes.FLOW)) {
            add("flows", a + " > " + b, measures[0]);
        } else {
            addEvents(cell, a, b, measures);
        }
    }

    private void addEvents(Cell cell, String a, String b, long[] measures) {
        Cube cube = cell.cube();
        if (cube.equals(Cubes.EVENT)) {
            add("events", a, measures[cube.column(Measure.EVENTS)]);
            add("event_visits", a, measures[cube.column(Measure.VISITS_WITH)]);
        } else if (cube.equals(Cubes.REVENUE)) {
            add("revenue", a + " " + b, measures[cube.column(Measure.AMOUNT)]);
            add("refunds", a + " " + b, measures[cube.column(Measure.REFUNDS)]);
        } else if (cube.equals(Cubes.FUNNEL)) {
            add("funnel_steps", a + " " + b, measures[0]);
        } else if (cube.equals(Cubes.DECISION)) {
            String how = Arrays.stream(Decision.How.values())
                    .filter(kind -> kind.id() == number(cell.b()))
                    .findFirst()
                    .orElseThrow()
                    .key();
            add("decisions", how, measures[0]);
        }
        for (Fact.Automatic.Kind kind : Fact.Automatic.Kind.values()) {
            if (cube.equals(Cubes.automatic(kind))) {
                String name = kind.name().toLowerCase(Locale.ROOT);
                add(name, a, measures[cube.column(Measure.EVENTS)]);
                add(name + "_visits", a, measures[cube.column(Measure.VISITS_WITH)]);
            }
        }
    }

    private void add(String name, String key, long sum) {
        sums.computeIfAbsent(name, n -> new TreeMap<>()).merge(key, sum, Long::sum);
    }

    private static String day(int epochDay) {
        return LocalDate.ofEpochDay(epochDay).toString();
    }

    private static int number(Cell.Key key) {
        return key instanceof Cell.Numeric numeric ? numeric.number() : 0;
    }

    private static String text(Cell.Key key) {
        return key instanceof Cell.Text text ? text.text() : String.valueOf(number(key));
    }
}
