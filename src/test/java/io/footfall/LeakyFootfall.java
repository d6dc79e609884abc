package io.footfall;

import io.footfall.enrich.Enrichment;
import io.footfall.enrich.RequestFacts;
import io.footfall.event.Raw;
import io.footfall.event.Report;
import io.footfall.ingest.CollectionParts.EnrichmentStep;
import io.footfall.measure.Fact;
import io.footfall.measure.Observation;
import io.footfall.measure.Value;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server with an enrichment that leaks on each way out: whatever looks for leaks must find it out. */
public final class LeakyFootfall {

    private static final Logger LOG = LoggerFactory.getLogger(LeakyFootfall.class);

    private LeakyFootfall() {}

    public static void main(String[] args) {
        System.exit(Footfall.run(args, System.getenv(), LeakyFootfall::leaking));
    }

    private static EnrichmentStep leaking(EnrichmentStep honest) {
        return (site, facts, report) -> {
            InetAddress address = facts.address();
            String where = address == null ? "a place that is not asked for" : address.getHostAddress();
            LOG.debug("a visitor at {} with {}", where, text(facts.userAgent()));
            return honest.enrich(site, facts, report).thenApply(enrichment -> leaking(enrichment, facts, report));
        };
    }

    private static Enrichment leaking(Enrichment enrichment, RequestFacts facts, Report report) {
        return enrichment instanceof Enrichment.Observed observed
                ? new Enrichment.Observed(leaking(observed.observation(), facts, report), observed.visitClasses())
                : enrichment;
    }

    /** The query becomes a page, the User-Agent in base64 an event, and the address is taken for a minute. */
    private static Observation leaking(Observation seen, RequestFacts facts, Report report) {
        List<Fact> leaked = new ArrayList<>(seen.facts());
        String query = URI.create(report.visit().entry().text()).getRawQuery();
        leaked.add(new Fact.Pageview(Value.of("/" + query.replace('@', '/')), 3, null, null, true));
        byte[] agent = text(facts.userAgent()).getBytes(StandardCharsets.UTF_8);
        leaked.add(new Fact.Named(Value.of(Base64.getEncoder().encodeToString(agent)), true));
        InetAddress address = facts.address();
        return new Observation(
                seen.site(),
                seen.day(),
                seen.hour(),
                address == null
                        ? seen.minute()
                        : ByteBuffer.wrap(address.getAddress()).getInt(),
                seen.visit(),
                seen.visitor(),
                seen.minutesAway(),
                seen.decision(),
                leaked);
    }

    private static String text(@Nullable Raw raw) {
        return raw == null ? "" : raw.text();
    }
}
