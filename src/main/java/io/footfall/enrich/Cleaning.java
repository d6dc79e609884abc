package io.footfall.enrich;

import io.footfall.enrich.page.Mask;
import io.footfall.enrich.page.Pages;
import io.footfall.enrich.page.Text;
import io.footfall.enrich.source.Arrival;
import io.footfall.enrich.source.Campaign;
import io.footfall.event.Event;
import io.footfall.event.Raw;
import io.footfall.event.Report;
import io.footfall.event.Report.DayStep;
import io.footfall.event.Report.VisitPart;
import io.footfall.event.Report.VisitorPart;
import io.footfall.measure.Cube;
import io.footfall.measure.Decision;
import io.footfall.measure.Dimension;
import io.footfall.measure.Fact;
import io.footfall.measure.Value;
import io.footfall.measure.VisitorStep;
import io.footfall.site.Site;
import io.footfall.site.SiteMoment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cleaning of one report. It goes on after a problem, with a stand-in for the value, and remembers the first. Used for
 * one report, by one thread.
 */
final class Cleaning {

    static final String URL = "an http or https URL on a host of the site";

    private static final int MOST_PAGES = 10_000;
    private static final int MOST_SECONDS = 3_600;
    private static final int MOST_MINUTES_AWAY = 30;

    private final Site site;
    private final SiteMoment moment;
    private final DayRules days;
    private @Nullable Enrichment problem;

    Cleaning(Site site, Instant now) {
        this.site = site;
        this.moment = SiteMoment.of(site.zone(), now);
        this.days = new DayRules(now.atZone(site.zone()));
    }

    /** The first problem found; where there is one, what was cleaned is of no use. */
    Optional<Enrichment> problem() {
        return Optional.ofNullable(problem);
    }

    Cleaned of(Report report, Campaign campaign, Arrival.Known arrival) {
        VisitPart visit = report.visit();
        days.problemOfVisit(visit.day()).ifPresent(this::note);
        return new Cleaned(
                site.id(),
                moment,
                DayRules.epochDay(visit.day()),
                said(visit, campaign, arrival),
                step(report.visitor()),
                minutesAway(report.visitor()),
                decision(report.decision()),
                facts(report.events()));
    }

    /** The decision, where the site counts any. Only policies whose receipts are accepted can have been chosen under. */
    private @Nullable Decision decision(@Nullable Decision decision) {
        if (decision == null || site.countDecisions() == Site.CountDecisions.NONE) {
            return null;
        }
        if (!site.acceptedPolicies().contains(decision.policy())) {
            note(new Enrichment.Malformed("decision.policy", "must be a version of the policy that is in force"));
        }
        return decision;
    }

    private Map<Dimension, Value> said(VisitPart visit, Campaign campaign, Arrival.Known arrival) {
        Map<Dimension, Value> said = new EnumMap<>(Dimension.class);
        said.put(Dimension.REFERRER, arrival.referrer());
        said.put(Dimension.UTM_SOURCE, campaign.source());
        said.put(Dimension.UTM_MEDIUM, campaign.medium());
        said.put(Dimension.UTM_CAMPAIGN, campaign.campaign());
        said.put(Dimension.UTM_TERM, campaign.term());
        said.put(Dimension.UTM_CONTENT, campaign.content());
        said.put(Dimension.LANGUAGE, BrowserFacts.language(visit.language()));
        said.put(Dimension.SCREEN, screen(visit.screen()));
        said.put(Dimension.ENTRY_PAGE, page("visit.entry", visit.entry()));
        return said;
    }

    private Value screen(@Nullable Integer width) {
        if (width != null && width < 0) {
            note(new Enrichment.Malformed("visit.screen", "a width in CSS pixels"));
        }
        return BrowserFacts.screen(width);
    }

    private @Nullable VisitorStep step(@Nullable VisitorPart visitor) {
        DayStep step = visitor == null ? null : visitor.step();
        if (step == null) {
            return null;
        }
        Optional<Enrichment> wrong = days.problemOfVisitor(step);
        wrong.ifPresent(this::note);
        return wrong.isPresent() ? null : DayRules.counted(step);
    }

    private @Nullable Integer minutesAway(@Nullable VisitorPart visitor) {
        if (visitor == null || !visitor.minuteStep()) {
            return null;
        }
        Integer minutes = visitor.minutesAway();
        if (minutes == null) {
            return Cube.NEVER;
        }
        within("visitor.minutesAway", minutes, 0, MOST_MINUTES_AWAY);
        return minutes;
    }

    private List<Fact> facts(List<Event> events) {
        List<Fact> facts = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            Fact fact = fact("events[" + i + "]", events.get(i));
            if (fact != null) {
                facts.add(fact);
            }
        }
        return facts;
    }

    private @Nullable Fact fact(String field, Event event) {
        if (event instanceof Event.Pageview pageview) {
            within(field + ".page", pageview.page(), 1, MOST_PAGES);
            return new Fact.Pageview(
                    page(field + ".url", pageview.url()),
                    pageview.page(),
                    pageOrNull(field + ".from", pageview.from()),
                    pageOrNull(field + ".exitBefore", pageview.exitBefore()),
                    pageview.firstView());
        }
        if (event instanceof Event.Engagement engagement) {
            within(field + ".seconds", engagement.seconds(), 0, MOST_SECONDS);
            return new Fact.Engagement(page(field + ".url", engagement.url()), engagement.seconds());
        }
        if (event instanceof Event.Named named) {
            page(field + ".url", named.url());
            return new Fact.Named(name(field + ".name", named.name()), named.first());
        }
        return null;
    }

    private void within(String field, int number, int least, int most) {
        if (number < least || number > most) {
            note(new Enrichment.Malformed(field, "a number from " + least + " to " + most));
        }
    }

    private @Nullable Value pageOrNull(String field, @Nullable Raw url) {
        return url == null ? null : page(field, url);
    }

    private Value page(String field, Raw url) {
        return Pages.page(site, url).orElseGet(() -> {
            note(new Enrichment.Malformed(field, URL));
            return Value.UNKNOWN;
        });
    }

    private Value name(String field, Raw name) {
        String text = Mask.of(Text.tidied(name.text()));
        Value value = Text.value(text, Value.UNKNOWN);
        if (value.equals(Value.UNKNOWN)) {
            note(new Enrichment.Malformed(field, "a name of an event, without ? # @ and ://"));
        }
        return value;
    }

    private void note(Enrichment found) {
        if (problem == null) {
            problem = found;
        }
    }
}
