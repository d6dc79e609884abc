package io.footfall.enrich;

import io.footfall.enrich.source.Arrival;
import io.footfall.enrich.source.Campaign;
import io.footfall.event.Raw;
import io.footfall.event.Report;
import io.footfall.event.Report.DayStep;
import io.footfall.event.Report.VisitPart;
import io.footfall.event.Report.VisitorPart;
import io.footfall.event.Report.Weeks;
import io.footfall.measure.Cube;
import io.footfall.measure.Decision;
import io.footfall.measure.Dimension;
import io.footfall.measure.Value;
import io.footfall.measure.VisitorStep;
import io.footfall.measure.WeekStep;
import io.footfall.site.Site;
import io.footfall.site.SiteMoment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cleaning of one report. Used for one report, by one thread. */
final class Cleaning {

    private static final int MOST_MINUTES_AWAY = 30;

    private final Site site;
    private final SiteMoment moment;
    private final DayRules days;
    private final Findings findings = new Findings();
    private final Facts facts;

    Cleaning(Site site, SiteTime now, RecentTexts texts) {
        this.site = site;
        this.moment = now.moment();
        this.days = now.days();
        this.facts = new Facts(site, findings, texts);
    }

    /** The first problem found; where there is one, what was cleaned is of no use. */
    @Nullable
    Enrichment problem() {
        return findings.problem();
    }

    /** @param entry the visit's first page */
    Cleaned of(Report report, RecentTexts.Place entry, Arrival.Known arrival) {
        VisitPart visit = report.visit();
        days.problemOfVisit(visit.day()).ifPresent(findings::note);
        return new Cleaned(
                site.id(),
                moment,
                DayRules.epochDay(visit.day()),
                said(visit, entry.page(), entry.campaign(), arrival),
                step(report.visitor()),
                week(report.visitor()),
                minutesAway(report.visitor()),
                decision(report.decision()),
                facts.of(report.events()));
    }

    /** The decision, where the site counts any. Only policies whose receipts are accepted can have been chosen under. */
    private @Nullable Decision decision(@Nullable Decision decision) {
        if (decision == null || site.countDecisions() == Site.CountDecisions.NONE) {
            return null;
        }
        if (!site.acceptedPolicies().contains(decision.policy())) {
            findings.note(
                    new Enrichment.Malformed("decision.policy", "must be a version of the policy that is in force"));
        }
        return decision;
    }

    private VisitValues said(VisitPart visit, Value entry, Campaign campaign, Arrival.Known arrival) {
        VisitValues said = new VisitValues();
        said.put(Dimension.REFERRER, arrival.referrer());
        said.put(Dimension.UTM_SOURCE, campaign.source());
        said.put(Dimension.UTM_MEDIUM, campaign.medium());
        said.put(Dimension.UTM_CAMPAIGN, campaign.campaign());
        said.put(Dimension.UTM_TERM, campaign.term());
        said.put(Dimension.UTM_CONTENT, campaign.content());
        said.put(Dimension.LANGUAGE, BrowserFacts.language(visit.language()));
        said.put(Dimension.SCREEN, screen(visit.screen()));
        Value group = Facts.group(site, entry);
        said.put(Dimension.ENTRY_PAGE, entry);
        said.put(Dimension.ENTRY_GROUP, group == null ? Value.NONE : group);
        said.put(Dimension.RETURNING, Before.returning(visit.before().since()));
        origin(said, Dimension.FIRST_SOURCE, "visit.first", visit.before().first());
        origin(said, Dimension.LAST_SOURCE, "visit.last", visit.before().last());
        return said;
    }

    /** Left out where the browser does not say: then it is the source of this visit. */
    private void origin(VisitValues said, Dimension dimension, String field, @Nullable Raw origin) {
        if (origin != null) {
            said.put(dimension, findings.found(Before.source(origin), field, Before.ORIGIN));
        }
    }

    private Value screen(@Nullable Integer width) {
        if (width != null && width < 0) {
            findings.note(new Enrichment.Malformed("visit.screen", "a width in CSS pixels"));
        }
        return BrowserFacts.screen(width);
    }

    private @Nullable VisitorStep step(@Nullable VisitorPart visitor) {
        DayStep step = visitor == null ? null : visitor.step();
        if (step == null) {
            return null;
        }
        Optional<Enrichment> wrong = days.problemOfVisitor(step);
        wrong.ifPresent(findings::note);
        return wrong.isPresent() ? null : DayRules.counted(step);
    }

    private @Nullable WeekStep week(@Nullable VisitorPart visitor) {
        Weeks weeks = visitor == null ? null : visitor.weeks();
        if (weeks == null) {
            return null;
        }
        Optional<Enrichment> wrong = days.problemOfWeeks(weeks);
        wrong.ifPresent(findings::note);
        return wrong.isPresent() ? null : DayRules.counted(weeks);
    }

    private @Nullable Integer minutesAway(@Nullable VisitorPart visitor) {
        if (visitor == null || !visitor.minuteStep()) {
            return null;
        }
        Integer minutes = visitor.minutesAway();
        if (minutes == null) {
            return Cube.NEVER;
        }
        findings.within("visitor.minutesAway", minutes, 0, MOST_MINUTES_AWAY);
        return minutes;
    }
}
