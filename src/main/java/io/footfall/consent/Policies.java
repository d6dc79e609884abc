package io.footfall.consent;

import io.footfall.site.Site;
import io.footfall.site.Sites;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The policies of all sites: those in force in memory, all ever published in the append-only table {@code policy}.
 *
 * <p>In memory is what was in force since the start of this node, one small document per publication: published policies never
 * change, so that nothing is ever read twice.
 */
public final class Policies {

    private record Version(int site, int version) {
        static Version of(Site site) {
            return new Version(site.id(), site.policy());
        }

        static Version of(Row row) {
            return new Version(row.getInteger("site"), row.getInteger("version"));
        }
    }

    private final Pool pool;
    private final Sites sites;
    private final InstantSource clock;
    private final Map<Version, Policy> known = new ConcurrentHashMap<>();

    private Policies(Pool pool, Sites sites, InstantSource clock) {
        this.pool = pool;
        this.sites = sites;
        this.clock = clock;
    }

    /** Reads the policies in force, and from then on each new one before its site is seen with it. */
    public static Future<Policies> open(Pool pool, Sites sites, InstantSource clock) {
        Policies policies = new Policies(pool, sites, clock);
        return sites.prepareWith(policies::prepare).map(policies);
    }

    /** The sites that they are of. */
    Sites sites() {
        return sites;
    }

    /** The policy in force of a site that {@link Sites} gave. */
    public Policy inForce(Site site) {
        Policy policy = known.get(Version.of(site));
        if (policy == null) {
            throw new IllegalStateException("site " + site.id() + " has no policy " + site.policy());
        }
        return policy;
    }

    /** Any version that was ever published for the site, in its last revision. */
    public Future<Optional<Policy>> archived(Site site, int version) {
        return pool.preparedQuery(
                        "select * from policy where site = $1 and version = $2 order by revision desc limit 1")
                .execute(Tuple.of(site.id(), version))
                .map(rows -> rows.stream().findFirst().map(Policies::policy));
    }

    /**
     * Publishes a new version and puts it in force, alone: people are asked again, as receipts of the version before are no
     * longer accepted. Gives the version.
     */
    public Future<Policy> publish(Site site, PolicyDocument document) {
        return sites.changeSettings(connection -> insert(connection, site.id(), document)
                .compose(policy -> connection
                        .preparedQuery(
                                "update site set policy = $2, accepted_policies = array[$2::integer] where id = $1")
                        .execute(Tuple.of(site.id(), policy.version()))
                        .map(policy)));
    }

    private Future<Policy> insert(SqlClient client, int site, PolicyDocument document) {
        return client.preparedQuery("""
                        insert into policy (site, version, document, hash, published_at, domain)
                        select $1, max(version) + 1, $2, sha256(convert_to($2, 'UTF8')), $3,
                            (select domain from site where id = $1)
                        from policy where site = $1
                        returning *
                        """)
                .execute(Tuple.of(site, document.json(), clock.instant().atOffset(ZoneOffset.UTC)))
                .map(rows -> policy(rows.iterator().next()));
    }

    /** A new revision comes under the version that is known: which is the last one is asked for all sites. */
    private Future<Void> prepare(List<Site> all) {
        return pool.preparedQuery("select site, version, max(revision) as revision from policy"
                        + " join unnest($1::integer[], $2::integer[]) as wanted (site, version) using (site, version)"
                        + " group by site, version")
                .execute(Tuple.tuple()
                        .addArrayOfInteger(all.stream().map(Site::id).toArray(Integer[]::new))
                        .addArrayOfInteger(all.stream().map(Site::policy).toArray(Integer[]::new)))
                .compose(rows -> read(rows.stream()
                        .filter(row -> !isKnown(row))
                        .map(Policies::numbers)
                        .toList()));
    }

    private boolean isKnown(Row row) {
        Policy policy = known.get(Version.of(row));
        return policy != null && policy.revision() == row.getInteger("revision");
    }

    private static Tuple numbers(Row row) {
        return Tuple.of(row.getInteger("site"), row.getInteger("version"), row.getInteger("revision"));
    }

    private Future<Void> read(List<Tuple> missing) {
        if (missing.isEmpty()) {
            return Future.succeededFuture();
        }
        return pool.preparedQuery("select policy.* from policy"
                        + " join unnest($1::integer[], $2::integer[], $3::integer[])"
                        + " as wanted (site, version, revision) using (site, version, revision)")
                .execute(Tuple.of(column(missing, 0), column(missing, 1), column(missing, 2)))
                .map(rows -> {
                    rows.forEach(row -> known.put(Version.of(row), policy(row)));
                    return null;
                });
    }

    private static Integer[] column(List<Tuple> rows, int column) {
        return rows.stream().map(row -> row.getInteger(column)).toArray(Integer[]::new);
    }

    static Policy policy(Row row) {
        return new Policy(
                row.getInteger("version"),
                row.getInteger("revision"),
                PolicyDocument.of(row.getString("document")),
                HexFormat.of().formatHex(row.getBuffer("hash").getBytes()),
                row.getOffsetDateTime("published_at").toInstant());
    }
}
