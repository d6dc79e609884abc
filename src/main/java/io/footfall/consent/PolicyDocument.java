package io.footfall.consent;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What people are asked to agree to.
 *
 * @param categories what can be allowed; the necessary one is among them
 * @param services who does what with it
 * @param standardTexts version of the product's own texts, in all its languages, that stand where nothing else is said
 * @param texts texts instead of those, by language tag and then by key
 */
public record PolicyDocument(
        List<Category> categories, List<Service> services, int standardTexts, Map<String, Map<String, String>> texts) {

    /**
     * @param name who it is
     * @param category what must be allowed for it
     * @param purpose what for, in a sentence
     */
    public record Service(String name, Category category, String purpose) {}

    /** The first policy of every site, as {@code V2__consent.sql} writes it. */
    public static final PolicyDocument STANDARD =
            new PolicyDocument(List.of(Category.values()), List.of(), 1, Map.of());

    public PolicyDocument {
        if (!categories.contains(Category.NECESSARY)) {
            throw new IllegalArgumentException("categories: the necessary one is always among them");
        }
        categories = categories.stream().distinct().sorted().toList();
        services = List.copyOf(services);
        texts = texts.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, byKey -> Map.copyOf(byKey.getValue())));
    }

    /** As it is archived and hashed: compact JSON with its members in a fixed order. */
    String json() {
        JsonArray list = new JsonArray();
        services.forEach(service -> list.add(new JsonObject()
                .put("name", service.name)
                .put("category", service.category.id())
                .put("purpose", service.purpose)));
        JsonObject byLanguage = new JsonObject();
        new TreeMap<>(texts).forEach((language, byKey) -> {
            JsonObject entries = new JsonObject();
            new TreeMap<>(byKey).forEach(entries::put);
            byLanguage.put(language, entries);
        });
        return new JsonObject()
                .put(
                        "categories",
                        new JsonArray(categories.stream().map(Category::id).toList()))
                .put("services", list)
                .put("standard_texts", standardTexts)
                .put("texts", byLanguage)
                .encode();
    }

    /** Reads what {@link #json} wrote. */
    static PolicyDocument of(String json) {
        JsonObject document = new JsonObject(json);
        TreeMap<String, Map<String, String>> texts = new TreeMap<>();
        JsonObject byLanguage = document.getJsonObject("texts");
        for (String language : byLanguage.fieldNames()) {
            TreeMap<String, String> entries = new TreeMap<>();
            JsonObject byKey = byLanguage.getJsonObject(language);
            byKey.fieldNames().forEach(key -> entries.put(key, byKey.getString(key)));
            texts.put(language, entries);
        }
        return new PolicyDocument(
                document.getJsonArray("categories").stream()
                        .map(id -> category((String) id))
                        .toList(),
                document.getJsonArray("services").stream()
                        .map(service -> service((JsonObject) service))
                        .toList(),
                document.getInteger("standard_texts"),
                texts);
    }

    private static Service service(JsonObject json) {
        return new Service(json.getString("name"), category(json.getString("category")), json.getString("purpose"));
    }

    private static Category category(String id) {
        return Category.byId(id).orElseThrow(() -> new IllegalStateException("archived category: " + id));
    }
}
