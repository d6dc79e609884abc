package io.footfall.account;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Hashes and checks passwords away from the event loops, at most two at a time: each takes 19 MiB and a tenth of a
 * second.
 */
public final class Passwords {

    private static final int AT_ONCE = 2;

    private final WorkerExecutor workers;
    private final SecureRandom random;

    /** What a password is compared with when nobody has the e-mail address, so that the answer takes as long. */
    private final String nobody;

    public Passwords(Vertx vertx, SecureRandom random) {
        this.workers = vertx.createSharedWorkerExecutor("passwords", AT_ONCE);
        this.random = random;
        this.nobody = Argon2Hash.placeholder(random);
    }

    /** The rule that a new password breaks, as a sentence with the remedy. */
    public static Optional<String> problem(String password) {
        int characters = password.codePointCount(0, password.length());
        if (characters < 12) {
            return Optional.of("A password has at least 12 characters; a short sentence does well.");
        }
        if (characters > 200) {
            return Optional.of("A password has at most 200 characters.");
        }
        if (password.chars().distinct().count() < 4) {
            return Optional.of("A password of so few different characters is guessed at once; use a short sentence.");
        }
        return Optional.empty();
    }

    /** The hash of a new password, as it is stored. */
    public Future<String> hash(String password) {
        return workers.executeBlocking(() -> Argon2Hash.of(password, random), false);
    }

    /**
     * Whether the password is the one of a stored hash.
     *
     * @param stored empty when nobody has the e-mail address: never, but after the same time
     */
    public Future<Boolean> matches(String password, Optional<String> stored) {
        return workers.executeBlocking(
                () -> Argon2Hash.matches(password, stored.orElse(nobody)) && stored.isPresent(), false);
    }
}
