package io.footfall.ingest;

import io.footfall.consent.Category;
import io.footfall.consent.Policy;
import io.footfall.site.Routing;
import io.footfall.site.SettingLists;
import io.footfall.site.Site;
import io.footfall.web.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The script of each site and the parts that it loads: bundles of {@code web-snippet} with the site's facts written into them. The
 * part with the visit memory has none; the script names it with a hash of its bytes, so that two versions never meet. The
 * same bytes for everybody. Used by all event loops.
 */
public final class ScriptFiles {

    private static final String SITE_TOKEN = "__FOOTFALL_SITE__";
    private static final String BANNER_TOKEN = "__FOOTFALL_BANNER__";
    private static final String GATE_TOKEN = "__FOOTFALL_GATE__";
    private static final List<String> GATE_TEXTS = List.of("embed.text", "embed.once", "embed.always");
    /** Parts without facts of the site in them. */
    private static final List<String> PLAIN = List.of("memory", "debug", "tcf");

    private static final List<String> LANGUAGES = List.of("en", "de");

    private final CollectionParts parts;
    private final String core;
    private final String banner;
    private final Map<String, Made> gates;
    private final Map<String, Made> plain;
    private final Map<String, JsonObject> texts;
    private final Map<Integer, Made> cores = new ConcurrentHashMap<>();
    private final Map<Integer, Made> banners = new ConcurrentHashMap<>();

    private ScriptFiles(CollectionParts parts, Map<String, JsonObject> texts) {
        this.parts = parts;
        this.core = read("core.js");
        this.banner = read("banner.js");
        this.gates = texts.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> gate(entry.getKey(), entry.getValue())));
        this.plain = PLAIN.stream().collect(Collectors.toMap(name -> name, name -> made(name, read(name + ".js"))));
        this.texts = texts;
    }

    /** A finished file, and what it was made of. */
    private record Made(Object from, Buffer bytes, String etag) {}

    /** What a banner is made of; the public keys stand for the one that signs its receipts. */
    private record BannerSource(Site site, Policy policy, YearMonth month, String keys) {}

    /** Reads the bundles from the class path. */
    public static ScriptFiles load(CollectionParts parts) {
        Map<String, JsonObject> texts = LANGUAGES.stream()
                .collect(Collectors.toMap(
                        language -> language,
                        language -> new JsonObject(read("texts/" + language + ".json")),
                        (a, b) -> a,
                        TreeMap::new));
        return new ScriptFiles(parts, texts);
    }

    private static String read(String name) {
        String path = "/snippet/" + name;
        try (InputStream in = ScriptFiles.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is not there: build web-snippet");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void mount(Router router) {
        router.get("/s/:site/banner.js").handler(context -> site(context, context.pathParam("site"), this::banner));
        router.get("/s/:site/gate.js")
                .handler(context ->
                        site(context, context.pathParam("site"), site -> gates.get(gateLanguage(context.request()))));
        plain.forEach((name, made) -> router.get("/s/:site/" + name + ".js")
                .handler(context -> site(context, context.pathParam("site"), site -> made)));
        router.get("/s/:file").handler(context -> {
            String file = context.pathParam("file");
            String domain = file.endsWith(".js") ? file.substring(0, file.length() - 3) : "";
            site(context, domain, this::core);
        });
    }

    private void site(RoutingContext context, String domain, Function<Site, Made> make) {
        parts.sites()
                .byDomain(domain)
                .ifPresentOrElse(
                        site -> send(context, make.apply(site)),
                        () -> new Problem(404, "unknown-site", "There is no such site", "name a site of this server")
                                .send(context.response()));
    }

    private static void send(RoutingContext context, Made made) {
        context.response()
                .putHeader("Content-Type", "text/javascript; charset=utf-8")
                .putHeader("Cache-Control", "public, max-age=600, stale-while-revalidate=604800, stale-if-error=604800")
                .putHeader("ETag", made.etag)
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("Cross-Origin-Resource-Policy", "cross-origin")
                .putHeader("X-Content-Type-Options", "nosniff");
        if (made.etag.equals(context.request().getHeader("If-None-Match"))) {
            context.response().setStatusCode(304).end();
        } else {
            context.response().end(made.bytes);
        }
    }

    private Made core(Site site) {
        return made(cores, site.id(), site, () -> core.replace(SITE_TOKEN, literal(siteFacts(site))));
    }

    private JsonObject siteFacts(Site site) {
        Routing routing = site.routing();
        JsonObject facts = new JsonObject()
                .put("site", site.domain())
                .put("url", parts.publicUrl().toString())
                .put("policy", site.policy())
                .put("zone", site.zone().getId())
                .put("query", new JsonArray(site.queryParameters()))
                .put("decisions", site.countDecisions().name().toLowerCase(Locale.ROOT))
                .put("search", new JsonArray(routing.searchParameters()))
                .put("hash", routing.hash())
                .put("funnels", SettingLists.ofFunnels(site.counting().funnels()));
        return routing.scope() == null ? facts : facts.put("scope", routing.scope());
    }

    private Made banner(Site site) {
        Policy policy = parts.policies().inForce(site);
        YearMonth month = parts.receipts().month();
        BannerSource source =
                new BannerSource(site, policy, month, parts.receipts().jwks());
        return made(
                banners,
                site.id(),
                source,
                () -> banner.replace(BANNER_TOKEN, literal(bannerFacts(site, policy, month))));
    }

    private JsonObject bannerFacts(Site site, Policy policy, YearMonth month) {
        JsonArray categories = new JsonArray();
        policy.document()
                .categories()
                .forEach(entry -> categories.add(
                        new JsonObject().put("id", entry.category().id())));
        return new JsonObject()
                .put("site", site.domain())
                .put("policy", policy.version())
                .put("month", month.toString())
                .put("categories", categories)
                .put("receipts", receipts(site, policy, month))
                .put("texts", texts(policy));
    }

    private static String gateLanguage(HttpServerRequest request) {
        String tag = request.getParam("lang");
        return tag != null && tag.toLowerCase(Locale.ROOT).startsWith("de") ? "de" : "en";
    }

    /** The part that gates, with the words that it shows in place of an embed. */
    private static Made gate(String language, JsonObject standard) {
        JsonObject words = new JsonObject();
        GATE_TEXTS.forEach(key -> words.put(key, standard.getString(key)));
        JsonObject facts =
                new JsonObject().put("language", language).put("texts", words).put("services", new JsonObject());
        return made(language, read("gate.js").replace(GATE_TOKEN, literal(facts)));
    }

    /** The receipts of all choices, by the sorted names of what is allowed. */
    private JsonObject receipts(Site site, Policy policy, YearMonth month) {
        List<Category> optional = policy.document().optional();
        JsonObject receipts = new JsonObject();
        for (int bits = 0; bits < 1 << optional.size(); bits++) {
            Set<Category> allow = new HashSet<>();
            for (int i = 0; i < optional.size(); i++) {
                if ((bits & 1 << i) != 0) {
                    allow.add(optional.get(i));
                }
            }
            String key = allow.stream().map(Category::id).sorted().collect(Collectors.joining(","));
            receipts.put(key, parts.receipts().issue(site, allow, month));
        }
        return receipts;
    }

    private JsonObject texts(Policy policy) {
        JsonObject all = new JsonObject();
        texts.forEach((language, standard) -> {
            JsonObject merged = standard.copy();
            policy.document().texts().getOrDefault(language, Map.of()).forEach(merged::put);
            all.put(language, merged);
        });
        return all;
    }

    private static Made made(Map<Integer, Made> known, int site, Object source, Supplier<String> make) {
        Made made = known.get(site);
        if (made == null || !made.from.equals(source)) {
            made = made(source, make.get());
            known.put(site, made);
        }
        return made;
    }

    private static Made made(Object source, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Made(source, Buffer.buffer(bytes), etag(bytes));
    }

    private static String etag(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(hash, 0, 12) + '"';
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** JSON as a JavaScript literal: the two line separators that JSON allows and older JavaScript does not. */
    private static String literal(JsonObject json) {
        return json.encode().replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }
}
