package io.footfall.ingest;

import io.footfall.consent.Category;
import io.footfall.consent.PolicyDocument;
import io.footfall.consent.PolicyDocument.Service;
import io.footfall.consent.StandardTexts;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** What shows in place of an embed that waits for consent, in one language. */
final class GateFacts {

    private static final List<String> TEXTS = List.of("embed.text", "embed.once", "embed.always");

    private GateFacts() {}

    static JsonObject of(PolicyDocument policy, String language, StandardTexts standard) {
        Map<String, String> words = standard.of(policy, language);
        JsonObject texts = new JsonObject();
        TEXTS.forEach(key -> texts.put(key, words.getOrDefault(key, "")));
        JsonObject services = new JsonObject();
        for (Category category : policy.optional()) {
            policy.services(category).forEach(service -> services.put(service.id(), named(service)));
        }
        return new JsonObject().put("language", language).put("texts", texts).put("services", services);
    }

    private static JsonObject named(Service service) {
        JsonObject json = new JsonObject().put("name", service.name());
        PolicyDocument.Provider provider = service.provider();
        return provider == null ? json : json.put("provider", provider.name());
    }
}
