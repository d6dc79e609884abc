package io.footfall.consent;

import io.footfall.consent.Finding.Level;
import io.footfall.consent.PolicyDocument.CategoryEntry;
import io.footfall.consent.PolicyDocument.Colours;
import io.footfall.consent.PolicyDocument.ConsentMode;
import io.footfall.consent.PolicyDocument.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules that a document must keep before it is published. Used once, by one thread. */
final class SelfCheck {

    private static final double CONTRAST = 4.5;
    private static final int FIRST_LAYER_WORDS = 60;
    private static final double IMBALANCE = 1.6;
    private static final int LETTERS_OF_TOLERANCE = 6;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[a-z_]+\\}");
    private static final Pattern INTEREST = Pattern.compile(
            "legitimate\\s+interest|berechtigte\\S*\\s+interesse|int\u00e9r\u00eat\\S*\\s+l\u00e9gitime|inter\u00e9s\\s+leg\u00edtimo|interesse\\s+legittimo|gerechtvaardigd\\s+belang",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern PRESSURE = Pattern.compile(
            "no,?\\s+thanks|i don.t care|i don.t want|hurry|last chance|only today|best experience|full experience|miss out"
                    + "|letzte chance|nur heute|bestes? erlebnis|nein,?\\s+danke|verpassen",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern JARGON = Pattern.compile(
            "\\b(TCF|CMP|ePrivacy|GDPR|DSGVO|RGPD|third[- ]part(?:y|ies) vendors?|LocalStorage)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private final PolicyDocument document;
    private final StandardTexts standard;
    private final Set<String> languages = new TreeSet<>();
    private final List<Finding> findings = new ArrayList<>();

    SelfCheck(PolicyDocument document, StandardTexts standard) {
        this.document = document;
        this.standard = standard;
    }

    List<Finding> findings() {
        languages();
        owner();
        colours("design.light", document.design().light());
        colours("design.dark", document.design().dark());
        document.texts().forEach(this::texts);
        firstLayers();
        for (int i = 0; i < document.categories().size(); i++) {
            category("categories[" + i + "]", document.categories().get(i));
        }
        for (int i = 0; i < document.services().size(); i++) {
            service("services[" + i + "]", document.services().get(i));
        }
        settings();
        return List.copyOf(findings);
    }

    private void error(String rule, String path, String message) {
        findings.add(new Finding(Level.ERROR, rule, path, message));
    }

    private void warning(String rule, String path, String message) {
        findings.add(new Finding(Level.WARNING, rule, path, message));
    }

    /** The languages that the site has written something in. */
    private void languages() {
        languages.add(document.language());
        languages.addAll(document.texts().keySet());
        document.categories().forEach(entry -> languages.addAll(entry.name().languages()));
        document.services()
                .forEach(service -> languages.addAll(service.purpose().languages()));
    }

    private void owner() {
        if (document.controller().name().isEmpty()) {
            error("controller", "controller.name", "Say who is responsible for the site.");
        }
        if (document.controller().contact().isEmpty()) {
            error("controller", "controller.contact", "Say how people reach who is responsible.");
        }
        if (document.privacy().isEmpty()) {
            error("privacy", "privacy", "Give the address of the privacy policy.");
        }
    }

    private void colours(String path, @Nullable Colours colours) {
        if (colours == null) {
            return;
        }
        contrast(path + ".text", colours.text(), colours.background());
        contrast(path + ".accent_text", colours.accentText(), colours.accent());
    }

    private void contrast(String path, String text, String background) {
        double contrast = contrast(text, background);
        if (contrast < CONTRAST) {
            error(
                    "contrast",
                    path,
                    String.format(
                            Locale.ROOT,
                            "The contrast of %s on %s is %.2f: make it at least 4.5.",
                            text,
                            background,
                            contrast));
        }
    }

    /** The contrast ratio of WCAG 2.2, from 1 to 21. */
    static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear((rgb >> 8) & 0xFF) + 0.0722 * linear(rgb & 0xFF);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private void texts(String language, Map<String, String> own) {
        Map<String, String> known = standard.of(PolicyDocument.STANDARD, language);
        Map<String, String> all = standard.of(document, language);
        own.forEach((key, text) -> {
            String path = "texts." + language + "." + key;
            if (!known.containsKey(key)) {
                warning("unknown-text", path, "No text has this name, so that it is never shown: remove it.");
                return;
            }
            if (text.isEmpty()) {
                error("empty-text", path, "Write a text, or remove it so that the standard one stands.");
            }
            placeholders(path, text, known.getOrDefault(key, ""));
            wording(path, text);
        });
        if (own.containsKey("accept") || own.containsKey("reject")) {
            balance("texts." + language, all.getOrDefault("accept", ""), all.getOrDefault("reject", ""));
        }
    }

    private void placeholders(String path, String text, String known) {
        Matcher used = PLACEHOLDER.matcher(text);
        while (used.find()) {
            if (!known.contains(used.group())) {
                error("placeholder", path, "Nothing stands for " + used.group() + " here: remove it.");
            }
        }
    }

    private void wording(String path, String text) {
        if (INTEREST.matcher(text).find()) {
            error("legitimate-interest", path, "Ask for consent: a banner cannot claim a legitimate interest.");
        }
        if (PRESSURE.matcher(text).find()) {
            error("wording", path, "Say it without pressure or shame, so that no answer feels wrong.");
        }
        if (JARGON.matcher(text).find()) {
            warning("jargon", path, "Say it in words that everybody knows.");
        }
    }

    private void balance(String path, String accept, String reject) {
        int longer = Math.max(accept.length(), reject.length());
        int shorter = Math.min(accept.length(), reject.length());
        if (longer > shorter * IMBALANCE && longer - shorter > LETTERS_OF_TOLERANCE) {
            error(
                    "prominence",
                    path + ".reject",
                    "Make accept and reject about equally long, so that they weigh the same.");
        }
    }

    private void firstLayers() {
        Set<String> shown = new TreeSet<>(document.texts().keySet());
        shown.add(document.language());
        shown.stream()
                .filter(language -> !language.startsWith("zh") && !language.equals("ja"))
                .forEach(this::firstLayer);
    }

    /** As it is counted for the standard texts: title and text, with what stands for the placeholders. */
    private void firstLayer(String language) {
        Map<String, String> texts = standard.of(document, language);
        String purposes = String.join(
                " ",
                document.categories().stream()
                        .filter(entry -> !entry.category().equals(Category.NECESSARY))
                        .map(entry -> purpose(entry, language, texts))
                        .toList());
        String layer = texts.getOrDefault("title", "") + " " + texts.getOrDefault("text", "");
        String filled = layer.replace("{purposes}", purposes)
                .replace("{controller}", document.controller().name())
                .replace("{site}", "site");
        long words = Pattern.compile("\\s+")
                .splitAsStream(filled.strip())
                .filter(word -> !word.isEmpty())
                .count();
        if (words > FIRST_LAYER_WORDS) {
            error(
                    "first-layer",
                    "texts." + language + ".text",
                    "The first layer has " + words + " words: say it in at most " + FIRST_LAYER_WORDS + ".");
        }
    }

    private String purpose(CategoryEntry entry, String language, Map<String, String> texts) {
        return entry.category().isStandard()
                ? texts.getOrDefault(entry.category().id() + ".purpose", "")
                : entry.purpose().in(language, document.language());
    }

    private void category(String path, CategoryEntry entry) {
        if (!entry.category().isStandard()) {
            localized(path + ".name", entry.name());
            localized(path + ".text", entry.text());
            localized(path + ".purpose", entry.purpose());
        }
        boolean generated =
                entry.category().equals(Category.NECESSARY) || entry.category().equals(Category.STATISTICS);
        if (!generated && document.services(entry.category()).isEmpty()) {
            warning(
                    "no-services",
                    path,
                    "Nothing belongs to the category " + entry.category().id()
                            + ": name its services, or remove it and ask for less.");
        }
    }

    private void service(String path, Service service) {
        localized(path + ".purpose", service.purpose());
        if (service.category().equals(Category.NECESSARY)) {
            if (service.reason().isEmpty()) {
                error(
                        "necessary-reason",
                        path + ".reason",
                        "Say why the site cannot work without " + service.name() + ".");
            } else {
                localized(path + ".reason", service.reason());
            }
        }
        for (int i = 0; i < service.cookies().size(); i++) {
            LocalText purpose = service.cookies().get(i).purpose();
            if (!purpose.isEmpty()) {
                localized(path + ".cookies[" + i + "].purpose", purpose);
            }
        }
    }

    /** A text must be in the default language, and should be in each that the site uses. */
    private void localized(String path, LocalText text) {
        Set<String> missing = new TreeSet<>(languages);
        missing.removeAll(text.languages());
        if (missing.remove(document.language())) {
            error("translation", path + "." + document.language(), "Write it in the default language.");
        }
        if (!missing.isEmpty()) {
            warning(
                    "translation",
                    path,
                    "It is not in " + String.join(", ", missing) + ": the default language stands there.");
        }
        text.byLanguage().forEach((language, words) -> wording(path + "." + language, words));
    }

    private void settings() {
        for (int i = 0; i < document.rules().size(); i++) {
            if (document.rules().get(i).ground().isEmpty()) {
                error(
                        "ground",
                        "rules[" + i + "].ground",
                        "Say on what legal ground people are not asked first there.");
            }
        }
        if (document.signals().google() == ConsentMode.ADVANCED) {
            warning(
                    "advanced-mode",
                    "signals.google",
                    "In the advanced mode Google's tags send requests before a choice and after a refusal: basic does not.");
        }
    }
}
