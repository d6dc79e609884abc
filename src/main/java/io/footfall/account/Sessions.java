package io.footfall.account;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Log-ins that are in force, shared by all nodes through the database, which knows only hashes of their tokens. */
public final class Sessions {

    /** How long a session lasts. */
    public static final Duration LIFETIME = Duration.ofDays(14);

    private final Pool pool;
    private final InstantSource clock;
    private final SecureRandom random;

    public Sessions(Pool pool, InstantSource clock, SecureRandom random) {
        this.pool = pool;
        this.clock = clock;
        this.random = random;
    }

    /** Begins a session, always with a new token, and sweeps away those that have ended. */
    public Future<OpenedSession> open(Person person) {
        String token = Tokens.random(random);
        String csrf = Tokens.random(random);
        Instant now = clock.instant();
        Tuple values =
                Tuple.of(Buffer.buffer(Tokens.hash(token)), person.id(), csrf, utc(now), utc(now.plus(LIFETIME)));
        return pool.preparedQuery("delete from session where expires <= $1")
                .execute(Tuple.of(utc(now)))
                .compose(swept -> pool.preparedQuery("""
                        insert into session (token, person, csrf, created, expires) values ($1, $2, $3, $4, $5)""").execute(values))
                .map(stored -> new OpenedSession(token, new Session(person, csrf)));
    }

    /** The session of a token, unless it has ended. */
    public Future<Optional<Session>> find(String token) {
        return pool.preparedQuery("""
                        select p.id, p.email, p.role, s.csrf
                        from session s join person p on p.id = s.person
                        where s.token = $1 and s.expires > $2""")
                .execute(Tuple.of(Buffer.buffer(Tokens.hash(token)), utc(clock.instant())))
                .map(Sessions::first);
    }

    /** Ends a session. */
    public Future<Void> close(String token) {
        return pool.preparedQuery("delete from session where token = $1")
                .execute(Tuple.of(Buffer.buffer(Tokens.hash(token))))
                .mapEmpty();
    }

    private static Optional<Session> first(RowSet<Row> rows) {
        return rows.stream().findFirst().map(row -> {
            Person person = new Person(row.getInteger("id"), row.getString("email"), Role.byKey(row.getString("role")));
            return new Session(person, row.getString("csrf"));
        });
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
