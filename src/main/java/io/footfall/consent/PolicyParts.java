package io.footfall.consent;

import io.footfall.consent.PolicyDocument.Colours;
import io.footfall.consent.PolicyDocument.ConsentMode;
import io.footfall.consent.PolicyDocument.Design;
import io.footfall.consent.PolicyDocument.RegionRule;
import io.footfall.consent.PolicyDocument.Rule;
import io.footfall.consent.PolicyDocument.Signals;
import io.footfall.consent.PolicyFields.Unfit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a policy document that are settings: design, rules by country, signals, names of what is stored. */
final class PolicyParts {

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern STORED = Pattern.compile("[^\\s\\p{Cntrl};,=*\"\\\\]{1,100}\\*?");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /** What no list of a site may remove: the choice itself, and the visit memory, which has its own rules. */
    private static final List<String> OURS =
            List.of("footfall", "footfall_consent", "footfall_services", "footfall_memory", "footfall_turn");

    private PolicyParts() {}

    static Design design(PolicyFields fields) {
        Design standard = Design.STANDARD;
        if (!fields.has("design")) {
            return standard;
        }
        PolicyFields design =
                PolicyFields.of("design", fields.value("design"), "layout", "position", "reopen", "light", "dark");
        return new Design(
                design.choice("layout", standard.layout()),
                design.choice("position", standard.position()),
                design.choice("reopen", standard.reopen()),
                colours(design, "light"),
                colours(design, "dark"));
    }

    private static @Nullable Colours colours(PolicyFields design, String name) {
        if (!design.has(name)) {
            return null;
        }
        PolicyFields colours =
                PolicyFields.of(design.path(name), design.value(name), "background", "text", "accent", "accent_text");
        return new Colours(
                colour(colours, "background"),
                colour(colours, "text"),
                colour(colours, "accent"),
                colour(colours, "accent_text"));
    }

    private static String colour(PolicyFields colours, String name) {
        colours.required(name);
        String colour = colours.text(name, 20);
        if (!COLOUR.matcher(colour).matches()) {
            throw new Unfit(colours.path(name), "must be a colour such as #1a2b3c");
        }
        return colour.toLowerCase(Locale.ROOT);
    }

    static List<RegionRule> rules(PolicyFields fields) {
        Set<String> ruled = new HashSet<>();
        return fields.list("rules", 20, (path, value) -> {
            PolicyFields rule = PolicyFields.of(path, value, "countries", "rule", "ground");
            List<String> countries = rule.list("countries", 249, PolicyParts::country);
            if (countries.isEmpty()) {
                throw new Unfit(rule.path("countries"), "must name at least one country");
            }
            if (!countries.stream().allMatch(ruled::add)) {
                throw new Unfit(rule.path("countries"), "must not name a country that has a rule already");
            }
            rule.required("rule");
            return new RegionRule(countries, rule.choice("rule", Rule.NOTICE), rule.text("ground", 500));
        });
    }

    private static String country(String path, @Nullable Object value) {
        String code = PolicyFields.text(path, value, 10);
        if (!COUNTRIES.contains(code)) {
            throw new Unfit(path, "must be a country code of two letters such as GB");
        }
        return code;
    }

    static Signals signals(PolicyFields fields, Set<Category> known) {
        if (!fields.has("signals")) {
            return Signals.STANDARD;
        }
        PolicyFields signals =
                PolicyFields.of("signals", fields.value("signals"), "google", "uet", "clarity", "dnt", "gpc_denies");
        return new Signals(
                signals.choice("google", ConsentMode.OFF),
                signals.bool("uet"),
                signals.bool("clarity"),
                signals.bool("dnt"),
                signals.has("gpc_denies") ? denied(signals, known) : Signals.STANDARD.gpcDenies());
    }

    private static List<Category> denied(PolicyFields signals, Set<Category> known) {
        List<Category> denied =
                new ArrayList<>(signals.list("gpc_denies", PolicyReader.MOST_CATEGORIES, (path, value) -> {
                    Category category = Category.byId(PolicyFields.text(path, value, 100))
                            .filter(id -> known.contains(id) || id.equals(Category.MARKETING))
                            .orElseThrow(() -> new Unfit(path, "must be one of categories"));
                    if (category.equals(Category.NECESSARY)) {
                        throw new Unfit(path, "must not be necessary: that is not asked");
                    }
                    return category;
                }));
        if (!denied.contains(Category.MARKETING)) {
            throw new Unfit(signals.path("gpc_denies"), "must contain marketing: the signal may deny more, never less");
        }
        return denied;
    }

    static String storedName(PolicyFields fields) {
        String name = fields.text("name", 101);
        if (!STORED.matcher(name).matches()) {
            throw new Unfit(fields.path("name"), "must have 1 to 100 characters without spaces ; , = and may end in *");
        }
        String stem = name.endsWith("*") ? name.substring(0, name.length() - 1) : name;
        if (OURS.stream().anyMatch(own -> name.endsWith("*") ? own.startsWith(stem) : own.equals(stem))) {
            throw new Unfit(fields.path("name"), "must not be or cover what Footfall itself stores");
        }
        return name;
    }
}
