package io.footfall.account;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The people who may log in, and how the first of them comes about. */
public final class Accounts {

    /** How long a set-up link can be used. */
    public static final Duration LINK_LIFETIME = Duration.ofHours(24);

    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,189}");

    private final Pool pool;
    private final Passwords passwords;
    private final InstantSource clock;
    private final SecureRandom random;

    public Accounts(Pool pool, Passwords passwords, InstantSource clock, SecureRandom random) {
        this.pool = pool;
        this.passwords = passwords;
        this.clock = clock;
        this.random = random;
    }

    /** Whether anybody can log in yet. */
    public Future<Boolean> anybody() {
        return anybody(pool);
    }

    /**
     * Creates the administrator that the settings name, unless there is anybody already: later changes of the settings
     * change nobody's password.
     *
     * @return what is wrong with the settings, as a sentence, or empty
     */
    public Future<Optional<String>> createFirst(String email, String password) {
        Optional<SetUp.Invalid> invalid = invalid(email, password);
        if (invalid.isPresent()) {
            return Future.succeededFuture(invalid.map(SetUp.Invalid::remedy));
        }
        return anybody()
                .compose(anybody -> anybody
                        ? Future.succeededFuture(Optional.empty())
                        : passwords
                                .hash(password)
                                .compose(hash ->
                                        pool.withTransaction(connection -> insertFirst(connection, email, hash)))
                                .map(created -> Optional.empty()));
    }

    /** The token of a new one-time set-up link, or empty when there is anybody already. */
    public Future<Optional<String>> setUpToken() {
        return anybody().compose(anybody -> {
            if (anybody) {
                return Future.succeededFuture(Optional.empty());
            }
            String token = Tokens.random(random);
            Object expires = clock.instant().plus(LINK_LIFETIME).atOffset(ZoneOffset.UTC);
            return pool.preparedQuery("insert into setup_link (token, expires) values ($1, $2)")
                    .execute(Tuple.of(Buffer.buffer(Tokens.hash(token)), expires))
                    .map(stored -> Optional.of(token));
        });
    }

    /** Creates the first administrator by a set-up link, which, like all others, is used up by that. */
    public Future<SetUp> setUp(String token, String email, String password) {
        Optional<SetUp.Invalid> invalid = invalid(email, password);
        if (invalid.isPresent()) {
            return Future.succeededFuture(invalid.get());
        }
        return usable(token)
                .compose(usable -> usable
                        ? passwords
                                .hash(password)
                                .compose(
                                        hash -> pool.withTransaction(connection -> use(connection, token, email, hash)))
                        : Future.succeededFuture(new SetUp.LinkRefused()));
    }

    /** The person with this e-mail address and password; a wrong address takes as long as a wrong password. */
    public Future<Optional<Person>> check(String email, String password) {
        // PostgreSQL takes no NUL in a text: nobody has such an address, and it costs the same to say so.
        return pool.preparedQuery("select id, email, role, password from person where email = $1")
                .execute(Tuple.of(normal(email).replace('\0', ' ')))
                .compose(rows -> {
                    Optional<Row> row = rows.stream().findFirst();
                    return passwords
                            .matches(password, row.map(found -> found.getString("password")))
                            .map(matches -> row.filter(found -> matches).map(Accounts::person));
                });
    }

    /** Before the costly hash, so that guessing links costs the server nothing. */
    private Future<Boolean> usable(String token) {
        return pool.preparedQuery("select 1 from setup_link where token = $1 and expires > $2")
                .execute(Tuple.of(
                        Buffer.buffer(Tokens.hash(token)), clock.instant().atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.size() == 1);
    }

    private Future<SetUp> use(SqlConnection connection, String token, String email, String hash) {
        return lock(connection)
                .compose(locked -> connection
                        .preparedQuery("delete from setup_link where token = $1 returning 1")
                        .execute(Tuple.of(Buffer.buffer(Tokens.hash(token)))))
                .compose(links -> links.size() == 1
                        ? insertFirst(connection, email, hash)
                        : Future.succeededFuture(Optional.<Person>empty()))
                .map(person -> person.<SetUp>map(SetUp.Done::new).orElseGet(SetUp.LinkRefused::new));
    }

    /** Inserts a person if there is nobody, whichever nodes try at once, and ends all set-up links. */
    private static Future<Optional<Person>> insertFirst(SqlConnection connection, String email, String hash) {
        return lock(connection)
                .compose(locked ->
                        connection.preparedQuery("""
                                insert into person (email, password, role)
                                select $1, $2, $3 where not exists (select 1 from person)
                                returning id, email, role""").execute(Tuple.of(normal(email), hash, Role.ADMINISTRATOR.key())))
                .compose(rows -> connection
                        .query("delete from setup_link")
                        .execute()
                        .map(ended -> rows.stream().findFirst().map(Accounts::person)));
    }

    /** One at a time: taken again by the same transaction it waits for nobody. */
    private static Future<Void> lock(SqlConnection connection) {
        return connection
                .query("lock table setup_link in share row exclusive mode")
                .execute()
                .mapEmpty();
    }

    private static Future<Boolean> anybody(SqlClient client) {
        return client.query("select 1 from person limit 1").execute().map(rows -> rows.size() > 0);
    }

    private static Optional<SetUp.Invalid> invalid(String email, String password) {
        if (!EMAIL.matcher(normal(email)).matches()) {
            return Optional.of(new SetUp.Invalid("email", "An e-mail address looks like name@example.com."));
        }
        return Passwords.problem(password).map(remedy -> new SetUp.Invalid("password", remedy));
    }

    private static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    private static Person person(Row row) {
        return new Person(row.getInteger("id"), row.getString("email"), Role.byKey(row.getString("role")));
    }
}
