package io.footfall.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Slows down guessing of passwords: {@value #PER_EMAIL} attempts per e-mail address in a quarter of an hour, and
 * {@value #TOGETHER} in a minute by everybody together. It is kept in memory, under keyed hashes whose key dies with
 * the process. Any thread may call it.
 */
public final class LoginThrottle {

    /** For how long a refused attempt should wait, for {@code Retry-After}. */
    public static final String RETRY_AFTER_SECONDS = "900";

    static final int PER_EMAIL = 10;
    static final int TOGETHER = 60;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String EVERYBODY = "";

    private final SecretKeySpec key;
    private final Cache<String, AtomicInteger> byEmail;
    private final Cache<String, AtomicInteger> together;

    public LoginThrottle(InstantSource clock, SecureRandom random) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, ALGORITHM);
        this.byEmail = window(clock, Duration.ofMinutes(15));
        this.together = window(clock, Duration.ofMinutes(1));
    }

    /** Counters that begin anew a fixed time after their first attempt. */
    private static Cache<String, AtomicInteger> window(InstantSource clock, Duration length) {
        return Caffeine.newBuilder()
                .expireAfterWrite(length)
                .ticker(() -> clock.millis() * 1_000_000)
                .maximumSize(10_000)
                .build();
    }

    /** Counts an attempt, and whether it may be made. */
    public boolean admits(String email) {
        return attempt(together, EVERYBODY) <= TOGETHER && attempt(byEmail, keyed(email)) <= PER_EMAIL;
    }

    /** Forgets the attempts of somebody who knew the password. */
    public void succeeded(String email) {
        byEmail.invalidate(keyed(email));
    }

    private static int attempt(Cache<String, AtomicInteger> cache, String key) {
        return cache.get(key, absent -> new AtomicInteger()).incrementAndGet();
    }

    private String keyed(String email) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] hash = mac.doFinal(email.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
