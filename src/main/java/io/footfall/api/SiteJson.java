package io.footfall.api;

import io.footfall.site.Counting;
import io.footfall.site.CountingChange;
import io.footfall.site.Routing;
import io.footfall.site.RoutingChange;
import io.footfall.site.SettingLists;
import io.footfall.site.Site;
import io.footfall.site.SiteChange;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sites and changes of them as JSON, as the contract describes them. */
final class SiteJson {

    private SiteJson() {}

    static JsonObject of(Site site, boolean counting) {
        return new JsonObject()
                .put("domain", site.domain())
                .put("aliases", new JsonArray(site.aliases()))
                .put("subdomains", site.subdomains())
                .put("timezone", site.zone().getId())
                .put("policy", site.policy())
                .put(
                        "thresholds",
                        new JsonObject()
                                .put("value", site.thresholds().value())
                                .put("pair", site.thresholds().pair())
                                .put("crowd", site.thresholds().crowd()))
                .put("query_parameters", new JsonArray(site.queryParameters()))
                .put("count_decisions", site.countDecisions().name().toLowerCase(Locale.ROOT))
                .mergeIn(routing(site.routing()))
                .mergeIn(counting(site.counting()))
                .put("counting", counting);
    }

    private static JsonObject routing(Routing routing) {
        return new JsonObject()
                .put("search_parameters", new JsonArray(routing.searchParameters()))
                .put("hash_routing", routing.hash())
                .put("scope", routing.scope() == null ? "host" : "domain")
                .put("test_origins", new JsonArray(routing.testOrigins()))
                .put("ignored_referrers", new JsonArray(routing.ignoredReferrers()))
                .put("channel_rules", SettingLists.ofChannelRules(routing.channelRules()));
    }

    private static JsonObject counting(Counting counting) {
        return new JsonObject()
                .put("page_groups", SettingLists.ofPageGroups(counting.pageGroups()))
                .put("funnels", SettingLists.ofFunnels(counting.funnels()))
                .put("segments", SettingLists.ofSegments(counting.segments()))
                .put("retention_months", counting.retentionMonths());
    }

    /** @param body checked against the contract */
    static SiteChange change(JsonObject body) {
        return new SiteChange(
                texts(body.getJsonArray("aliases")),
                body.getBoolean("subdomains"),
                body.getString("timezone"),
                crowd(body.getJsonObject("thresholds")),
                texts(body.getJsonArray("query_parameters")),
                body.getString("count_decisions"),
                new RoutingChange(
                        texts(body.getJsonArray("search_parameters")),
                        body.getBoolean("hash_routing"),
                        body.getString("scope"),
                        texts(body.getJsonArray("test_origins")),
                        texts(body.getJsonArray("ignored_referrers")),
                        list(body.getJsonArray("channel_rules"), SettingLists::channelRules)),
                new CountingChange(
                        list(body.getJsonArray("page_groups"), SettingLists::pageGroups),
                        list(body.getJsonArray("funnels"), SettingLists::funnels),
                        list(body.getJsonArray("segments"), SettingLists::segmentDrafts),
                        body.getInteger("retention_months")));
    }

    private static <T> @Nullable List<T> list(@Nullable JsonArray array, Function<JsonArray, List<T>> read) {
        return array == null ? null : read.apply(array);
    }

    private static @Nullable List<String> texts(@Nullable JsonArray array) {
        return array == null ? null : array.stream().map(String.class::cast).toList();
    }

    private static SiteChange.@Nullable Crowd crowd(@Nullable JsonObject thresholds) {
        return thresholds == null
                ? null
                : new SiteChange.Crowd(
                        thresholds.getInteger("value"), thresholds.getInteger("pair"), thresholds.getInteger("crowd"));
    }
}
