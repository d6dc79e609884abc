package io.footfall.enrich.agent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A User-Agent as a key of a cache: 128 bits of a keyed hash, which say nothing once the process and its key are gone. */
record UserAgentKey(long high, long low) {

    /** Makes keys; any thread may ask. */
    static final class Hash {

        private static final String ALGORITHM = "HmacSHA256";

        private final ThreadLocal<Mac> macs;

        /** @param secret at least 16 random bytes, made for this process */
        Hash(byte[] secret) {
            SecretKeySpec key = new SecretKeySpec(secret, ALGORITHM);
            this.macs = ThreadLocal.withInitial(() -> mac(key));
        }

        UserAgentKey of(String userAgent) {
            ByteBuffer hash = ByteBuffer.wrap(macs.get().doFinal(userAgent.getBytes(StandardCharsets.UTF_8)));
            return new UserAgentKey(hash.getLong(), hash.getLong());
        }

        private static Mac mac(SecretKeySpec key) {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(key);
                return mac;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has " + ALGORITHM, e);
            }
        }
    }
}
