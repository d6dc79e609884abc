package io.footfall.ingest;

import io.footfall.consent.Category;
import io.footfall.consent.LocalText;
import io.footfall.consent.PolicyDocument;
import io.footfall.consent.PolicyDocument.CategoryEntry;
import io.footfall.consent.PolicyDocument.Colours;
import io.footfall.consent.PolicyDocument.Design;
import io.footfall.consent.PolicyDocument.Service;
import io.footfall.consent.PolicyDocument.StoredItem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a banner shows of a policy, in one language.
 *
 * @param language tag of the language
 * @param standard the product's own texts in it
 */
record BannerFacts(PolicyDocument policy, String language, JsonObject standard) {

    /** All but site, version, month and receipts. */
    JsonObject json() {
        JsonArray categories = new JsonArray();
        policy.categories().forEach(entry -> categories.add(category(entry)));
        JsonObject facts = new JsonObject()
                .put("language", language)
                .put("categories", categories)
                .put("design", design(policy.design()))
                .put("gpc", ids())
                .put("texts", new JsonObject().put(language, texts()));
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
        put(json, "reason", entry.reason());
        return services.isEmpty() ? json : json.put("services", services);
    }

    private JsonObject service(Service service) {
        JsonArray cookies = new JsonArray();
        service.cookies().forEach(item -> cookies.add(stored(item)));
        JsonObject json = new JsonObject().put("id", service.id()).put("name", service.name());
        put(json, "purpose", service.purpose());
        put(json, "reason", service.reason());
        json.put("cookies", cookies);
        PolicyDocument.Provider provider = service.provider();
        return provider == null ? json : json.put("provider", provider(provider));
    }

    private static JsonObject provider(PolicyDocument.Provider provider) {
        JsonObject json = new JsonObject().put("name", provider.name());
        if (!provider.country().isEmpty()) {
            json.put("country", provider.country());
        }
        return provider.privacy().isEmpty() ? json : json.put("privacy", provider.privacy());
    }

    private JsonObject stored(StoredItem item) {
        JsonObject json = new JsonObject()
                .put("name", item.name())
                .put("kind", item.kind().name().toLowerCase(Locale.ROOT))
                .put("days", item.days());
        put(json, "purpose", item.purpose());
        return json;
    }

    private static JsonObject design(Design design) {
        JsonObject json = new JsonObject()
                .put("layout", design.layout().name().toLowerCase(Locale.ROOT))
                .put("position", design.position().name().toLowerCase(Locale.ROOT))
                .put("reopen", design.reopen().name().toLowerCase(Locale.ROOT));
        putColours(json, "light", design.light());
        putColours(json, "dark", design.dark());
        return json;
    }

    private static void putColours(JsonObject json, String name, @Nullable Colours colours) {
        if (colours != null) {
            json.put(
                    name,
                    new JsonObject()
                            .put("background", colours.background())
                            .put("text", colours.text())
                            .put("accent", colours.accent())
                            .put("accent_text", colours.accentText()));
        }
    }

    /** The standard ones, those of own categories, and over them what the site says instead. */
    private JsonObject texts() {
        JsonObject texts = standard.copy();
        for (CategoryEntry entry : policy.categories()) {
            if (!entry.category().isStandard()) {
                String id = entry.category().id();
                put(texts, id + ".name", entry.name());
                put(texts, id + ".text", entry.text());
                put(texts, id + ".purpose", entry.purpose());
            }
        }
        policy.texts().getOrDefault(language, Map.of()).forEach(texts::put);
        return texts;
    }

    private void put(JsonObject json, String name, LocalText text) {
        String words = text.in(language, policy.language());
        if (!words.isEmpty()) {
            json.put(name, words);
        }
    }
}
