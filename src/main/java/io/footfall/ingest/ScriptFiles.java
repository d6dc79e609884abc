package io.footfall.ingest;

import io.footfall.consent.Category;
import io.footfall.consent.Policy;
import io.footfall.consent.PolicyDocument;
import io.footfall.ingest.ScriptFile.Kept;
import io.footfall.site.Site;
import io.footfall.web.Problem;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.YearMonth;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The script of each site and the parts that it loads: bundles of {@code web-snippet} with the site's facts written into them, what
 * is shown in one language a file. Parts without facts are named with a hash of their bytes by the script, and the banner with one
 * of what it is made of, so that two versions never meet. The same bytes for everybody. Used by all event loops.
 */
public final class ScriptFiles {

    private static final String SITE_TOKEN = "__FOOTFALL_SITE__";
    private static final String BANNER_TOKEN = "__FOOTFALL_BANNER__";
    private static final String GATE_TOKEN = "__FOOTFALL_GATE__";
    private static final String SUFFIX = ".js";
    private static final int BANNER_HASH = 8;

    private final CollectionParts parts;
    private final RegionRules rules;
    private final String core = Snippet.read("core.js");
    private final String banner = Snippet.read("banner.js");
    private final String gate = Snippet.read("gate.js");

    /** Parts without facts of a site in them. */
    private final Map<String, ScriptFile> plain = new TreeMap<>();

    private final String build;
    private final Map<Shown, ScriptFile> made = new ConcurrentHashMap<>();

    private ScriptFiles(CollectionParts parts) {
        this.parts = parts;
        this.rules = new RegionRules(parts);
        this.build = ScriptFile.of("", banner + parts.texts().byLanguage()).hash();
        for (String name : Snippet.PLAIN) {
            plain.put(name, ScriptFile.of(name, Snippet.read(name + SUFFIX)));
        }
    }

    /** The files that have facts of a site in them. */
    private enum Part {
        CORE,
        PINNED,
        BANNER,
        GATE
    }

    /** A file of a site; the language is empty where nothing is shown. */
    private record Shown(Part part, int site, String language) {}

    /** What the files of a site are made of; the public keys stand for the one that signs its receipts. */
    private record Source(Site site, Policy policy, YearMonth month, String keys) {}

    /** Reads the bundles from the class path. */
    public static ScriptFiles load(CollectionParts parts) {
        return new ScriptFiles(parts);
    }

    /** What to paste into the pages of a site: addresses, hashes and lines, as the contract describes them. */
    public JsonObject embed(Site site) {
        return new Embed(parts.publicUrl().toString(), site.domain(), pinned(site), stub(site)).json();
    }

    void mount(Router router) {
        router.get("/s/:site/rule").handler(context -> site(context, site -> rules.answer(context.request(), site)));
        part(router, "banner", (site, context) -> banner(site, language(site, context)));
        part(router, "gate", (site, context) -> gate(site, language(site, context)));
        part(router, "stub", (site, context) -> stub(site));
        Snippet.PARTS.forEach(name -> part(router, name, (site, context) -> plain(name)));
        router.getWithRegex("/s/(?<site>[^/]+)/(?<file>[^/]+\\.js)")
                .handler(context -> site(context, site -> pinned(context, site)));
        router.get("/s/:file").handler(context -> {
            String file = context.pathParam("file");
            String domain = file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : "";
            site(context, domain, site -> core(site).send(context, Kept.BRIEFLY));
        });
    }

    private interface Maker {
        ScriptFile make(Site site, RoutingContext context);
    }

    private void part(Router router, String name, Maker maker) {
        router.get("/s/:site/" + name + SUFFIX)
                .handler(context ->
                        site(context, site -> maker.make(site, context).send(context, Kept.BRIEFLY)));
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
        ScriptFile pinned = pinned(site);
        if (context.pathParam("file").equals(pinned.hash() + SUFFIX)) {
            pinned.send(context, Kept.FOR_EVER);
        } else {
            new Problem(
                            404,
                            "unknown-script",
                            "This script is not there, or no longer",
                            "a pinned form ends with the site's settings, its policy or the server's version: embed"
                                    + " /s/SITE.js, or the pinned line that GET /api/v1/sites/SITE/embed gives now")
                    .send(context.response());
        }
    }

    private ScriptFile plain(String name) {
        return Objects.requireNonNull(plain.get(name), name);
    }

    private ScriptFile stub(Site site) {
        return plain(SiteFacts.stub(policy(site).signals()));
    }

    private PolicyDocument policy(Site site) {
        return parts.policies().inForce(site).document();
    }

    private ScriptFile core(Site site) {
        return made(Part.CORE, site, "", source -> core(source, bannerHash(source)));
    }

    /** Without the hash of the banner, which changes every month. */
    private ScriptFile pinned(Site site) {
        return made(Part.PINNED, site, "", source -> core(source, null));
    }

    private String core(Source source, @Nullable String bannerHash) {
        JsonObject facts = SiteFacts.of(parts.publicUrl(), source.site, source.policy.document());
        if (bannerHash != null) {
            facts.put("bv", bannerHash);
        }
        return core.replace(SITE_TOKEN, ScriptFile.literal(facts));
    }

    private String bannerHash(Source source) {
        String from = String.join(
                " ", build, source.site.domain(), source.policy.hash(), source.month.toString(), source.keys);
        return ScriptFile.of("", from).hash().substring(0, BANNER_HASH);
    }

    private ScriptFile banner(Site site, String language) {
        return made(Part.BANNER, site, language, source -> {
            JsonObject facts = new JsonObject()
                    .put("site", site.domain())
                    .put("policy", source.policy.version())
                    .put("revision", source.policy.revision())
                    .put("month", source.month.toString())
                    .put("receipts", receipts(source))
                    .mergeIn(new BannerFacts(source.policy.document(), language, parts.texts()).json());
            return banner.replace(BANNER_TOKEN, ScriptFile.literal(facts));
        });
    }

    /** The receipts of what is chosen often, by the sorted names of what is allowed; others are fetched at the click. */
    private JsonObject receipts(Source source) {
        JsonObject receipts = new JsonObject();
        for (Set<Category> allow : parts.receipts().inAdvance(source.site)) {
            String key = allow.stream().map(Category::id).sorted().collect(Collectors.joining(","));
            receipts.put(key, parts.receipts().issue(source.site, allow, source.month));
        }
        return receipts;
    }

    private ScriptFile gate(Site site, String language) {
        return made(
                Part.GATE,
                site,
                language,
                source -> gate.replace(
                        GATE_TOKEN,
                        ScriptFile.literal(GateFacts.of(source.policy.document(), language, parts.texts()))));
    }

    private String language(Site site, RoutingContext context) {
        return parts.texts().language(policy(site), context.request().getParam("lang"));
    }

    private interface Text {
        String of(Source source);
    }

    private ScriptFile made(Part part, Site site, String language, Text text) {
        Source source = new Source(
                site,
                parts.policies().inForce(site),
                parts.receipts().month(),
                parts.receipts().jwks());
        Shown shown = new Shown(part, site.id(), language);
        ScriptFile file = made.get(shown);
        if (file == null || !file.from().equals(source)) {
            file = ScriptFile.of(source, text.of(source));
            made.put(shown, file);
        }
        return file;
    }
}
