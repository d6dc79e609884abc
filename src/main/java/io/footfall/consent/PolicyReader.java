package io.footfall.consent;

import io.footfall.consent.ParsedPolicy.Malformed;
import io.footfall.consent.ParsedPolicy.Parsed;
import io.footfall.consent.PolicyDocument.CategoryEntry;
import io.footfall.consent.PolicyDocument.Controller;
import io.footfall.consent.PolicyDocument.Service;
import io.footfall.consent.PolicyFields.Unfit;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a policy document, strictly: what is not known is refused, so that nobody believes in a setting that does nothing. What
 * is missing has its standard value. Archived documents of the first form (categories as a list of ids, services with
 * one purpose and without an id) are read too.
 */
final class PolicyReader {

    static final int MOST_CATEGORIES = 8;
    private static final int MOST_SERVICES = 100;
    private static final int NAME = 100;
    private static final int SENTENCE = 500;
    private static final int LONGEST_TEXT = 2000;
    private static final String ID_RULE = "must have 1 to 30 of a-z 0-9 -, with a letter first";

    /** The generated entry's own id, which no service of a document has. */
    private static final String OWN_SERVICE = "footfall";

    private static final Pattern TEXT_KEY = Pattern.compile("[a-z][A-Za-z0-9_-]{0,39}(\\.[A-Za-z0-9_-]{1,40}){0,2}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    private final boolean archived;
    private final Set<String> serviceIds = new HashSet<>();

    private PolicyReader(boolean archived) {
        this.archived = archived;
    }

    static ParsedPolicy parse(JsonObject json) {
        try {
            return new Parsed(new PolicyReader(false).document(json));
        } catch (Unfit unfit) {
            return new Malformed(unfit.field(), unfit.remedy());
        }
    }

    static PolicyDocument archived(String json) {
        try {
            return new PolicyReader(true).document(new JsonObject(json));
        } catch (Unfit unfit) {
            throw new IllegalStateException("archived policy: " + unfit.getMessage(), unfit);
        }
    }

    private PolicyDocument document(JsonObject json) {
        PolicyFields fields = PolicyFields.of(
                "",
                json,
                "controller",
                "privacy",
                "language",
                "categories",
                "services",
                "design",
                "rules",
                "children",
                "signals",
                "standard_texts",
                "texts");
        fields.required("categories");
        List<CategoryEntry> categories = fields.list("categories", MOST_CATEGORIES, this::category);
        Set<Category> known = new HashSet<>();
        for (int i = 0; i < categories.size(); i++) {
            if (!known.add(categories.get(i).category())) {
                throw new Unfit("categories[" + i + "].id", "must not come twice");
            }
        }
        if (!known.contains(Category.NECESSARY)) {
            throw new Unfit("categories", "must contain the category necessary");
        }
        String language = fields.has("language") ? language("language", fields.text("language", NAME)) : "en";
        return new PolicyDocument(
                controller(fields),
                fields.address("privacy"),
                language,
                categories,
                fields.list("services", MOST_SERVICES, (path, value) -> service(path, value, known)),
                PolicyParts.design(fields),
                PolicyParts.rules(fields),
                fields.bool("children"),
                PolicyParts.signals(fields, known),
                fields.integer("standard_texts", 1, 1, 1),
                texts(fields));
    }

    private static Controller controller(PolicyFields fields) {
        if (!fields.has("controller")) {
            return PolicyDocument.STANDARD.controller();
        }
        PolicyFields controller = PolicyFields.of("controller", fields.value("controller"), "name", "contact");
        return new Controller(controller.text("name", 200), controller.text("contact", 200));
    }

    private CategoryEntry category(String path, @Nullable Object value) {
        if (archived && value instanceof String id) {
            return CategoryEntry.of(categoryOf(path, id));
        }
        PolicyFields fields = PolicyFields.of(path, value, "id", "name", "text", "purpose", "reason");
        Category category =
                categoryOf(fields.path("id"), PolicyFields.text(fields.path("id"), fields.required("id"), NAME));
        for (String own : List.of("name", "text", "purpose")) {
            if (category.isStandard() && fields.has(own)) {
                throw new Unfit(
                        fields.path(own),
                        "is for own categories: write texts.<language>." + category.id() + "." + own + " instead");
            }
        }
        if (!category.equals(Category.NECESSARY) && fields.has("reason")) {
            throw new Unfit(fields.path("reason"), "is for the category necessary only");
        }
        return new CategoryEntry(
                category,
                localized(fields, "name", NAME),
                localized(fields, "text", SENTENCE),
                localized(fields, "purpose", NAME),
                localized(fields, "reason", SENTENCE));
    }

    private static Category categoryOf(String path, String id) {
        return Category.byId(id).orElseThrow(() -> new Unfit(path, ID_RULE));
    }

    private Service service(String path, @Nullable Object value, Set<Category> categories) {
        PolicyFields fields =
                PolicyFields.of(path, value, "id", "name", "category", "purpose", "provider", "reason", "cookies");
        fields.required("name");
        String name = fields.text("name", NAME);
        if (name.isEmpty()) {
            throw new Unfit(fields.path("name"), "must not be empty");
        }
        fields.required("category");
        Category category = categoryOf(fields.path("category"), fields.text("category", NAME));
        if (!categories.contains(category)) {
            throw new Unfit(fields.path("category"), "must be one of categories");
        }
        if (!category.equals(Category.NECESSARY) && fields.has("reason")) {
            throw new Unfit(fields.path("reason"), "is for services of the category necessary only");
        }
        return new Service(
                serviceId(fields, name),
                name,
                category,
                localized(fields, "purpose", SENTENCE),
                provider(fields),
                localized(fields, "reason", SENTENCE),
                fields.list("cookies", 50, this::item));
    }

    private String serviceId(PolicyFields fields, String name) {
        if (archived && !fields.has("id")) {
            return madeUp(name);
        }
        fields.required("id");
        String id = fields.text("id", NAME);
        if (!Category.ID.matcher(id).matches()) {
            throw new Unfit(fields.path("id"), ID_RULE);
        }
        if (id.equals(OWN_SERVICE)) {
            throw new Unfit(fields.path("id"), "must not be footfall: that entry is generated");
        }
        if (!serviceIds.add(id)) {
            throw new Unfit(fields.path("id"), "must not come twice");
        }
        return id;
    }

    /** An id for a service that has none, from its name. */
    private String madeUp(String name) {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-$", "");
        String stem = plain.isEmpty() || plain.equals(OWN_SERVICE)
                ? "service"
                : plain.substring(0, Math.min(24, plain.length()));
        String id = stem;
        for (int i = 2; !serviceIds.add(id); i++) {
            id = stem + "-" + i;
        }
        return id;
    }

    private static PolicyDocument.@Nullable Provider provider(PolicyFields fields) {
        if (!fields.has("provider")) {
            return null;
        }
        PolicyFields provider =
                PolicyFields.of(fields.path("provider"), fields.value("provider"), "name", "country", "privacy");
        provider.required("name");
        return new PolicyDocument.Provider(
                provider.text("name", 200),
                provider.matching("country", COUNTRY, "must be a country code of two letters such as IE"),
                provider.address("privacy"));
    }

    private PolicyDocument.StoredItem item(String path, @Nullable Object value) {
        PolicyFields fields = PolicyFields.of(path, value, "name", "kind", "days", "purpose");
        fields.required("name");
        return new PolicyDocument.StoredItem(
                PolicyParts.storedName(fields),
                fields.choice("kind", PolicyDocument.Kind.COOKIE),
                fields.integer("days", 0, 36_500, 0),
                localized(fields, "purpose", SENTENCE));
    }

    /** A text by language; one text of an archived document is in the default language of that time. */
    private LocalText localized(PolicyFields fields, String name, int most) {
        Object value = fields.value(name);
        if (value == null) {
            return LocalText.NONE;
        }
        if (archived && value instanceof String text) {
            return text.isBlank() ? LocalText.NONE : LocalText.of("en", text);
        }
        Map<String, String> texts = new HashMap<>();
        PolicyFields byLanguage = PolicyFields.open(fields.path(name), value);
        for (String tag : byLanguage.names()) {
            language(fields.path(name), tag);
            byLanguage.required(tag);
            String text = byLanguage.text(tag, most);
            if (!text.isEmpty()) {
                texts.put(tag, text);
            }
        }
        return new LocalText(texts);
    }

    private String language(String path, String tag) {
        if (!archived && !Languages.all().contains(tag)) {
            throw new Unfit(path, "must be one of the languages " + String.join(", ", Languages.all()));
        }
        return tag;
    }

    private Map<String, Map<String, String>> texts(PolicyFields fields) {
        Map<String, Map<String, String>> texts = new HashMap<>();
        if (!fields.has("texts")) {
            return texts;
        }
        PolicyFields languages = PolicyFields.open("texts", fields.value("texts"));
        for (String tag : languages.names()) {
            PolicyFields byKey = PolicyFields.open(languages.path(language("texts", tag)), languages.value(tag));
            Map<String, String> entries = new HashMap<>();
            for (String key : byKey.names()) {
                if (!archived && !TEXT_KEY.matcher(key).matches()) {
                    throw new Unfit(languages.path(tag), "must have names of texts such as title or marketing.text");
                }
                byKey.required(key);
                entries.put(key, byKey.text(key, LONGEST_TEXT));
            }
            if (!entries.isEmpty()) {
                texts.put(tag, entries);
            }
        }
        return texts;
    }
}
