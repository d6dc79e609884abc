package io.footfall.consent;

import io.footfall.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;

/**
 * The keys of this installation that sign receipts, one of them at a time; wrapped in the table {@code signing_key}, open in
 * memory. The first one is made at the first start, by whichever node comes first.
 *
 * <p>Rotation overlaps: a new key is published and accepted at once on every node, signs {@link #LEAD} later, when all nodes
 * know it, and the one before stays accepted until it is retired.
 */
public final class SigningKeys {

    /** From the making of a key to its first signature: many times what nodes need to hear of it. */
    public static final Duration LEAD = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final Pool pool;
    private final Sites sites;
    private final WrappingKey wrapping;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private volatile List<SigningKey> accepted = List.of(); // by signsFrom
    private volatile String jwks = "";

    private SigningKeys(Vertx vertx, Pool pool, Sites sites, WrappingKey wrapping, InstantSource clock) {
        this.vertx = vertx;
        this.pool = pool;
        this.sites = sites;
        this.wrapping = wrapping;
        this.clock = clock;
    }

    /**
     * Reads the keys, after making the first one where there is none; fails with {@link WrongSecret} when they were wrapped
     * with another secret.
     *
     * @param sites tells of changes made by other nodes
     */
    public static Future<SigningKeys> open(
            Vertx vertx, Pool pool, Sites sites, WrappingKey wrapping, InstantSource clock) {
        SigningKeys keys = new SigningKeys(vertx, pool, sites, wrapping, clock);
        return keys.any(pool)
                .compose(any -> any ? Future.succeededFuture() : keys.makeFirst())
                .compose(made -> sites.prepareWith(changed -> keys.reload()))
                .map(keys);
    }

    /** Makes a new key, which signs from {@link #LEAD} on; gives its name. */
    public Future<String> rotate() {
        SigningKey key = SigningKey.generate(random, clock.instant().plus(LEAD));
        return sites.changeSettings(connection -> insert(connection, key)).map(key.kid());
    }

    /**
     * Gives up a key that signs no more, and forgets its private part: receipts signed with it are unknown from now on. Gives
     * whether there was such a key.
     */
    public Future<Boolean> retire(String kid) {
        if (signing().kid().equals(kid)) {
            return Future.succeededFuture(false);
        }
        return sites.changeSettings(connection -> connection
                        .preparedQuery("update signing_key set state = 'retired', private_key = null"
                                + " where kid = $1 and state = 'accepted'")
                        .execute(Tuple.of(kid)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** The keys in use, the one that began to sign first in front. */
    List<SigningKey> accepted() {
        return accepted;
    }

    /** The key that signs now. */
    SigningKey signing() {
        List<SigningKey> keys = accepted;
        Instant now = clock.instant();
        SigningKey latest = keys.get(0); // also where the clock is behind that of the node that made it
        for (SigningKey key : keys) {
            latest = key.signsFrom().isAfter(now) ? latest : key;
        }
        return latest;
    }

    /** The public keys in use, a JWK Set in JSON. */
    public String jwks() {
        return jwks;
    }

    private Future<Void> makeFirst() {
        SigningKey key = SigningKey.generate(random, clock.instant());
        return sites.changeSettings(
                connection -> any(connection).compose(any -> any ? Future.succeededFuture() : insert(connection, key)));
    }

    private Future<Boolean> any(SqlClient client) {
        return client.query("select exists (select from signing_key where state = 'accepted')")
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private Future<Void> insert(SqlClient client, SigningKey key) {
        byte[] wrapped = wrapping.wrap(key.privateKey().getEncoded(), key.kid(), random);
        return client.preparedQuery(
                        "insert into signing_key (kid, public_key, private_key, signs_from) values ($1, $2, $3, $4)")
                .execute(Tuple.of(
                        key.kid(),
                        Buffer.buffer(key.publicKey().getEncoded()),
                        Buffer.buffer(wrapped),
                        key.signsFrom().atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    private Future<Void> reload() {
        return pool.query("select kid, public_key, private_key, signs_from from signing_key where state = 'accepted'")
                .execute()
                .compose(rows -> {
                    List<Row> stored = rows.stream().toList();
                    return vertx.executeBlocking(() -> stored.stream()
                            .map(this::key)
                            .sorted(Comparator.comparing(SigningKey::signsFrom).thenComparing(SigningKey::kid))
                            .toList());
                })
                .onSuccess(keys -> {
                    jwks = SigningKey.jwks(keys);
                    accepted = keys;
                })
                .mapEmpty();
    }

    private SigningKey key(Row row) {
        return SigningKey.open(
                row.getString("kid"),
                row.getBuffer("public_key").getBytes(),
                row.getBuffer("private_key").getBytes(),
                wrapping,
                row.getOffsetDateTime("signs_from").toInstant());
    }
}
