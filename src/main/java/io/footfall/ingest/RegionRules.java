package io.footfall.ingest;

import io.footfall.consent.PolicyDocument;
import io.footfall.consent.PolicyDocument.Rule;
import io.footfall.measure.Value;
import io.footfall.site.Site;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code GET /s/{site}/rule}: whether people are asked in the country of a request. Its address ends here; the answer is stored
 * nowhere. Any doubt means that they are asked.
 */
final class RegionRules {

    private final CollectionParts parts;
    private final ClientAddress addresses;

    RegionRules(CollectionParts parts) {
        this.parts = parts;
        this.addresses = new ClientAddress(parts.trustedProxies());
    }

    void answer(HttpServerRequest request, Site site) {
        JsonObject answer = new JsonObject().put("rule", "ask");
        ruleFor(request, site).ifPresent(rule -> answer.put("rule", rule.name().toLowerCase(Locale.ROOT)));
        if (answer.getString("rule").equals("notice")) {
            parts.receipts()
                    .ofNotice(site)
                    .ifPresentOrElse(receipt -> answer.put("receipt", receipt), () -> answer.put("rule", "ask"));
        }
        request.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("Cross-Origin-Resource-Policy", "cross-origin")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(answer.toBuffer());
    }

    private Optional<Rule> ruleFor(HttpServerRequest request, Site site) {
        PolicyDocument document = parts.policies().inForce(site).document();
        if (document.rules().isEmpty() || isRelayedByAnother(request)) {
            return Optional.empty();
        }
        Value country = parts.countries().of(addresses.of(request));
        return country.equals(Value.UNKNOWN) ? Optional.empty() : document.ruleIn(country.text());
    }

    /** Whether somebody whom we do not trust says that the request is of someone else: the address is perhaps a proxy's. */
    private boolean isRelayedByAnother(HttpServerRequest request) {
        boolean relayed = request.headers().contains("X-Forwarded-For")
                || request.headers().contains(HttpHeaders.createOptimized("Forwarded"))
                || request.headers().contains("Via");
        return relayed && addresses.forwarded(request) == null;
    }
}
