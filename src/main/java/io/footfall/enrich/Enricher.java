package io.footfall.enrich;

import io.footfall.enrich.agent.AgentClass;
import io.footfall.enrich.agent.Agents;
import io.footfall.enrich.geo.Countries;
import io.footfall.enrich.source.Arrival;
import io.footfall.enrich.source.Sources;
import io.footfall.event.Raw;
import io.footfall.event.Report;
import io.footfall.event.Report.VisitPart;
import io.footfall.measure.Observation;
import io.footfall.measure.Value;
import io.footfall.site.Site;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a browser said, and what its request showed, into an {@link Observation} of bounded values. Raw facts go in
 * here and do not come out: nothing of them is kept but what they came to, under keyed hashes: the classes of User-Agents, cleaned pages,
 * sources and titles. Any thread may ask.
 */
public final class Enricher {

    private static final String AS = "the Footfall-Visit header of the visit's first answer, unchanged";

    private final Countries countries;
    private final Agents agents;
    private final RecentTexts texts;
    private final SiteTime.Cache times;
    private final KnownClasses known = new KnownClasses();

    public Enricher(Countries countries, Agents agents, Sources sources, InstantSource clock) {
        this.countries = countries;
        this.agents = agents;
        this.texts = new RecentTexts(sources, new SecureRandom());
        this.times = new SiteTime.Cache(clock);
    }

    /**
     * Enriches one report. The stage is complete at once unless the User-Agent has not been seen; then a thread of
     * {@link Agents} completes it, in a few milliseconds: whoever is bound to an event loop must return to it. It fails
     * only by a bug.
     */
    public CompletionStage<Enrichment> enrich(Site site, RequestFacts request, Report report) {
        if (isBlank(request.userAgent()) && !request.server()) {
            return done(new Enrichment.Bot());
        }
        VisitPart visit = report.visit();
        RecentTexts.Place entry = texts.place(site, visit.entry());
        if (entry == null) {
            return done(new Enrichment.Malformed("visit.entry", Findings.URL));
        }
        if (!(texts.arrival(site, visit.referrer(), entry.campaign()) instanceof Arrival.Known arrival)) {
            return done(new Enrichment.ReferrerSpam());
        }
        Cleaning cleaning = new Cleaning(site, times.of(site), texts);
        Cleaned cleaned = cleaning.of(report, entry, arrival);
        Enrichment problem = cleaning.problem();
        return problem != null ? done(problem) : classified(site, request, visit.as(), arrival, cleaned);
    }

    private CompletionStage<Enrichment> classified(
            Site site, RequestFacts request, @Nullable Raw as, Arrival.Known arrival, Cleaned cleaned) {
        if (as != null) {
            return done(returned(site, as.text(), arrival, cleaned));
        }
        // Looked up here, so that the address does not wait for the User-Agent.
        InetAddress address = request.address();
        Value country = address == null ? Value.UNKNOWN : countries.of(address);
        return agents.classify(request.userAgent(), request.hints())
                .thenApply(agent -> request.server() && agent.bot() ? AgentClass.UNKNOWN : agent)
                .thenApply(agent ->
                        agent.bot() ? new Enrichment.Bot() : observed(site, cleaned, classes(country, agent, arrival)));
    }

    private Enrichment returned(Site site, String as, Arrival.Known arrival, Cleaned cleaned) {
        VisitClasses read = known.of(as);
        if (read == null) {
            return new Enrichment.Malformed("visit.as", AS);
        }
        if (Sources.isChannel(site, read.channel())) {
            return new Enrichment.Observed(
                    cleaned.observation(read, site.counting().segments()), as);
        }
        // A rule of the site may have gone since the visit began.
        return observed(site, cleaned, read.by(arrival.channel()));
    }

    private static VisitClasses classes(Value country, AgentClass agent, Arrival.Known arrival) {
        return new VisitClasses(
                country, agent.device(), agent.browser(), agent.os(), arrival.channel(), arrival.source());
    }

    private static Enrichment observed(Site site, Cleaned cleaned, VisitClasses classes) {
        return new Enrichment.Observed(
                cleaned.observation(classes, site.counting().segments()), classes.encoded());
    }

    private static boolean isBlank(@Nullable Raw header) {
        return header == null || header.text().isBlank();
    }

    private static CompletionStage<Enrichment> done(Enrichment enrichment) {
        return CompletableFuture.completedFuture(enrichment);
    }
}
