package io.footfall.consent;

import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people are asked to agree to, and how. All texts are plain text. What is generated is not in it: the visit memory's own
 * service, and the cookie of the choice.
 *
 * @param controller who is responsible
 * @param privacy address of the privacy policy; empty as long as there is none
 * @param language tag of the default language, one of {@link Languages}
 * @param categories what can be allowed: the standard ones first, the necessary one always among them; at most 8
 * @param services who does what with it
 * @param design how the banner looks
 * @param rules countries in which people need not be asked first
 * @param children whether the site is directed at children: optional categories stay off, nobody is asked
 * @param signals what other companies' scripts are told, and which signals of browsers count
 * @param standardTexts version of the product's own texts, in all its languages, that stand where nothing else is said
 * @param texts texts instead of those, by language tag and then by key
 */
public record PolicyDocument(
        Controller controller,
        String privacy,
        String language,
        List<CategoryEntry> categories,
        List<Service> services,
        Design design,
        List<RegionRule> rules,
        boolean children,
        Signals signals,
        int standardTexts,
        Map<String, Map<String, String>> texts) {

    /** Who is responsible, and how to reach them; each empty as long as it is not said. */
    public record Controller(String name, String contact) {}

    /**
     * A category and what a site says about it.
     *
     * @param name of an own category; the standard ones have standard texts, and so for the next two
     * @param text what it means, in a sentence
     * @param purpose what for, in a few words that fit into a sentence
     * @param reason why the necessary one is necessary
     */
    public record CategoryEntry(
            Category category, LocalText name, LocalText text, LocalText purpose, LocalText reason) {

        /** A category with nothing said about it. */
        public static CategoryEntry of(Category category) {
            return new CategoryEntry(category, LocalText.NONE, LocalText.NONE, LocalText.NONE, LocalText.NONE);
        }
    }

    /**
     * @param id names it in pages ({@code data-service}), unlike any other of the document
     * @param name who it is, the same in all languages
     * @param category what must be allowed for it
     * @param purpose what for, in a sentence
     * @param provider who runs it; null where it is the site itself
     * @param reason why it is necessary; only in the necessary category
     * @param cookies what it stores on the device
     */
    public record Service(
            String id,
            String name,
            Category category,
            LocalText purpose,
            @Nullable Provider provider,
            LocalText reason,
            List<StoredItem> cookies) {
        public Service {
            cookies = List.copyOf(cookies);
        }
    }

    /**
     * @param country ISO 3166 code of two letters, empty when not said
     * @param privacy address of its privacy policy, empty when not said
     */
    public record Provider(String name, String country, String privacy) {
        /** As in a document; what is not said is left out. */
        public JsonObject json() {
            return PolicyJson.of(this);
        }
    }

    /**
     * Something that is stored on the device.
     *
     * @param name may end in {@code *}
     * @param days how long it lasts; 0 for a session
     */
    public record StoredItem(String name, Kind kind, int days, LocalText purpose) {}

    /** Where something is stored on the device. */
    public enum Kind {
        COOKIE,
        LOCAL,
        SESSION
    }

    /** How the banner looks; colours are those of the standard theme where they are null. */
    public record Design(
            Layout layout,
            Position position,
            Reopen reopen,
            @Nullable Colours light,
            @Nullable Colours dark) {
        public static final Design STANDARD = new Design(Layout.BAR, Position.BOTTOM, Reopen.BUTTON, null, null);

        /** As in a document; what is not said is left out. */
        public JsonObject json() {
            return PolicyJson.of(this);
        }
    }

    public enum Layout {
        BAR,
        BOX,
        DIALOG
    }

    public enum Position {
        BOTTOM,
        TOP,
        START,
        END
    }

    /** What leads back to the choice on each page: a button of ours, or a link that the site has. */
    public enum Reopen {
        BUTTON,
        LINK
    }

    /** Colours, each as {@code #rrggbb} in lower case. */
    public record Colours(String background, String text, String accent, String accentText) {}

    /**
     * @param countries ISO 3166 codes of two letters, sorted
     * @param ground why the owner may, in the owner's words
     */
    public record RegionRule(List<String> countries, Rule rule, String ground) {
        public RegionRule {
            countries = List.copyOf(new TreeSet<>(countries));
        }
    }

    /** What is done instead of asking first. */
    public enum Rule {
        NOTICE,
        OFF
    }

    /**
     * @param dnt whether Do Not Track is a refusal
     * @param gpcDenies the categories that Global Privacy Control denies, sorted; marketing is always among them
     */
    public record Signals(ConsentMode google, boolean uet, boolean clarity, boolean dnt, List<Category> gpcDenies) {
        public static final Signals STANDARD =
                new Signals(ConsentMode.OFF, false, false, false, List.of(Category.MARKETING));

        public Signals {
            gpcDenies = List.copyOf(new TreeSet<>(gpcDenies));
            if (!gpcDenies.contains(Category.MARKETING) || gpcDenies.contains(Category.NECESSARY)) {
                throw new IllegalArgumentException("GPC always denies marketing and never what is necessary");
            }
        }
    }

    /** Google's consent mode: tags wait (basic), or run and are told (advanced). */
    public enum ConsentMode {
        OFF,
        BASIC,
        ADVANCED
    }

    /** The first policy of every site, as {@code V2__consent.sql} writes it. */
    public static final PolicyDocument STANDARD = new PolicyDocument(
            new Controller("", ""),
            "",
            "en",
            Category.standard().stream().map(CategoryEntry::of).toList(),
            List.of(),
            Design.STANDARD,
            List.of(),
            false,
            Signals.STANDARD,
            1,
            Map.of());

    public PolicyDocument {
        categories = ordered(categories);
        if (categories.isEmpty() || !categories.get(0).category().equals(Category.NECESSARY)) {
            throw new IllegalArgumentException("categories: the necessary one is always among them");
        }
        services = List.copyOf(services);
        rules = List.copyOf(rules);
        texts = texts.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, byKey -> Map.copyOf(byKey.getValue())));
    }

    /** The standard ones in their order, then the site's own as it has them. */
    private static List<CategoryEntry> ordered(List<CategoryEntry> categories) {
        Stream<CategoryEntry> standard = categories.stream()
                .filter(entry -> entry.category().isStandard())
                .sorted(Comparator.comparing(entry -> Category.standard().indexOf(entry.category())));
        Stream<CategoryEntry> own =
                categories.stream().filter(entry -> !entry.category().isStandard());
        return Stream.concat(standard, own).toList();
    }

    /** Reads what somebody sent. */
    public static ParsedPolicy parse(JsonObject json) {
        return PolicyReader.parse(json);
    }

    /** Reads what {@link #json} wrote, now or in an earlier version. */
    public static PolicyDocument of(String json) {
        return PolicyReader.archived(json);
    }

    /** As it is archived and hashed: compact JSON with its members in a fixed order. */
    public String json() {
        return PolicyJson.of(this).encode();
    }

    /** The categories that can be allowed or not, in their order. */
    public List<Category> optional() {
        return categories.stream()
                .map(CategoryEntry::category)
                .filter(category -> !category.equals(Category.NECESSARY))
                .toList();
    }

    /** What is done in a country instead of asking first; nothing where people are asked. */
    public Optional<Rule> ruleIn(String country) {
        return rules.stream()
                .filter(rule -> rule.countries().contains(country))
                .map(RegionRule::rule)
                .findFirst();
    }

    /** Whether visits are counted somewhere after a notice, without a yes. */
    public boolean asksForNoticeOnly() {
        return has(Category.STATISTICS)
                && rules.stream().anyMatch(rule -> rule.rule().equals(Rule.NOTICE));
    }

    /** Whether the category is among those of the document. */
    public boolean has(Category category) {
        return categories.stream().anyMatch(entry -> entry.category().equals(category));
    }

    /** The services of a category, in their order. */
    public List<Service> services(Category category) {
        return services.stream()
                .filter(service -> service.category().equals(category))
                .toList();
    }
}
