package io.footfall.site;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sites as rows of the table {@code site}. */
final class SiteRows {

    private static final String HOST = "host";
    private static final String DOMAIN = "domain";

    private SiteRows() {}

    /** All sites, by number. */
    static Future<List<Site>> all(SqlClient client) {
        return client.query("select * from site order by id")
                .execute()
                .map(rows -> rows.stream().map(SiteRows::site).toList());
    }

    /** The site with a domain. */
    static Future<Optional<Site>> byDomain(SqlClient client, String domain) {
        return client.preparedQuery("select * from site where domain = $1")
                .execute(Tuple.of(domain))
                .map(rows -> rows.stream().findFirst().map(SiteRows::site));
    }

    /** A host of the site that another site has too, if any; meaningful under the lock of the settings. */
    static Future<Optional<SiteResult.Taken>> taken(SqlClient client, Site site) {
        return client.preparedQuery("""
                        select host, host = $2 as is_domain
                        from unnest(array[$2] || $3::text[]) as wanted (host)
                        where exists (
                            select from site where id <> $1 and (domain = wanted.host or wanted.host = any (aliases)))
                        limit 1
                        """)
                .execute(Tuple.of(site.id(), site.domain(), site.aliases().toArray(String[]::new)))
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> new SiteResult.Taken(
                                row.getBoolean("is_domain") ? "domain" : "aliases", row.getString("host"))));
    }

    /** Adds a site under a number never given before; gives it with its number. */
    static Future<Site> insert(SqlClient client, Site draft) {
        return client.query("update settings_version set last_site = last_site + 1 returning last_site")
                .execute()
                .map(rows -> draft.numbered(rows.iterator().next().getInteger(0)))
                .compose(site ->
                        client.preparedQuery("""
                                insert into site (id, domain, aliases, subdomains, timezone, threshold_value,
                                    threshold_pair, threshold_crowd, query_parameters, count_decisions,
                                    search_parameters, hash_routing, scope, test_origins, ignored_referrers,
                                    channel_rules, page_groups, funnels, segments, retention_months)
                                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
                                    $18, $19, $20)
                                """).execute(settings(site)).map(site));
    }

    /** Writes the settings that people change; the policy is not among them. */
    static Future<Site> update(SqlClient client, Site site) {
        return client.preparedQuery("""
                        update site set domain = $2, aliases = $3, subdomains = $4, timezone = $5, threshold_value = $6,
                            threshold_pair = $7, threshold_crowd = $8, query_parameters = $9, count_decisions = $10,
                            search_parameters = $11, hash_routing = $12, scope = $13, test_origins = $14,
                            ignored_referrers = $15, channel_rules = $16, page_groups = $17, funnels = $18,
                            segments = $19, retention_months = $20
                        where id = $1
                        """).execute(settings(site)).map(site);
    }

    private static Tuple settings(Site site) {
        Routing routing = site.routing();
        Counting counting = site.counting();
        return Tuple.tuple()
                .addInteger(site.id())
                .addString(site.domain())
                .addArrayOfString(array(site.aliases()))
                .addBoolean(site.subdomains())
                .addString(site.zone().getId())
                .addInteger(site.thresholds().value())
                .addInteger(site.thresholds().pair())
                .addInteger(site.thresholds().crowd())
                .addArrayOfString(array(site.queryParameters()))
                .addString(site.countDecisions().name().toLowerCase(Locale.ROOT))
                .addArrayOfString(array(routing.searchParameters()))
                .addBoolean(routing.hash())
                .addString(routing.scope() == null ? HOST : DOMAIN)
                .addArrayOfString(array(routing.testOrigins()))
                .addArrayOfString(array(routing.ignoredReferrers()))
                .addJsonArray(SettingLists.ofChannelRules(routing.channelRules()))
                .addJsonArray(SettingLists.ofPageGroups(counting.pageGroups()))
                .addJsonArray(SettingLists.ofFunnels(counting.funnels()))
                .addJsonArray(SettingLists.ofSegments(counting.segments()))
                .addInteger(counting.retentionMonths());
    }

    private static Site site(Row row) {
        return new Site(
                row.getInteger("id"),
                row.getString("domain"),
                List.of(row.getArrayOfStrings("aliases")),
                row.getBoolean("subdomains"),
                ZoneId.of(row.getString("timezone")),
                row.getInteger("policy"),
                List.of(row.getArrayOfIntegers("accepted_policies")),
                new Thresholds(
                        row.getInteger("threshold_value"),
                        row.getInteger("threshold_pair"),
                        row.getInteger("threshold_crowd")),
                List.of(row.getArrayOfStrings("query_parameters")),
                Site.CountDecisions.valueOf(row.getString("count_decisions").toUpperCase(Locale.ROOT)),
                routing(row),
                counting(row));
    }

    private static Routing routing(Row row) {
        boolean wide = row.getString("scope").equals(DOMAIN);
        return new Routing(
                List.of(row.getArrayOfStrings("search_parameters")),
                row.getBoolean("hash_routing"),
                // By today's list: should the domain have become a public suffix, each host is for itself again.
                wide ? PublicSuffixes.registrable(row.getString("domain")).orElse(null) : null,
                List.of(row.getArrayOfStrings("test_origins")),
                List.of(row.getArrayOfStrings("ignored_referrers")),
                SettingLists.channelRules(row.getJsonArray("channel_rules")));
    }

    private static Counting counting(Row row) {
        return new Counting(
                SettingLists.pageGroups(row.getJsonArray("page_groups")),
                SettingLists.funnels(row.getJsonArray("funnels")),
                SettingLists.segments(row.getJsonArray("segments")),
                row.getInteger("retention_months"));
    }

    private static String[] array(List<String> texts) {
        return texts.toArray(String[]::new);
    }
}
