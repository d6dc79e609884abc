package io.footfall.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.site.Site;
import io.footfall.stats.By;
import io.footfall.stats.Figure;
import io.footfall.stats.Filter;
import io.footfall.stats.Metric;
import io.footfall.stats.Order;
import io.footfall.stats.Range;
import io.footfall.stats.Report;
import io.footfall.stats.Reports;
import io.footfall.stats.Stats;
import io.footfall.stats.StatsAnswer;
import io.footfall.stats.StatsQuestion;
import io.footfall.stats.StatsRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what a site's answers say of values, and nothing else: an attacker's view. */
final class AnswerReader {

    /** What a row says; -1 for what it does not. */
    record Told(long visitors, long visits, long pageviews, long events) {

        static final Told NOTHING = new Told(0, 0, 0, 0);

        Told plus(Told other) {
            return new Told(
                    visitors + other.visitors,
                    visits + other.visits,
                    pageviews + other.pageviews,
                    events + other.events);
        }

        /** By what the row is shown. */
        long size() {
            return visits >= 0 ? visits : Math.max(pageviews, events);
        }
    }

    private static final List<By.Breakdown> BYS = List.of(
            by("source"),
            by("country"),
            by("returning"),
            by("entry_page"),
            by("page"),
            by("page_group"),
            by("event"),
            by("property:plan"));

    private static final List<Filter> FILTERS = List.of(
            new Filter(by("source"), "0-0"), new Filter(by("source"), "0-alone"), new Filter(by("country"), "8-0"));

    private static final List<By.Breakdown> FILTERED = List.of(by("source"), by("country"), by("page"));

    private final Stats stats;
    private final Reports reports;
    private final Site site;

    AnswerReader(Stats stats, Reports reports, Site site) {
        this.stats = stats;
        this.reports = reports;
        this.site = site;
    }

    private static By.Breakdown by(String key) {
        return (By.Breakdown) By.byKey(key).orElseThrow();
    }

    /** What the breakdowns say of a range, by what was asked and value; they add up to the totals. */
    Map<String, Told> breakdowns(Range range) {
        Map<String, Told> read = new TreeMap<>();
        BYS.forEach(by -> read(read, by, Optional.empty(), range));
        return read;
    }

    /** The same under filters. */
    Map<String, Told> pairs(Range range) {
        Map<String, Told> read = new TreeMap<>();
        for (Filter filter : FILTERS) {
            for (By.Breakdown by : FILTERED) {
                if (!by.equals(filter.axis())) {
                    read(read, by, Optional.of(filter), range);
                }
            }
        }
        for (Report.Move move :
                Tables.await(reports.flows(site, range, Optional.empty())).rows()) {
            read.put("flow|" + move.from() + "|" + move.to(), new Told(-1, -1, move.moves(), -1));
        }
        return read;
    }

    /** What is said of how fast pages are. */
    Map<String, Told> vitals(Range range) {
        Map<String, Told> read = new TreeMap<>();
        for (Report.Speed speed : Tables.await(reports.vitals(site, range, Optional.empty(), true))
                .rows()) {
            read.put("vitals|" + speed.page() + "|" + speed.vital(), new Told(-1, -1, -1, speed.measured()));
        }
        return read;
    }

    /** Visits of a range. */
    long visits(Range range) {
        Long visits = ask(new By.Nothing(), Optional.empty(), range).totals().visits();
        return visits == null ? 0 : visits;
    }

    private void read(Map<String, Told> read, By.Breakdown by, Optional<Filter> filter, Range range) {
        StatsAnswer answer = ask(by, filter, range);
        if (by instanceof By.Attribute) {
            assertAddsUp(answer);
        }
        String what = by.key() + filter.map(f -> " of " + f.value()).orElse("") + "|";
        for (StatsRow row : answer.rows()) {
            read.put(what + row.value() + row.title().orElse(""), told(row));
        }
    }

    private StatsAnswer ask(By by, Optional<Filter> filter, Range range) {
        List<Metric> metrics = List.of(Metric.VISITORS, Metric.VISITS, Metric.PAGEVIEWS, Metric.EVENTS, Metric.REVENUE);
        return Tables.await(stats.answer(new StatsQuestion(
                site, range, metrics, by, filter, new Order(Metric.VISITS, true), 1000, Optional.empty())));
    }

    private static Told told(StatsRow row) {
        return new Told(
                number(row.sums().figure(Metric.VISITORS), -1),
                number(row.sums().figure(Metric.VISITS), -1),
                number(row.sums().figure(Metric.PAGEVIEWS), -1),
                number(row.sums().figure(Metric.EVENTS), -1));
    }

    private static void assertAddsUp(StatsAnswer answer) {
        for (Metric metric : List.of(Metric.VISITS, Metric.PAGEVIEWS, Metric.EVENTS)) {
            long rows = answer.rows().stream()
                    .mapToLong(row -> number(row.sums().figure(metric), 0))
                    .sum();
            assertThat(rows + number(answer.few().get(metric), 0))
                    .isEqualTo(number(answer.totals().figure(metric), 0));
        }
    }

    private static long number(@Nullable Figure figure, long otherwise) {
        return figure == null ? otherwise : ((Figure.Count) figure).number();
    }
}
