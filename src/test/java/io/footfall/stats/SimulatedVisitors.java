package io.footfall.stats;

import io.footfall.count.CountedCells;
import io.footfall.measure.Cube;
import io.footfall.measure.Dimension;
import io.footfall.measure.Fact;
import io.footfall.measure.Milestones;
import io.footfall.measure.Observation;
import io.footfall.measure.ReturnRanges;
import io.footfall.measure.Value;
import io.footfall.measure.VisitorStep;
import io.footfall.measure.WeekStep;
import io.footfall.site.Site;
import io.footfall.site.SiteMoment;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Visitors with their whole history, which a server never has: the truth that answers are compared with. Each is active
 * on some days, with one visit a day; visits are counted by the server's own counting.
 */
public final class SimulatedVisitors {

    public static final List<String> SOURCES = List.of("Google", "(direct)", "Bing", "News", "Rare");
    public static final List<String> PAGES = List.of("/", "/prices", "/blog/a", "/blog/b", "/about");
    public static final String SEGMENT = "Germans";

    /** An event with a property and maybe money, in 1/10,000 EUR. */
    public record Done(String name, String plan, @Nullable Long amount) {}

    public record Visit(
            int visitor,
            int day,
            int hour,
            Map<Dimension, String> values,
            List<String> pages,
            int seconds,
            int scroll,
            List<Done> events) {

        public String value(Dimension dimension) {
            return values.getOrDefault(dimension, "(none)");
        }

        public boolean with(String event) {
            return events.stream().anyMatch(done -> done.name.equals(event));
        }
    }

    private final List<Visit> visits = new ArrayList<>();
    private final Random random;

    public SimulatedVisitors(Random random, int visitors, int firstDay, int days) {
        this.random = random;
        for (int visitor = 0; visitor < visitors; visitor++) {
            double activity = Math.pow(random.nextDouble(), 3);
            for (int day = firstDay; day < firstDay + days; day++) {
                if (random.nextDouble() < activity) {
                    visits.add(visit(visitor, day));
                }
            }
        }
        visits.sort(Comparator.comparingInt(Visit::day));
    }

    private Visit visit(int visitor, int day) {
        List<String> pages = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            pages.add(one(PAGES));
        }
        Map<Dimension, String> values = Map.of(
                Dimension.SOURCE, one(SOURCES),
                Dimension.FIRST_SOURCE, one(SOURCES),
                Dimension.COUNTRY, one(List.of("DE", "FR", "AT")),
                Dimension.DEVICE, one(List.of("Desktop", "Phone")),
                Dimension.ENTRY_PAGE, pages.get(0));
        List<Done> events = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            boolean buys = random.nextBoolean();
            Long amount = buys ? Long.valueOf(random.nextInt(2_000_000) - 400_000) : null;
            events.add(new Done(buys ? "Purchase" : "Signup", one(List.of("free", "pro")), amount));
        }
        return new Visit(
                visitor, day, random.nextInt(24), values, pages, random.nextInt(300), 25 * random.nextInt(5), events);
    }

    private String one(List<String> values) {
        return values.get((int) (values.size() * Math.pow(random.nextDouble(), 2)));
    }

    Stream<Visit> in(Range range) {
        return in(range.firstDay(), range.lastDay());
    }

    public Stream<Visit> in(int first, int last) {
        return visits.stream().filter(visit -> visit.day >= first && visit.day <= last);
    }

    public long visitors(int first, int last) {
        return in(first, last).map(Visit::visitor).distinct().count();
    }

    /** Visitors by a value of their first visit of the range. */
    public Map<String, Long> visitorsBy(Function<Visit, String> value, int first, int last) {
        Map<Integer, Visit> earliest = new HashMap<>();
        in(first, last).forEach(visit -> earliest.putIfAbsent(visit.visitor, visit));
        Map<String, Long> visitors = new HashMap<>();
        earliest.values().forEach(visit -> visitors.merge(value.apply(visit), 1L, Long::sum));
        return visitors;
    }

    /** Counts all visits into cells as the server does, with absence as coarse as it is at rest. */
    public void count(Site site, Cells cells) {
        observe(site, seen -> CountedCells.of(seen, new AtRest(cells)));
    }

    /** What the server sees of all visits, in the order of their days. */
    public void observe(Site site, Consumer<Observation> server) {
        Map<Integer, Integer> lastSeen = new HashMap<>();
        Map<Integer, Integer> firstWeek = new HashMap<>();
        Map<Integer, Integer> lastWeek = new HashMap<>();
        for (Visit visit : visits) {
            int monday =
                    (int) By.Period.WEEK.last(LocalDate.ofEpochDay(visit.day)).toEpochDay() - 6;
            Integer week = lastWeek.put(visit.visitor, monday);
            WeekStep step = week != null && week == monday
                    ? null
                    : new WeekStep(monday, firstWeek.computeIfAbsent(visit.visitor, first -> monday));
            Integer previous = lastSeen.put(visit.visitor, visit.day);
            server.accept(observation(
                    site, visit, new VisitorStep(visit.day, previous == null ? Cube.NEVER : previous), step));
        }
    }

    /** A counter file holds absence exactly, a database in ranges. */
    private record AtRest(Cells cells) implements CountedCells.Target {
        @Override
        public int text(String text) {
            return cells.text(text);
        }

        @Override
        public void add(Cube cube, int day, int a, int b, int column, long delta) {
            boolean absence = cube.name().endsWith(" x return");
            int key = absence ? ReturnRanges.FIXED.of(b).key() : b;
            cells.add(cube, day, a, key, cube.measures().get(column), delta);
        }
    }

    private static Observation observation(Site site, Visit visit, VisitorStep visitor, @Nullable WeekStep week) {
        Instant at = LocalDate.ofEpochDay(visit.day)
                .atTime(visit.hour, 0)
                .atZone(site.zone())
                .toInstant();
        List<Value> values = Arrays.stream(Dimension.values())
                .map(dimension -> Value.of(visit.value(dimension)))
                .toList();
        List<Value> segments = visit.value(Dimension.COUNTRY).equals("DE") ? List.of(Value.of(SEGMENT)) : List.of();
        return new Observation(
                site.id(),
                visit.day,
                SiteMoment.of(site.zone(), at).hour(),
                (int) (at.getEpochSecond() / 60),
                new io.footfall.measure.Visit(visit.day, values, segments),
                visitor,
                week,
                null,
                null,
                facts(visit));
    }

    private static List<Fact> facts(Visit visit) {
        List<Fact> facts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        @Nullable Value last = null;
        for (String page : visit.pages) {
            Value value = Value.of(page);
            Fact.PageFacts about = new Fact.PageFacts(
                    Value.of("example.com"),
                    Value.of("Title of " + page),
                    page.startsWith("/blog") ? Value.of("Blog") : null,
                    last != null && last.text().startsWith("/blog") ? Value.of("Blog") : null);
            facts.add(new Fact.Pageview(value, facts.size() + 1, last, last, seen.add(page), about));
            last = value;
        }
        facts.add(new Fact.Engagement(
                Value.of(visit.pages.get(0)),
                visit.seconds,
                null,
                Milestones.SCROLL.stream().filter(step -> step <= visit.scroll).toList(),
                Milestones.SECONDS.stream()
                        .filter(step -> step <= visit.seconds)
                        .toList()));
        Set<String> done = new HashSet<>();
        for (Done event : visit.events) {
            facts.add(new Fact.Named(
                    Value.of(event.name),
                    done.add(event.name),
                    List.of(new Fact.Property(Value.of(event.name + " › plan"), Value.of(event.plan))),
                    event.amount == null ? null : new Fact.Revenue(Value.of("EUR"), event.amount)));
        }
        facts.add(new Fact.Automatic(Fact.Automatic.Kind.OUTBOUND, Value.of("partner.example"), true));
        return facts;
    }
}
