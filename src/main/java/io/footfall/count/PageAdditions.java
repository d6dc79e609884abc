package io.footfall.count;

import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import io.footfall.measure.Fact;
import io.footfall.measure.Measure;
import io.footfall.measure.Milestones;
import io.footfall.measure.Observation;
import io.footfall.measure.Value;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What page views, time on pages and web vitals add, besides the totals. */
final class PageAdditions {

    private static final int PAGE = Cubes.PAGE.id();
    private static final int PAGE_PAGEVIEWS = Cubes.PAGE.column(Measure.PAGEVIEWS);
    private static final int PAGE_VISITS_WITH = Cubes.PAGE.column(Measure.VISITS_WITH);
    private static final int PAGE_ARRIVALS = Cubes.PAGE.column(Measure.ARRIVALS);
    private static final int PAGE_DEPARTURES = Cubes.PAGE.column(Measure.DEPARTURES);
    private static final int PAGE_SECONDS = Cubes.PAGE.column(Measure.SECONDS);
    private static final int GROUP = Cubes.GROUP.id();
    private static final int GROUP_PAGEVIEWS = Cubes.GROUP.column(Measure.PAGEVIEWS);
    private static final int GROUP_ARRIVALS = Cubes.GROUP.column(Measure.ARRIVALS);
    private static final int GROUP_DEPARTURES = Cubes.GROUP.column(Measure.DEPARTURES);
    private static final int GROUP_SECONDS = Cubes.GROUP.column(Measure.SECONDS);
    private static final int HOST_PAGEVIEWS = Cubes.HOST.column(Measure.PAGEVIEWS);
    private static final int HOST_VISITS = Cubes.HOST.column(Measure.VISITS);
    private static final int[] BY =
            Cubes.PAGES_BY.stream().mapToInt(Dimension::index).toArray();
    private static final int FIRST_BY = Cubes.pageBy(Cubes.PAGES_BY.get(0)).id();
    private static final int BY_PAGEVIEWS = Cubes.pageBy(Cubes.PAGES_BY.get(0)).column(Measure.PAGEVIEWS);
    private static final int BY_VISITS_WITH =
            Cubes.pageBy(Cubes.PAGES_BY.get(0)).column(Measure.VISITS_WITH);
    private static final int BY_SECONDS = Cubes.pageBy(Cubes.PAGES_BY.get(0)).column(Measure.SECONDS);

    private static final BitSet MILESTONES = new BitSet();

    static {
        Milestones.PAGES.forEach(MILESTONES::set);
    }

    private final Additions request;
    private final Additions.Sink sink;

    PageAdditions(Additions request, Additions.Sink sink) {
        this.request = request;
        this.sink = sink;
    }

    void pageview(Observation seen, Fact.Pageview view) {
        int site = seen.site();
        int home = seen.visit().day();
        int page = sink.text(view.page());
        viewed(seen, view, page);
        Value left = view.exitBefore();
        if (left != null) {
            sink.add(sink.cell(site, home, PAGE, sink.text(left), 0), PAGE_DEPARTURES, 1);
        }
        Value from = view.from();
        if (from != null) {
            sink.add(sink.cell(site, home, Cubes.FLOW.id(), sink.text(from), page), 0, 1);
        }
        if (view.number() > 0 && MILESTONES.get(view.number())) {
            sink.add(sink.cell(site, home, Cubes.PAGES_REACHED.id(), view.number(), 0), 0, 1);
        }
        about(seen, view, page);
        by(seen, view.page(), page, BY_PAGEVIEWS, 1);
        if (view.firstView()) {
            by(home, seen, view.page(), page, BY_VISITS_WITH, 1);
        }
    }

    private void viewed(Observation seen, Fact.Pageview view, int page) {
        int today = sink.cell(seen.site(), seen.day(), PAGE, page, 0);
        int home = seen.visit().day() == seen.day()
                ? today
                : sink.cell(seen.site(), seen.visit().day(), PAGE, page, 0);
        sink.add(today, PAGE_PAGEVIEWS, 1);
        sink.add(home, PAGE_ARRIVALS, 1);
        if (view.firstView()) {
            sink.add(home, PAGE_VISITS_WITH, 1);
        }
    }

    private void about(Observation seen, Fact.Pageview view, int page) {
        Fact.PageFacts about = view.about();
        int site = seen.site();
        int home = seen.visit().day();
        Value title = about.title();
        if (title != null) {
            sink.add(sink.cell(site, seen.day(), Cubes.TITLE.id(), page, sink.text(title)), 0, 1);
        }
        Value host = about.host();
        if (host != null) {
            int key = sink.text(host);
            sink.add(sink.cell(site, seen.day(), Cubes.HOST.id(), key, 0), HOST_PAGEVIEWS, 1);
            if (view.number() == 1) {
                sink.add(sink.cell(site, home, Cubes.HOST.id(), key, 0), HOST_VISITS, 1);
            }
        }
        group(site, seen.day(), about.group(), GROUP_PAGEVIEWS, 1);
        group(site, home, about.group(), GROUP_ARRIVALS, 1);
        group(site, home, about.groupLeft(), GROUP_DEPARTURES, 1);
    }

    private void group(int site, int day, @Nullable Value group, int column, long delta) {
        if (group != null && delta != 0) {
            sink.add(sink.cell(site, day, GROUP, sink.text(group), 0), column, delta);
        }
    }

    private void by(Observation seen, Value value, int page, int column, long delta) {
        by(seen.day(), seen, value, page, column, delta);
    }

    private void by(int day, Observation seen, Value value, int page, int column, long delta) {
        int key = request.frequentKey(seen.site(), Cubes.PAGE, value, page);
        for (int i = 0; i < BY.length; i++) {
            sink.add(sink.cell(seen.site(), day, FIRST_BY + i, key, request.frequentValue(seen, BY[i])), column, delta);
        }
    }

    void engagement(Observation seen, Fact.Engagement engagement) {
        int site = seen.site();
        int home = seen.visit().day();
        int page = sink.text(engagement.page());
        int seconds = engagement.seconds();
        if (seconds != 0) {
            sink.add(sink.cell(site, seen.day(), PAGE, page, 0), PAGE_SECONDS, seconds);
            by(seen, engagement.page(), page, BY_SECONDS, seconds);
            group(site, seen.day(), engagement.group(), GROUP_SECONDS, seconds);
        }
        List<Integer> scroll = engagement.scroll();
        for (int i = 0; i < scroll.size(); i++) {
            sink.add(sink.cell(site, home, Cubes.SCROLL.id(), page, scroll.get(i)), 0, 1);
        }
        List<Integer> reached = engagement.visitSeconds();
        for (int i = 0; i < reached.size(); i++) {
            sink.add(sink.cell(site, home, Cubes.SECONDS_REACHED.id(), reached.get(i), 0), 0, 1);
        }
    }

    void vitals(Observation seen, Fact.Vitals vitals) {
        int page = sink.text(vitals.page());
        List<Fact.Vitals.Bucket> buckets = vitals.buckets();
        for (int i = 0; i < buckets.size(); i++) {
            Fact.Vitals.Bucket bucket = buckets.get(i);
            int cube = Cubes.vital(bucket.vital()).id();
            sink.add(sink.cell(seen.site(), seen.day(), cube, page, bucket.number()), 0, 1);
        }
    }
}
