package io.footfall.ingest;

import io.footfall.consent.Policies;
import io.footfall.consent.Receipts;
import io.footfall.consent.StandardTexts;
import io.footfall.enrich.Enrichment;
import io.footfall.enrich.RequestFacts;
import io.footfall.event.Report;
import io.footfall.measure.Value;
import io.footfall.site.Site;
import io.footfall.site.SiteMoment;
import io.footfall.site.Sites;
import java.net.InetAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * What collection is made of; shared by all event loops.
 *
 * @param publicUrl how browsers reach the server, without a trailing slash
 * @param trustedProxies networks (CIDR) whose forwarding headers are believed
 * @param mayRecord whether a token lets a server report for visitors of any site
 * @param enrichment raw facts to an observation
 * @param texts the product's own, of banner and placeholders
 * @param accounting of {@code /collect/events}
 * @param countries address to country
 * @param decisions accounting of {@code /collect/consent}
 */
public record CollectionParts(
        URI publicUrl,
        List<String> trustedProxies,
        Predicate<String> mayRecord,
        Sites sites,
        Policies policies,
        StandardTexts texts,
        Receipts receipts,
        EnrichmentStep enrichment,
        Nonces nonces,
        Accounting accounting,
        Accounting decisions,
        CountryStep countries,
        InstantSource clock) {

    /** The site's calendar day now, days since 1970. */
    int today(Site site) {
        return SiteMoment.of(site.zone(), clock.instant()).day();
    }

    /** Finds the country of an address, which goes no further; see {@code io.footfall.enrich.geo.Countries}. */
    @FunctionalInterface
    public interface CountryStep {
        Value of(InetAddress address);
    }

    /** Turns the raw facts of a request into an observation; see {@code io.footfall.enrich.Enricher}. */
    @FunctionalInterface
    public interface EnrichmentStep {
        CompletionStage<Enrichment> enrich(Site site, RequestFacts facts, Report report);
    }
}
