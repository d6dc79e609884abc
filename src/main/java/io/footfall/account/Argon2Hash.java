package io.footfall.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A password's Argon2id hash as a PHC string, {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}. The costs are those
 * that OWASP's password storage sheet names first; they are read back from the string, so they can be raised later.
 */
final class Argon2Hash {

    private record Cost(int memoryKib, int passes, int lanes) {
        static final Cost NOW = new Cost(19456, 2, 1);
    }

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d)\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private Argon2Hash() {}

    static String of(String password, SecureRandom random) {
        byte[] salt = salt(random);
        return phc(salt, digest(password, salt, Cost.NOW, HASH_BYTES));
    }

    /** A hash of no password, which costs as much to compare with as a real one. */
    static String placeholder(SecureRandom random) {
        return phc(salt(random), new byte[HASH_BYTES]);
    }

    /** @throws IllegalArgumentException if {@code phc} is not a hash of this kind */
    static boolean matches(String password, String phc) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not an Argon2id hash");
        }
        byte[] salt = Base64.getDecoder().decode(parts.group(4));
        byte[] hash = Base64.getDecoder().decode(parts.group(5));
        Cost cost = new Cost(number(parts, 1), number(parts, 2), number(parts, 3));
        return MessageDigest.isEqual(hash, digest(password, salt, cost, hash.length));
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static byte[] salt(SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    private static String phc(byte[] salt, byte[] hash) {
        Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + Cost.NOW.memoryKib + ",t=" + Cost.NOW.passes + ",p=" + Cost.NOW.lanes + "$"
                + encoder.encodeToString(salt) + "$" + encoder.encodeToString(hash);
    }

    /** Normalised first: keyboards spell the same letter in different ways. */
    private static byte[] digest(String password, byte[] salt, Cost cost, int length) {
        Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib)
                .withIterations(cost.passes)
                .withParallelism(cost.lanes)
                .withSalt(salt)
                .build();
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(parameters);
        byte[] hash = new byte[length];
        String normal = Normalizer.normalize(password, Normalizer.Form.NFKC);
        generator.generateBytes(normal.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
