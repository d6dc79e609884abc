package io.footfall.consent;

import io.footfall.consent.PolicyDocument.CategoryEntry;
import io.footfall.consent.PolicyDocument.Colours;
import io.footfall.consent.PolicyDocument.Design;
import io.footfall.consent.PolicyDocument.RegionRule;
import io.footfall.consent.PolicyDocument.Service;
import io.footfall.consent.PolicyDocument.Signals;
import io.footfall.consent.PolicyDocument.StoredItem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Policy documents as JSON. The order of the members is fixed: it is part of the hash. What says nothing is left out. */
final class PolicyJson {

    private PolicyJson() {}

    static JsonObject of(PolicyDocument document) {
        JsonObject texts = new JsonObject();
        new TreeMap<>(document.texts()).forEach((language, byKey) -> {
            JsonObject entries = new JsonObject();
            new TreeMap<>(byKey).forEach(entries::put);
            texts.put(language, entries);
        });
        return new JsonObject()
                .put(
                        "controller",
                        new JsonObject()
                                .put("name", document.controller().name())
                                .put("contact", document.controller().contact()))
                .put("privacy", document.privacy())
                .put("language", document.language())
                .put("categories", array(document.categories(), PolicyJson::of))
                .put("services", array(document.services(), PolicyJson::of))
                .put("design", of(document.design()))
                .put("rules", array(document.rules(), PolicyJson::of))
                .put("children", document.children())
                .put("signals", of(document.signals()))
                .put("standard_texts", document.standardTexts())
                .put("texts", texts);
    }

    private static JsonObject of(CategoryEntry entry) {
        JsonObject json = new JsonObject().put("id", entry.category().id());
        put(json, "name", entry.name());
        put(json, "text", entry.text());
        put(json, "purpose", entry.purpose());
        put(json, "reason", entry.reason());
        return json;
    }

    private static JsonObject of(Service service) {
        JsonObject json = new JsonObject()
                .put("id", service.id())
                .put("name", service.name())
                .put("category", service.category().id());
        put(json, "purpose", service.purpose());
        if (service.provider() != null) {
            json.put("provider", of(service.provider()));
        }
        put(json, "reason", service.reason());
        return json.put("cookies", array(service.cookies(), PolicyJson::of));
    }

    static JsonObject of(PolicyDocument.Provider provider) {
        JsonObject json = new JsonObject().put("name", provider.name());
        if (!provider.country().isEmpty()) {
            json.put("country", provider.country());
        }
        return provider.privacy().isEmpty() ? json : json.put("privacy", provider.privacy());
    }

    private static JsonObject of(StoredItem item) {
        JsonObject json = new JsonObject()
                .put("name", item.name())
                .put("kind", key(item.kind()))
                .put("days", item.days());
        put(json, "purpose", item.purpose());
        return json;
    }

    static JsonObject of(Design design) {
        JsonObject json = new JsonObject()
                .put("layout", key(design.layout()))
                .put("position", key(design.position()))
                .put("reopen", key(design.reopen()));
        put(json, "light", design.light());
        put(json, "dark", design.dark());
        return json;
    }

    private static void put(JsonObject json, String name, @Nullable Colours colours) {
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

    private static JsonObject of(RegionRule rule) {
        return new JsonObject()
                .put("countries", new JsonArray(rule.countries()))
                .put("rule", key(rule.rule()))
                .put("ground", rule.ground());
    }

    private static JsonObject of(Signals signals) {
        return new JsonObject()
                .put("google", key(signals.google()))
                .put("uet", signals.uet())
                .put("clarity", signals.clarity())
                .put("dnt", signals.dnt())
                .put(
                        "gpc_denies",
                        new JsonArray(
                                signals.gpcDenies().stream().map(Category::id).toList()));
    }

    private static void put(JsonObject json, String name, LocalText text) {
        if (!text.isEmpty()) {
            JsonObject byLanguage = new JsonObject();
            text.sorted().forEach(byLanguage::put);
            json.put(name, byLanguage);
        }
    }

    /** A constant as it stands in JSON. */
    static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <T> JsonArray array(List<T> list, Function<T, JsonObject> json) {
        JsonArray array = new JsonArray();
        list.forEach(element -> array.add(json.apply(element)));
        return array;
    }
}
