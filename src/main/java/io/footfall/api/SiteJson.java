package io.footfall.api;

import io.footfall.site.Site;
import io.footfall.site.SiteChange;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
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
                .put("counting", counting);
    }

    /** @param body checked against the contract */
    static SiteChange change(JsonObject body) {
        return new SiteChange(
                texts(body.getJsonArray("aliases")),
                body.getBoolean("subdomains"),
                body.getString("timezone"),
                crowd(body.getJsonObject("thresholds")),
                texts(body.getJsonArray("query_parameters")),
                body.getString("count_decisions"));
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
