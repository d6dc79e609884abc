package io.footfall.ingest;

import io.footfall.consent.Archived;
import io.footfall.consent.Policy;
import io.footfall.consent.Publishing;
import io.footfall.consent.StandardTexts;
import io.footfall.web.Problem;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * What was agreed to, for everybody: each policy that was ever published for a domain as a page to read and print, and as JSON; and
 * the table of cookies of the one in force. They are there also when the site is no more.
 */
public final class PolicyPages {

    private static final String JSON = ".json";

    private final Publishing publishing;
    private final StandardTexts texts;

    public PolicyPages(Publishing publishing, StandardTexts texts) {
        this.publishing = publishing;
        this.texts = texts;
    }

    /** Adds the routes; they come before those of {@link ScriptFiles} that have a file's name in this place. */
    public void mount(Router router) {
        router.get("/s/:site/policy").handler(context -> {
            Optional<Predicate<Archived>> when = when(context);
            when.ifPresent(which -> answer(context, which, this::page));
        });
        router.get("/s/:site/policy/:version").handler(context -> {
            String named = context.pathParam("version");
            boolean json = named.endsWith(JSON);
            String number = json ? named.substring(0, named.length() - JSON.length()) : named;
            answer(context, entry -> isNamed(entry.policy(), number), json ? PolicyPages::json : this::page);
        });
        router.get("/s/:site/cookies").handler(context -> answer(context, entry -> true, this::cookies));
    }

    /** Which policies were published by the end of a day, UTC; nothing when that was not a day, which has been answered. */
    private static Optional<Predicate<Archived>> when(RoutingContext context) {
        String on = context.request().getParam("on");
        if (on == null) {
            return Optional.of(entry -> true);
        }
        try {
            var end = LocalDate.parse(on).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            return Optional.of(entry -> entry.policy().publishedAt().isBefore(end));
        } catch (DateTimeParseException wrong) {
            new Problem(400, "invalid", "This is not a day", "write a day as in 2026-05-03", "on")
                    .send(context.response());
            return Optional.empty();
        }
    }

    private static boolean isNamed(Policy policy, String number) {
        String version = Integer.toString(policy.version());
        return number.equals(version) || number.equals(version + "." + policy.revision());
    }

    /** What an answer is made of: all that was published, and the entry that is asked for. */
    private record Asked(String domain, List<Archived> archive, Archived entry) {}

    /** The newest entry that fits, as the archive begins with the newest. */
    private void answer(RoutingContext context, Predicate<Archived> which, BiConsumer<RoutingContext, Asked> send) {
        String domain = context.pathParam("site");
        publishing
                .archive(domain)
                .onSuccess(archive -> archive.stream()
                        .filter(which)
                        .findFirst()
                        .ifPresentOrElse(
                                entry -> send.accept(context, new Asked(domain, archive, entry)),
                                () -> new Problem(
                                                404,
                                                "unknown-policy",
                                                "There is no such policy",
                                                "name a site of this server, and a version that it has published")
                                        .send(context.response())))
                .onFailure(context::fail);
    }

    private void page(RoutingContext context, Asked asked) {
        BannerFacts facts = facts(context, asked);
        html(
                context,
                new PolicyPage(asked.domain, facts)
                        .archived(asked.archive, asked.entry, texts.byLanguage().keySet()));
    }

    private void cookies(RoutingContext context, Asked asked) {
        html(context, new PolicyPage(asked.domain, facts(context, asked)).cookies());
    }

    private BannerFacts facts(RoutingContext context, Asked asked) {
        var document = asked.entry.policy().document();
        String language = texts.language(document, context.request().getParam("language"));
        return new BannerFacts(document, language, texts);
    }

    private static void json(RoutingContext context, Asked asked) {
        Policy policy = asked.entry.policy();
        headers(context.response(), "application/json")
                .end(new JsonObject()
                        .put("site", asked.domain)
                        .put("version", policy.version())
                        .put("revision", policy.revision())
                        .put("hash", policy.hash())
                        .put("published_at", policy.publishedAt().toString())
                        .put("until", asked.entry.until() == null ? null : String.valueOf(asked.entry.until()))
                        .put("document", new JsonObject(policy.document().json()))
                        .toBuffer());
    }

    private static void html(RoutingContext context, String html) {
        headers(context.response(), "text/html; charset=utf-8")
                .putHeader("Content-Security-Policy", PolicyPage.CONTENT_SECURITY_POLICY)
                .putHeader("Referrer-Policy", "no-referrer")
                .end(html);
    }

    private static HttpServerResponse headers(HttpServerResponse response, String type) {
        return response.putHeader("Content-Type", type)
                .putHeader("Cache-Control", "public, max-age=60")
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("X-Content-Type-Options", "nosniff");
    }
}
