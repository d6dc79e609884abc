package io.footfall.ingest;

import io.footfall.consent.Category;
import io.footfall.consent.Policy;
import io.footfall.ingest.ScriptFile.Kept;
import io.footfall.site.Routing;
import io.footfall.site.SettingLists;
import io.footfall.site.Site;
import io.footfall.web.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The script of each site and the parts that it loads: bundles of {@code web-snippet} with the site's facts written into them. The
 * part with the visit memory has none; the script names it with a hash of its bytes, so that two versions never meet. The
 * same bytes for everybody. Used by all event loops.
 */
public final class ScriptFiles {

    private static final String SITE_TOKEN = "__FOOTFALL_SITE__";
    private static final String BANNER_TOKEN = "__FOOTFALL_BANNER__";
    private static final String SUFFIX = ".js";

    /** What a banner brings when its script does not say which language it needs. */
    private static final List<String> WITHOUT_LANGUAGE = List.of("en", "de");

    private static final String GATE_TOKEN = "__FOOTFALL_GATE__";
    private static final List<String> GATE_TEXTS = List.of("embed.text", "embed.once", "embed.always");

    /** Parts without facts of the site in them. */
    private static final List<String> PLAIN = List.of("memory", "debug", "tcf", "stub", "centre");

    private final CollectionParts parts;
    private final String core = Snippet.read("core.js");
    private final String banner = Snippet.read("banner.js");
    private final Map<String, ScriptFile> plain = new TreeMap<>();
    private final Map<String, JsonObject> texts;
    private final Map<Integer, ScriptFile> cores = new ConcurrentHashMap<>();
    private final Map<Shown, ScriptFile> banners = new ConcurrentHashMap<>();

    private ScriptFiles(CollectionParts parts, Map<String, JsonObject> texts) {
        this.parts = parts;
        this.texts = texts;
        PLAIN.forEach(name -> plain.put(name, ScriptFile.of(name, Snippet.read(name + SUFFIX))));
        String gate = Snippet.read("gate.js");
        texts.forEach((language, words) ->
                plain.put("gate-" + language, ScriptFile.of(language, gate(gate, language, words))));
    }

    /** A banner of a site; the language is null for scripts that ask for none. */
    private record Shown(int site, @Nullable String language) {}

    /** What a banner is made of; the public keys stand for the one that signs its receipts. */
    private record BannerSource(Site site, Policy policy, YearMonth month, String keys) {}

    /** Reads the bundles from the class path. */
    public static ScriptFiles load(CollectionParts parts) {
        return new ScriptFiles(parts, Snippet.texts());
    }

    /** What to paste into the pages of a site: addresses, hashes and lines, as the contract describes them. */
    public JsonObject embed(Site site) {
        return new Embed(parts.publicUrl().toString(), site.domain(), core(site), plain("stub")).json();
    }

    void mount(Router router) {
        router.get("/s/:site/banner.js")
                .handler(context -> site(
                        context,
                        site -> banner(site, context.request().getParam("lang")).send(context, Kept.BRIEFLY)));
        router.get("/s/:site/gate.js")
                .handler(context -> site(context, site -> gate(context).send(context, Kept.BRIEFLY)));
        for (String name : PLAIN) {
            router.get("/s/:site/" + name + ".js")
                    .handler(context -> site(context, site -> plain(name).send(context, Kept.BRIEFLY)));
        }
        router.get("/s/:site/:file").handler(context -> site(context, site -> pinned(context, site)));
        router.get("/s/:file").handler(context -> {
            String file = context.pathParam("file");
            String domain = file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : "";
            site(context, domain, site -> core(site).send(context, Kept.BRIEFLY));
        });
    }

    private void site(RoutingContext context, Consumer<Site> answer) {
        site(context, context.pathParam("site"), answer);
    }

    private void site(RoutingContext context, String domain, Consumer<Site> answer) {
        parts.sites()
                .byDomain(domain)
                .ifPresentOrElse(
                        answer,
                        () -> new Problem(404, "unknown-site", "There is no such site", "name a site of this server")
                                .send(context.response()));
    }

    private void pinned(RoutingContext context, Site site) {
        ScriptFile core = core(site);
        if (context.pathParam("file").equals(core.hash() + SUFFIX)) {
            core.send(context, Kept.FOR_EVER);
        } else {
            unknown(context);
        }
    }

    private static void unknown(RoutingContext context) {
        new Problem(
                        404,
                        "unknown-script",
                        "This script is not there, or no longer",
                        "a pinned form ends with the site's settings, its policy or the server's version: embed"
                                + " /s/SITE.js, or the pinned line that GET /api/v1/sites/SITE/embed gives now")
                .send(context.response());
    }

    private ScriptFile plain(String name) {
        return Objects.requireNonNull(plain.get(name), name);
    }

    private ScriptFile gate(RoutingContext context) {
        return plain("gate-" + nearest(context.request().getParam("lang", "en")));
    }

    /** What shows in place of an embed, in a language. */
    private static String gate(String gate, String language, JsonObject texts) {
        JsonObject words = new JsonObject();
        GATE_TEXTS.forEach(key -> words.put(key, texts.getString(key)));
        return gate.replace(
                GATE_TOKEN,
                ScriptFile.literal(new JsonObject()
                        .put("language", language)
                        .put("texts", words)
                        .put("services", new JsonObject())));
    }

    private ScriptFile core(Site site) {
        return made(cores, site.id(), site, () -> core.replace(SITE_TOKEN, ScriptFile.literal(siteFacts(site))));
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

    private ScriptFile banner(Site site, @Nullable String tag) {
        String language = tag == null ? null : nearest(tag);
        Policy policy = parts.policies().inForce(site);
        YearMonth month = parts.receipts().month();
        BannerSource source =
                new BannerSource(site, policy, month, parts.receipts().jwks());
        return made(
                banners,
                new Shown(site.id(), language),
                source,
                () -> banner.replace(BANNER_TOKEN, ScriptFile.literal(bannerFacts(site, policy, month, language))));
    }

    private JsonObject bannerFacts(Site site, Policy policy, YearMonth month, @Nullable String language) {
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
                .put("texts", texts(policy, language));
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

    private JsonObject texts(Policy policy, @Nullable String language) {
        JsonObject all = new JsonObject();
        for (String each : language == null ? WITHOUT_LANGUAGE : List.of(language)) {
            JsonObject merged = texts.getOrDefault(each, new JsonObject()).copy();
            policy.document().texts().getOrDefault(each, Map.of()).forEach(merged::put);
            all.put(each, merged);
        }
        return all;
    }

    /** The language that is nearest to a tag of a page or browser. */
    private String nearest(String tag) {
        String primary = tag.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
        return texts.containsKey(tag) ? tag : texts.containsKey(primary) ? primary : "en";
    }

    private static <K> ScriptFile made(Map<K, ScriptFile> known, K key, Object source, Supplier<String> make) {
        ScriptFile made = known.get(key);
        if (made == null || !made.from().equals(source)) {
            made = ScriptFile.of(source, make.get());
            known.put(key, made);
        }
        return made;
    }
}
