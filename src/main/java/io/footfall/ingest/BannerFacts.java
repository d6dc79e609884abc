package io.footfall.ingest;

import io.footfall.consent.Category;
import io.footfall.consent.LocalText;
import io.footfall.consent.PolicyDocument;
import io.footfall.consent.PolicyDocument.CategoryEntry;
import io.footfall.consent.PolicyDocument.Service;
import io.footfall.consent.PolicyDocument.StoredItem;
import io.footfall.consent.StandardTexts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a banner shows of a policy, in one language.
 *
 * @param language tag of the language
 * @param standard the product's own texts in it
 */
record BannerFacts(PolicyDocument policy, String language, StandardTexts standard) {

    /** All but site, version, month and receipts. */
    JsonObject json() {
        JsonArray categories = new JsonArray();
        policy.categories().forEach(entry -> categories.add(category(entry)));
        JsonObject facts = new JsonObject()
                .put("language", language)
                .put("categories", categories)
                .put("design", policy.design().json())
                .put("gpc", ids())
                .put("texts", new JsonObject().put(language, new JsonObject(new LinkedHashMap<>(texts()))));
        if (!policy.privacy().isEmpty()) {
            facts.put("privacy", policy.privacy());
        }
        if (!policy.controller().name().isEmpty()) {
            facts.put(
                    "controller",
                    new JsonObject()
                            .put("name", policy.controller().name())
                            .put("contact", policy.controller().contact()));
        }
        return facts;
    }

    private JsonArray ids() {
        return new JsonArray(
                policy.signals().gpcDenies().stream().map(Category::id).toList());
    }

    private JsonObject category(CategoryEntry entry) {
        JsonArray services = new JsonArray();
        policy.services(entry.category()).forEach(service -> services.add(service(service)));
        JsonObject json = new JsonObject().put("id", entry.category().id());
        put(json.getMap(), "reason", entry.reason());
        return services.isEmpty() ? json : json.put("services", services);
    }

    private JsonObject service(Service service) {
        JsonArray cookies = new JsonArray();
        service.cookies().forEach(item -> cookies.add(stored(item)));
        JsonObject json = new JsonObject().put("id", service.id()).put("name", service.name());
        put(json.getMap(), "purpose", service.purpose());
        put(json.getMap(), "reason", service.reason());
        json.put("cookies", cookies);
        PolicyDocument.Provider provider = service.provider();
        return provider == null ? json : json.put("provider", provider.json());
    }

    private JsonObject stored(StoredItem item) {
        JsonObject json = new JsonObject()
                .put("name", item.name())
                .put("kind", item.kind().name().toLowerCase(Locale.ROOT))
                .put("days", item.days());
        put(json.getMap(), "purpose", item.purpose());
        return json;
    }

    /** The standard ones, those of own categories, and over them what the site says instead. */
    Map<String, String> texts() {
        Map<String, String> texts = standard.of(policy, language);
        for (CategoryEntry entry : policy.categories()) {
            if (!entry.category().isStandard()) {
                String id = entry.category().id();
                put(texts, id + ".name", entry.name());
                put(texts, id + ".text", entry.text());
                put(texts, id + ".purpose", entry.purpose());
            }
        }
        texts.putAll(policy.texts().getOrDefault(language, Map.of()));
        return texts;
    }

    private void put(Map<String, ? super String> json, String name, LocalText text) {
        String words = text.in(language, policy.language());
        if (!words.isEmpty()) {
            json.put(name, words);
        }
    }
}
