package io.footfall.ingest;

import io.footfall.consent.Archived;
import io.footfall.consent.Category;
import io.footfall.consent.Languages;
import io.footfall.consent.Policy;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A policy as a page without a script, in one language. All texts of a site are text: nothing in them is read as markup, and only
 * addresses of the web become links.
 */
final class PolicyPage {

    private static final int DAYS_OF_A_CHOICE = 183;

    private static final String STYLE = """
            :root{color-scheme:light dark;font:1rem/1.6 system-ui,sans-serif}body{max-width:46rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}\
            h1,h2,h3{line-height:1.25}h2{margin-top:2.5rem}table{border-collapse:collapse;width:100%;overflow-wrap:break-word}th,td{text-align:start;vertical-align:top;\
            padding:.4rem .75rem .4rem 0;border-bottom:1px solid #8886}.quiet{opacity:.75}nav a{display:inline-block;padding:.15rem .6rem .15rem 0}\
            code{font-size:.85em}@media print{nav{display:none}body{margin:0;max-width:none}}""";

    /** Nothing is loaded, and no other style is heeded. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; style-src "
            + ScriptFile.of("", STYLE).inlineHash();

    private final String domain;
    private final BannerFacts facts;
    private final JsonObject shown;
    private final Map<String, String> texts;

    PolicyPage(String domain, BannerFacts facts) {
        this.domain = domain;
        this.facts = facts;
        this.shown = facts.json();
        this.texts = facts.texts();
    }

    /** An entry of the archive, and where the others are. */
    String archived(List<Archived> archive, Archived entry, Set<String> languages) {
        Policy policy = entry.policy();
        StringBuilder html = new StringBuilder();
        html.append("<p class=quiet>")
                .append(escaped(number(policy)))
                .append(" · ")
                .append(day(policy.publishedAt()));
        Instant until = entry.until();
        html.append(" – ").append(until == null ? "" : day(until));
        html.append("<br><code>SHA-256 ")
                .append(policy.hash())
                .append("</code> · <a href=\"/s/")
                .append(escaped(domain))
                .append("/policy/")
                .append(number(policy))
                .append(".json\">JSON</a></p>");
        html.append("<p>").append(escaped(question())).append("</p>");
        responsible(html);
        categories(html);
        html.append("<nav><h2>").append(escaped(text("label"))).append("</h2><p>");
        archive.forEach(one -> link(
                html,
                "/s/" + domain + "/policy/" + number(one.policy()),
                number(one.policy()) + " · " + day(one.policy().publishedAt())));
        html.append("</p><p>");
        languages.forEach(tag -> link(html, "?language=" + tag, tag));
        return page(text("title"), html.append("</p></nav>").toString());
    }

    /** What is stored on the device, and by whom. */
    String cookies() {
        StringBuilder html = new StringBuilder();
        responsible(html);
        categories(html);
        return page(text("centre").isEmpty() ? text("label") : text("centre"), html.toString());
    }

    private String page(String title, String body) {
        return "<!doctype html><html lang=\"%s\"%s><head><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><meta name=robots content=noindex><title>%s · %s</title><style>%s</style></head><body><h1>%s</h1><p><b>%s</b></p>%s</body></html>"
                .formatted(
                        escaped(facts.language()),
                        Languages.isRightToLeft(facts.language()) ? " dir=rtl" : "",
                        escaped(title),
                        escaped(domain),
                        STYLE,
                        escaped(title),
                        escaped(domain),
                        body);
    }

    /** What the first layer says. */
    private String question() {
        String purposes = facts.policy().optional().stream()
                .map(category -> text(category.id() + ".purpose"))
                .collect(Collectors.joining(", "));
        String controller = facts.policy().controller().name();
        return text("text")
                .replace("{controller}", controller.isEmpty() ? domain : controller)
                .replace("{purposes}", purposes);
    }

    private void responsible(StringBuilder html) {
        var controller = facts.policy().controller();
        html.append("<p>").append(escaped(controller.name()));
        if (!controller.contact().isEmpty()) {
            html.append(" · ").append(escaped(controller.contact()));
        }
        if (!facts.policy().privacy().isEmpty()) {
            html.append(" · ");
            link(html, facts.policy().privacy(), text("privacy"));
        }
        html.append("</p>");
    }

    private void categories(StringBuilder html) {
        for (Object each : shown.getJsonArray("categories")) {
            JsonObject category = (JsonObject) each;
            String id = category.getString("id");
            String name = text(id + ".name");
            html.append("<h2>").append(escaped(name.isEmpty() ? id : name)).append("</h2>");
            html.append("<p>").append(escaped(text(id + ".text"))).append("</p>");
            paragraph(html, "service.reason", category.getString("reason", ""));
            if (id.equals(Category.NECESSARY.id())) {
                service(html, generated("choice", "cookie", DAYS_OF_A_CHOICE, "footfall_consent", "footfall_services"));
            } else if (id.equals(Category.STATISTICS.id())) {
                service(html, generated("memory", "local", 0, "footfall"));
            }
            category.getJsonArray("services", new JsonArray()).forEach(service -> service(html, (JsonObject) service));
        }
    }

    /** The product's own entries. */
    private JsonObject generated(String which, String kind, int days, String... names) {
        JsonArray stored = new JsonArray();
        for (String name : names) {
            stored.add(new JsonObject().put("name", name).put("kind", kind).put("days", days));
        }
        return new JsonObject()
                .put("name", text(which + ".name"))
                .put("purpose", text(which + ".purpose"))
                .put("reason", text(which + ".reason"))
                .put("cookies", stored);
    }

    private void service(StringBuilder html, JsonObject service) {
        html.append("<h3>").append(escaped(service.getString("name"))).append("</h3>");
        paragraph(html, "service.purpose", service.getString("purpose", ""));
        paragraph(html, "service.reason", service.getString("reason", ""));
        JsonObject provider = service.getJsonObject("provider");
        if (provider != null) {
            html.append("<p>").append(escaped(text("service.provider"))).append(": ");
            html.append(escaped(provider.getString("name")))
                    .append(' ')
                    .append(escaped(provider.getString("country", "")))
                    .append(' ');
            String privacy = provider.getString("privacy", "");
            link(html, privacy, privacy);
            html.append("</p>");
        }
        JsonArray cookies = service.getJsonArray("cookies");
        if (!cookies.isEmpty()) {
            boolean explained = cookies.stream().anyMatch(cookie -> ((JsonObject) cookie).containsKey("purpose"));
            html.append("<table><thead><tr>");
            Stream.of("cookie.name", "cookie.kind", "cookie.time", "service.purpose")
                    .limit(explained ? 4 : 3)
                    .forEach(key -> html.append("<th scope=col>")
                            .append(escaped(text(key)))
                            .append("</th>"));
            html.append("</tr></thead><tbody>");
            cookies.forEach(cookie -> cookie(html, (JsonObject) cookie, explained));
            html.append("</tbody></table>");
        }
    }

    private void cookie(StringBuilder html, JsonObject cookie, boolean explained) {
        String kind = cookie.getString("kind");
        int days = cookie.getInteger("days");
        String ends = switch (kind) {
            case "session" -> text("until.tab");
            case "local" -> days == 0 ? text("until.deleted") : days + " d";
            default -> days == 0 ? text("until.browser") : days + " d";
        };
        html.append("<tr><td><code>")
                .append(escaped(cookie.getString("name")))
                .append("</code></td><td>")
                .append(escaped(text("kind." + kind)))
                .append("</td><td>")
                .append(escaped(ends))
                .append(explained ? "</td><td>" + escaped(cookie.getString("purpose", "")) : "")
                .append("</td></tr>");
    }

    private void paragraph(StringBuilder html, String key, String words) {
        if (!words.isEmpty()) {
            html.append("<p>")
                    .append(escaped(text(key)))
                    .append(": ")
                    .append(escaped(words))
                    .append("</p>");
        }
    }

    private static void link(StringBuilder html, String address, String words) {
        if (address.startsWith("https://")
                || address.startsWith("http://")
                || address.startsWith("/s/")
                || address.startsWith("?")) {
            html.append("<a href=\"")
                    .append(escaped(address))
                    .append("\">")
                    .append(escaped(words))
                    .append("</a> ");
        }
    }

    private String text(String key) {
        return texts.getOrDefault(key, "");
    }

    private static String number(Policy policy) {
        return policy.version() + "." + policy.revision();
    }

    private static String day(Instant at) {
        return at.truncatedTo(ChronoUnit.MINUTES)
                .atOffset(ZoneOffset.UTC)
                .toString()
                .replace('T', ' ')
                .replace("Z", " UTC");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
