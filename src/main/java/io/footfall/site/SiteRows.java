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
                .map(rows -> numbered(draft, rows.iterator().next().getInteger(0)))
                .compose(site ->
                        client.preparedQuery("""
                                insert into site (id, domain, aliases, subdomains, timezone, threshold_value,
                                    threshold_pair, threshold_crowd, query_parameters, count_decisions)
                                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                                """).execute(settings(site)).map(site));
    }

    /** Writes the settings that people change; the policy is not among them. */
    static Future<Site> update(SqlClient client, Site site) {
        return client.preparedQuery("""
                        update site set domain = $2, aliases = $3, subdomains = $4, timezone = $5, threshold_value = $6,
                            threshold_pair = $7, threshold_crowd = $8, query_parameters = $9, count_decisions = $10
                        where id = $1
                        """).execute(settings(site)).map(site);
    }

    private static Tuple settings(Site site) {
        return Tuple.tuple()
                .addInteger(site.id())
                .addString(site.domain())
                .addArrayOfString(site.aliases().toArray(String[]::new))
                .addBoolean(site.subdomains())
                .addString(site.zone().getId())
                .addInteger(site.thresholds().value())
                .addInteger(site.thresholds().pair())
                .addInteger(site.thresholds().crowd())
                .addArrayOfString(site.queryParameters().toArray(String[]::new))
                .addString(site.countDecisions().name().toLowerCase(Locale.ROOT));
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
                Site.CountDecisions.valueOf(row.getString("count_decisions").toUpperCase(Locale.ROOT)));
    }

    private static Site numbered(Site draft, int id) {
        return new Site(
                id,
                draft.domain(),
                draft.aliases(),
                draft.subdomains(),
                draft.zone(),
                draft.policy(),
                draft.acceptedPolicies(),
                draft.thresholds(),
                draft.queryParameters(),
                draft.countDecisions());
    }
}
