package io.footfall.demo;

import static io.footfall.demo.Choice.among;
import static io.footfall.demo.Choice.share;

import io.footfall.measure.Decision;
import io.footfall.measure.Fact;
import io.footfall.measure.Observation;
import io.footfall.measure.Value;
import io.footfall.measure.Visit;
import io.footfall.measure.VisitorStep;
import io.footfall.site.SiteMoment;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Believable visitors of the demo site on past days: 300 to 600 a day, more on weekdays; some come back, after a day or after
 * weeks; many leave at once. They tell what real browsers would tell, each remembering its own days, so that the numbers made of
 * them are right and not only plausible. The same seed gives the same visitors.
 */
public final class SimulatedVisitors {

    private static final int VISITORS_A_DAY = 440;
    private static final int POLICY = 1;
    private static final Value REQUEST = Value.of("Contact request");

    private static final Map<DayOfWeek, Integer> PERCENT = Map.of(
            DayOfWeek.MONDAY, 104,
            DayOfWeek.TUESDAY, 110,
            DayOfWeek.WEDNESDAY, 112,
            DayOfWeek.THURSDAY, 108,
            DayOfWeek.FRIDAY, 96,
            DayOfWeek.SATURDAY, 78,
            DayOfWeek.SUNDAY, 92);

    /** Hours in which visits begin: few at night, most in the evening. */
    private static final Choice<Integer> HOURS = among(
            share(4, 0),
            share(2, 1),
            share(1, 2),
            share(1, 3),
            share(1, 4),
            share(4, 5),
            share(12, 6),
            share(22, 7),
            share(32, 8),
            share(42, 9),
            share(48, 10),
            share(50, 11),
            share(54, 12),
            share(52, 13),
            share(48, 14),
            share(46, 15),
            share(46, 16),
            share(50, 17),
            share(58, 18),
            share(70, 19),
            share(78, 20),
            share(66, 21),
            share(38, 22),
            share(14, 23));

    private final int site;
    private final ZoneId zone;
    private final LocalDate first;
    private final LocalDate last;
    private final SplittableRandom random;

    private final Map<Integer, List<SimulatedVisitor>> due = new HashMap<>();
    private final List<Told> waiting = new ArrayList<>();
    private int visitors;

    /** An observation and, for the model's own truth, the number of the visitor who caused it. */
    record Told(int visitor, Observation observation) {}

    private SimulatedVisitors(int site, ZoneId zone, LocalDate first, LocalDate last, long seed) {
        this.site = site;
        this.zone = zone;
        this.first = first;
        this.last = last;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Tells everything that happened on the given days, in order of time.
     *
     * @param site number of the site
     * @param zone the site's calendar
     * @param first the first day
     * @param last the last day; nothing is told of the days after it
     * @param seed the same gives the same visitors
     * @param observations called on this thread
     */
    public static void tell(
            int site, ZoneId zone, LocalDate first, LocalDate last, long seed, Consumer<Observation> observations) {
        new SimulatedVisitors(site, zone, first, last, seed).run(told -> observations.accept(told.observation()));
    }

    /** As {@link #tell}, with the visitors' numbers. */
    static void tellWithNumbers(LocalDate first, LocalDate last, long seed, Consumer<Told> told) {
        new SimulatedVisitors(1, ZoneId.of("Europe/Berlin"), first, last, seed).run(told);
    }

    private void run(Consumer<Told> told) {
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            live(day);
            waiting.sort(Comparator.comparingInt(one -> one.observation().minute()));
            int today = Math.toIntExact(day.toEpochDay());
            waiting.stream().filter(one -> one.observation().day() <= today).forEach(told);
            waiting.removeIf(one -> one.observation().day() <= today);
        }
    }

    private void live(LocalDate day) {
        List<SimulatedVisitor> active = new ArrayList<>();
        @Nullable List<SimulatedVisitor> returning = due.remove(Math.toIntExact(day.toEpochDay()));
        if (returning != null) {
            active.addAll(returning);
        }
        int wanted = VISITORS_A_DAY * PERCENT.getOrDefault(day.getDayOfWeek(), 100) / 100;
        wanted = wanted * random.nextInt(92, 109) / 100;
        int strangers = Math.max(wanted - active.size(), wanted / 3);
        for (int i = 0; i < strangers; i++) {
            active.add(new SimulatedVisitor(++visitors, Audience.PLACES.pick(random), Audience.EQUIPMENT.pick(random)));
        }
        for (SimulatedVisitor visitor : active) {
            live(visitor, day);
        }
    }

    private void live(SimulatedVisitor visitor, LocalDate day) {
        boolean known = !visitor.isNew();
        visit(visitor, instant(day, HOURS.pick(random), random.nextInt(3600)));
        if (random.nextInt(12) == 0) {
            // A second visit of the day, more than half an hour after the first.
            Instant later =
                    Instant.ofEpochSecond(visitor.lastMinute() * 60L).plusSeconds(1900L + random.nextInt(14_400));
            if (LocalDate.ofInstant(later, zone).equals(day)) {
                visit(visitor, later);
            }
        }
        if (random.nextInt(100) < (known ? 62 : 30)) {
            int next = visitor.lastDay() + Audience.daysAway(random);
            due.computeIfAbsent(next, ignored -> new ArrayList<>()).add(visitor);
        }
    }

    private Instant instant(LocalDate day, int hour, int second) {
        return day.atTime(hour, 0).plusSeconds(second).atZone(zone).toInstant();
    }

    private void visit(SimulatedVisitor visitor, Instant begin) {
        boolean stranger = visitor.isNew();
        Audience.Arrival arrival = (stranger ? Audience.FIRST : Audience.AGAIN).pick(random);
        int home = SiteMoment.of(zone, begin).day();
        Visit visit = new Visit(home, Audience.values(visitor.place(), visitor.equipment(), arrival));
        List<Walk.Stop> stops = Walk.from(arrival.entry(), random);
        @Nullable Decision decision = stranger ? decision() : null;
        Instant now = begin;
        for (int i = 0; i < stops.size() && onADayToTell(now); i++) {
            Walk.Stop stop = stops.get(i);
            say(visitor, visit, now, decision, viewed(stops, i));
            decision = null;
            now = now.plusSeconds(stop.seconds());
            if (onADayToTell(now)) {
                say(visitor, visit, now, null, List.of(new Fact.Engagement(Value.of(stop.page()), stop.seconds())));
            }
            now = now.plusSeconds(stop.pause());
        }
    }

    private boolean onADayToTell(Instant instant) {
        return !LocalDate.ofInstant(instant, zone).isAfter(last);
    }

    private Decision decision() {
        return new Decision(random.nextInt(5) == 0 ? Decision.How.CHOOSE : Decision.How.ACCEPT_ALL, POLICY);
    }

    private static List<Fact> viewed(List<Walk.Stop> stops, int i) {
        String page = stops.get(i).page();
        @Nullable Value before = i == 0 ? null : Value.of(stops.get(i - 1).page());
        boolean firstView =
                stops.subList(0, i).stream().noneMatch(stop -> stop.page().equals(page));
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.Pageview(Value.of(page), i + 1, before, before, firstView));
        if (page.equals(Walk.THANKS)) {
            facts.add(new Fact.Named(REQUEST, firstView));
        }
        return facts;
    }

    private void say(
            SimulatedVisitor visitor, Visit visit, Instant now, @Nullable Decision decision, List<Fact> facts) {
        SiteMoment moment = SiteMoment.of(zone, now);
        // As in a browser, a day begins with a pageview: what is left of yesterday's page is not a sign of a new day.
        boolean viewed = facts.get(0) instanceof Fact.Pageview;
        @Nullable VisitorStep step = viewed ? visitor.step(moment.day()) : null;
        Observation observation = new Observation(
                site,
                moment.day(),
                moment.hour(),
                moment.minute(),
                visit,
                step,
                visitor.minutesAway(moment.minute()),
                decision,
                facts);
        waiting.add(new Told(visitor.number(), observation));
    }
}
