package io.footfall.ingest;

import io.footfall.consent.Category;
import io.footfall.consent.PolicyDocument;
import io.footfall.consent.PolicyDocument.ConsentMode;
import io.footfall.consent.PolicyDocument.Service;
import io.footfall.consent.PolicyDocument.Signals;
import io.footfall.consent.PolicyDocument.StoredItem;
import io.footfall.site.Routing;
import io.footfall.site.SettingLists;
import io.footfall.site.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the script of a site knows of it; what is standard is left out, since everybody loads this. */
final class SiteFacts {

    private SiteFacts() {}

    static JsonObject of(URI server, Site site, PolicyDocument policy) {
        Routing routing = site.routing();
        JsonObject facts = new JsonObject()
                .put("site", site.domain())
                .put("url", server.toString())
                .put("policy", site.policy())
                .put("zone", site.zone().getId())
                .put("query", new JsonArray(site.queryParameters()))
                .put("decisions", site.countDecisions().name().toLowerCase(Locale.ROOT))
                .put("search", new JsonArray(routing.searchParameters()))
                .put("hash", routing.hash())
                .put("funnels", SettingLists.ofFunnels(site.counting().funnels()));
        if (routing.scope() != null) {
            facts.put("scope", routing.scope());
        }
        return facts.mergeIn(choice(policy)).mergeIn(gate(policy));
    }

    private static JsonObject choice(PolicyDocument policy) {
        JsonObject facts = new JsonObject();
        if (!policy.optional().equals(Category.optional())) {
            facts.put("categories", ids(policy.optional()));
        }
        if (!policy.signals().gpcDenies().equals(Signals.STANDARD.gpcDenies())) {
            facts.put("gpc", ids(policy.signals().gpcDenies()));
        }
        JsonObject signals = signals(policy.signals());
        if (!signals.isEmpty()) {
            facts.put("signals", signals);
        }
        if (policy.children()) {
            facts.put("children", true);
        }
        if (!policy.rules().isEmpty()) {
            facts.put("rule", true);
        }
        return facts;
    }

    private static JsonObject signals(Signals signals) {
        JsonObject facts = new JsonObject();
        if (signals.google() != ConsentMode.OFF) {
            facts.put("google", signals.google().name().toLowerCase(Locale.ROOT));
        }
        if (signals.uet()) {
            facts.put("uet", true);
        }
        if (signals.clarity()) {
            facts.put("clarity", true);
        }
        if (signals.dnt()) {
            facts.put("dnt", true);
        }
        return facts;
    }

    /** The stub that sets the defaults of the signals that a site uses. */
    static String stub(Signals signals) {
        return Stream.of(
                        "stub",
                        signals.google() == ConsentMode.OFF ? "" : "google",
                        signals.uet() ? "uet" : "",
                        signals.clarity() ? "clarity" : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("-"));
    }

    private static JsonObject gate(PolicyDocument policy) {
        JsonObject services = new JsonObject();
        JsonObject clear = new JsonObject();
        for (Category category : policy.optional()) {
            JsonArray stored = new JsonArray();
            for (Service service : policy.services(category)) {
                services.put(service.id(), category.id());
                service.cookies().forEach(item -> stored.add(named(item)));
            }
            if (!stored.isEmpty()) {
                clear.put(category.id(), stored);
            }
        }
        JsonObject facts = new JsonObject();
        if (!services.isEmpty()) {
            facts.put("services", services);
        }
        return clear.isEmpty() ? facts : facts.put("clear", clear);
    }

    private static String named(StoredItem item) {
        return switch (item.kind()) {
            case COOKIE -> item.name();
            case LOCAL -> "local:" + item.name();
            case SESSION -> "session:" + item.name();
        };
    }

    private static JsonArray ids(List<Category> categories) {
        return new JsonArray(categories.stream().map(Category::id).toList());
    }
}
