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
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of this installation that sign receipts, one of them at a time; wrapped in the table {@code signing_key}, open in
 * memory. The first one is made at the first start, by whichever node comes first.
 *
 * <p>Rotation overlaps: a new key is published and accepted at once on every node, signs {@link #LEAD} later, when all nodes
 * know it, and the one before stays accepted until it is retired.
 */
public final class SigningKeys {

    /** From the making of a key to its first signature: twice as long as others may keep the public keys. */
    public static final Duration LEAD = Duration.ofMinutes(10);

    /** What a key in use does, for people. */
    public enum State {
        /** It is published and accepted, and signs from its time on. */
        WAITING,
        /** It signs what is issued now. */
        SIGNING,
        /** It signed before, and its receipts are still accepted. */
        ACCEPTED
    }

    /**
     * A key in use.
     *
     * @param lastMonth the last month in which a receipt of it can be good, UTC; null as long as it signs or waits
     */
    public record Listed(
            String kid,
            State state,
            Instant signsFrom,
            @Nullable YearMonth lastMonth) {}

    /** What became of the wish to give up a key. */
    public enum Retirement {
        DONE,
        /** It is the one that signs: make another first, and wait until that one does. */
        IT_SIGNS,
        UNKNOWN
    }

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

    /** Makes a new key, which signs from {@link #LEAD} on; gives its name, or nothing where one is waiting already. */
    public Future<Optional<String>> rotate() {
        Instant now = clock.instant();
        SigningKey key = SigningKey.generate(random, now.plus(LEAD));
        return sites.changeSettings(connection -> waiting(connection, now)
                .compose(waiting -> waiting
                        ? Future.succeededFuture(Optional.empty())
                        : insert(connection, key).map(Optional.of(key.kid()))));
    }

    private static Future<Boolean> waiting(SqlClient client, Instant now) {
        return client.preparedQuery(
                        "select exists (select from signing_key where state = 'accepted' and signs_from > $1)")
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** Gives up a key that does not sign, and forgets its private part: receipts signed with it are unknown from now on. */
    public Future<Retirement> retire(String kid) {
        boolean known = accepted.stream().anyMatch(key -> key.kid().equals(kid));
        return sites.changeSettings(connection -> connection
                        .preparedQuery("update signing_key set state = 'retired', private_key = null"
                                + " where kid = $1 and state = 'accepted' and kid <> (select kid from signing_key"
                                + " where state = 'accepted' and signs_from <= $2"
                                + " order by signs_from desc, kid desc limit 1)")
                        .execute(Tuple.of(kid, clock.instant().atOffset(ZoneOffset.UTC))))
                .map(rows -> rows.rowCount() == 1 ? Retirement.DONE : known ? Retirement.IT_SIGNS : Retirement.UNKNOWN);
    }

    /** The keys in use, the one that began to sign first in front. */
    public List<Listed> listed() {
        List<SigningKey> keys = accepted;
        int signing = keys.indexOf(signing());
        return IntStream.range(0, keys.size())
                .mapToObj(i -> listed(keys, i, signing))
                .toList();
    }

    private static Listed listed(List<SigningKey> keys, int index, int signing) {
        SigningKey key = keys.get(index);
        if (index >= signing) {
            return new Listed(key.kid(), index == signing ? State.SIGNING : State.WAITING, key.signsFrom(), null);
        }
        Instant end = keys.get(index + 1).signsFrom();
        YearMonth last = Receipts.expires(YearMonth.from(end.atOffset(ZoneOffset.UTC)));
        return new Listed(key.kid(), State.ACCEPTED, key.signsFrom(), last);
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
