package io.footfall.consent;

import io.footfall.consent.Publication.NoDraft;
import io.footfall.consent.Publication.Published;
import io.footfall.consent.Publication.Refused;
import io.footfall.consent.Publication.Unchanged;
import io.footfall.site.Site;
import io.footfall.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Drafts of policies, what becomes of them, and the archive of what became. */
public final class Publishing {

    private final Pool pool;
    private final Sites sites;
    private final StandardTexts texts;
    private final InstantSource clock;

    public Publishing(Pool pool, Sites sites, StandardTexts texts, InstantSource clock) {
        this.pool = pool;
        this.sites = sites;
        this.texts = texts;
        this.clock = clock;
    }

    /** The last published policy, whatever this node has seen so far. */
    public Future<Policy> inForce(Site site) {
        return newest(pool, site.id());
    }

    /** The draft, if there is one. */
    public Future<Optional<PolicyDocument>> draft(Site site) {
        return draft(pool, site.id());
    }

    /** Keeps a draft instead of the one before. */
    public Future<Void> save(Site site, PolicyDocument document) {
        return pool.preparedQuery(
                        "insert into policy_draft (site, document, saved_at) values ($1, $2, $3)"
                                + " on conflict (site) do update set document = excluded.document, saved_at = excluded.saved_at")
                .execute(Tuple.of(site.id(), document.json(), now()))
                .mapEmpty();
    }

    /** Forgets the draft. */
    public Future<Void> discard(Site site) {
        return discard(pool, site.id());
    }

    /** What would come of publishing the document now. */
    public Future<PolicyCheck> check(Site site, PolicyDocument document) {
        return inForce(site).map(policy -> PolicyCheck.of(document, policy, texts));
    }

    /**
     * Publishes the draft, alone among all nodes and in one transaction: a new version when people must be asked again, else
     * an editorial revision of the one in force, which leaves all receipts as they are.
     */
    public Future<Publication> publish(Site site) {
        return sites.changeSettings(connection -> draft(connection, site.id())
                .compose(draft -> draft.isEmpty()
                        ? Future.succeededFuture(new NoDraft())
                        : newest(connection, site.id())
                                .compose(policy -> publish(connection, site, draft.get(), policy))));
    }

    private Future<Publication> publish(SqlConnection connection, Site site, PolicyDocument draft, Policy before) {
        // A first policy is in an older form: it is what it says that counts.
        if (draft.equals(before.document())) {
            return Future.succeededFuture(new Unchanged());
        }
        PolicyCheck check = PolicyCheck.of(draft, before, texts);
        if (!check.passes()) {
            return Future.succeededFuture(new Refused(check));
        }
        return insert(connection, site, draft, check)
                .compose(policy -> putInForce(connection, site.id(), check).map(policy))
                .compose(policy -> discard(connection, site.id()).map(policy))
                .map(Published::new);
    }

    private Future<Policy> insert(SqlConnection connection, Site site, PolicyDocument draft, PolicyCheck check) {
        return connection
                .preparedQuery("""
                        insert into policy
                            (site, version, revision, document, hash, published_at, domain, script_hash, findings)
                        values ($1, $2, $3, $4, sha256(convert_to($4, 'UTF8')), $5, $6, $7, $8)
                        returning *
                        """)
                .execute(Tuple.from(List.of(
                        site.id(),
                        check.version(),
                        check.revision(),
                        draft.json(),
                        now(),
                        site.domain(),
                        Buffer.buffer(HexFormat.of().parseHex(texts.scriptHash())),
                        json(check.findings()).encode())))
                .map(rows -> Policies.policy(rows.iterator().next()));
    }

    private static Future<Void> putInForce(SqlConnection connection, int site, PolicyCheck check) {
        if (!check.asksAgain()) {
            return Future.succeededFuture();
        }
        return connection
                .preparedQuery("update site set policy = $2, accepted_policies = array[$2::integer] where id = $1")
                .execute(Tuple.of(site, check.version()))
                .mapEmpty();
    }

    /** All that was ever published under the domain, the newest first; also when its site is no more. */
    public Future<List<Archived>> archive(String domain) {
        return pool.preparedQuery("""
                        select *, lead(published_at) over (order by site, version, revision) as until
                        from policy where domain = $1
                        order by site desc, version desc, revision desc
                        """)
                .execute(Tuple.of(domain))
                .map(rows -> rows.stream().map(Publishing::archived).toList());
    }

    private static Archived archived(Row row) {
        OffsetDateTime until = row.getOffsetDateTime("until");
        Buffer script = row.getBuffer("script_hash");
        return new Archived(
                Policies.policy(row),
                until == null ? null : until.toInstant(),
                script == null ? null : HexFormat.of().formatHex(script.getBytes()),
                row.getString("findings"));
    }

    /** Findings as they are archived and answered. */
    public static JsonArray json(List<Finding> findings) {
        return PolicyJson.array(
                findings,
                finding -> new JsonObject()
                        .put("level", PolicyJson.key(finding.level()))
                        .put("rule", finding.rule())
                        .put("path", finding.path())
                        .put("message", finding.message()));
    }

    private static Future<Optional<PolicyDocument>> draft(SqlClient client, int site) {
        return client.preparedQuery("select document from policy_draft where site = $1")
                .execute(Tuple.of(site))
                .map(rows -> rows.stream().findFirst().map(row -> PolicyDocument.of(row.getString(0))));
    }

    private static Future<Policy> newest(SqlClient client, int site) {
        return client.preparedQuery("select * from policy where site = $1 order by version desc, revision desc limit 1")
                .execute(Tuple.of(site))
                .map(rows -> Policies.policy(rows.iterator().next()));
    }

    private static Future<Void> discard(SqlClient client, int site) {
        return client.preparedQuery("delete from policy_draft where site = $1")
                .execute(Tuple.of(site))
                .mapEmpty();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
