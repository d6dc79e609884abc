package io.footfall.enrich;

import io.footfall.enrich.page.Location;
import io.footfall.enrich.page.Mask;
import io.footfall.enrich.page.Pages;
import io.footfall.enrich.page.Text;
import io.footfall.event.Event;
import io.footfall.event.Raw;
import io.footfall.measure.Fact;
import io.footfall.measure.Fact.PageFacts;
import io.footfall.measure.Fact.Vitals.Bucket;
import io.footfall.measure.Milestones;
import io.footfall.measure.Value;
import io.footfall.measure.Vital;
import io.footfall.site.Funnel;
import io.footfall.site.PageGroup;
import io.footfall.site.Site;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events of one report as facts. Used for one report, by one thread. */
final class Facts {

    private static final int MOST_PAGES = 10_000;
    private static final int MOST_SECONDS = 3_600;
    private static final int THOUSANDTHS = 1_000;
    private static final String SCROLL = "scroll:";
    private static final String SECONDS = "seconds:";
    private static final String BETWEEN = " \u203a ";

    private final Site site;
    private final Findings findings;
    private final RecentTexts texts;
    private int index;

    Facts(Site site, Findings findings, RecentTexts texts) {
        this.site = site;
        this.findings = findings;
        this.texts = texts;
    }

    List<Fact> of(List<Event> events) {
        List<Fact> facts = new ArrayList<>(events.size());
        for (index = 0; index < events.size(); index++) {
            Fact fact = fact(events.get(index));
            if (fact != null) {
                facts.add(fact);
            }
        }
        return facts;
    }

    private @Nullable Fact fact(Event event) {
        if (event instanceof Event.Pageview pageview) {
            return pageview(pageview);
        }
        if (event instanceof Event.Engagement engagement) {
            return engagement(engagement);
        }
        if (event instanceof Event.Named named) {
            return named(named);
        }
        if (event instanceof Event.Automatic automatic) {
            return automatic(automatic);
        }
        if (event instanceof Event.Vitals vitals) {
            return vitals(vitals);
        }
        return step((Event.Step) event);
    }

    private Fact pageview(Event.Pageview pageview) {
        within("page", pageview.page(), 1, MOST_PAGES);
        RecentTexts.Place at = texts.place(site, pageview.url());
        Value page = at == null ? notHere("url") : at.page();
        Value exitBefore = pageOrNull("exitBefore", pageview.exitBefore());
        PageFacts about = new PageFacts(
                at == null ? null : at.host(), texts.title(pageview.title()), group(page), group(exitBefore));
        return new Fact.Pageview(
                page, pageview.page(), pageOrNull("from", pageview.from()), exitBefore, pageview.firstView(), about);
    }

    private Fact engagement(Event.Engagement engagement) {
        within("seconds", engagement.seconds(), 0, MOST_SECONDS);
        Value page = page("url", engagement.url());
        return new Fact.Engagement(
                page,
                engagement.seconds(),
                group(page),
                reached(SCROLL, Milestones.SCROLL, engagement.reached()),
                reached(SECONDS, Milestones.SECONDS, engagement.reached()));
    }

    /** The thresholds of one kind that are counted, each once; others are left out. */
    private static List<Integer> reached(String kind, List<Integer> known, List<String> reached) {
        if (reached.isEmpty()) {
            return List.of();
        }
        List<Integer> found = new ArrayList<>();
        for (Integer threshold : known) {
            if (reached.contains(kind + threshold)) {
                found.add(threshold);
            }
        }
        return found;
    }

    private Fact named(Event.Named named) {
        page("url", named.url());
        Value name = name("name", named.name());
        List<Fact.Property> properties = named.properties().isEmpty()
                ? List.of()
                : named.properties().stream()
                        .map(property -> property(name, property))
                        .toList();
        Event.Revenue revenue = named.revenue();
        return new Fact.Named(
                name,
                named.first(),
                properties,
                revenue == null ? null : new Fact.Revenue(Value.of(revenue.currency()), revenue.amount()));
    }

    private static Fact.Property property(Value event, Event.Property property) {
        String key = event.text().replace(BETWEEN.strip(), ">")
                + BETWEEN
                + Names.cleaned(property.name()).replace(BETWEEN.strip(), ">");
        return new Fact.Property(Text.value(key, Value.OTHER), Text.value(Names.cleaned(property.value()), Value.NONE));
    }

    private Fact automatic(Event.Automatic automatic) {
        page("url", automatic.url());
        return new Fact.Automatic(automatic.kind(), target(automatic), automatic.first());
    }

    private Value target(Event.Automatic automatic) {
        Raw target = automatic.target();
        return switch (automatic.kind()) {
            case OUTBOUND, DOWNLOAD -> found(Location.of(target).map(Pages::place), "target", "an absolute URL");
            case NOTFOUND -> page("target", target);
            case SEARCH -> Text.value(Names.term(target), Value.NONE);
            case FORM -> Text.value(Names.form(target), Value.NONE);
        };
    }

    private Fact vitals(Event.Vitals vitals) {
        Value page = page("url", vitals.url());
        Map<Vital, Double> values = new EnumMap<>(Vital.class);
        values.putAll(vitals.values());
        List<Bucket> buckets = values.entrySet().stream()
                .map(measured ->
                        new Bucket(measured.getKey(), Vital.bucketOf(units(measured.getKey(), measured.getValue()))))
                .toList();
        return new Fact.Vitals(page, buckets);
    }

    private static double units(Vital vital, double value) {
        return vital == Vital.CLS ? value * THOUSANDTHS : value;
    }

    /** A funnel may have been changed while the script was in use: then its step is nobody's mistake, and not counted. */
    private @Nullable Fact step(Event.Step step) {
        for (Funnel funnel : site.counting().funnels()) {
            if (funnel.name().equals(step.funnel().text())
                    && step.step() >= 1
                    && step.step() <= funnel.steps().size()) {
                return new Fact.Step(Value.of(funnel.name()), step.step());
            }
        }
        return null;
    }

    private @Nullable Value group(@Nullable Value page) {
        return page == null ? null : group(site, page);
    }

    /** The group of pages that a cleaned page belongs to; null for none. */
    static @Nullable Value group(Site site, Value page) {
        List<PageGroup> groups = site.counting().pageGroups();
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).holds(page.text())) {
                return Value.of(groups.get(i).name());
            }
        }
        return null;
    }

    private @Nullable Value pageOrNull(String field, @Nullable Raw url) {
        return url == null ? null : page(field, url);
    }

    private Value page(String field, Raw url) {
        RecentTexts.Place place = texts.place(site, url);
        return place == null ? notHere(field) : place.page();
    }

    private Value notHere(String field) {
        return found(Optional.empty(), field, Findings.URL);
    }

    private Value found(Optional<Value> value, String field, String remedy) {
        return value.isPresent() ? value.get() : findings.found(value, path(field), remedy);
    }

    private void within(String field, int number, int least, int most) {
        if (number < least || number > most) {
            findings.within(path(field), number, least, most);
        }
    }

    /** The path of a field of the event that is being read; made only where something is wrong with it. */
    private String path(String field) {
        return "events[" + index + "]." + field;
    }

    private Value name(String field, Raw name) {
        String text = Mask.of(Text.tidied(name.text()));
        Value value = Text.value(text, Value.UNKNOWN);
        if (value.equals(Value.UNKNOWN)) {
            findings.note(new Enrichment.Malformed(path(field), "a name of an event, without ? # @ and ://"));
        }
        return value;
    }
}
