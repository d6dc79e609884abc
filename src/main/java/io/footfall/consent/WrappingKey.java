package io.footfall.consent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Wraps private keys before they go to the database: AES-256-GCM with a random nonce, bound to the name of the key, so that
 * wrapped keys cannot be exchanged for each other. A wrapped key is the nonce (12 bytes) and the ciphertext with its tag (16).
 */
public final class WrappingKey {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;

    /**
     * @param key 32 secret bytes, derived from the installation's secret for this purpose alone
     */
    public WrappingKey(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a wrapping key has " + KEY_BYTES + " bytes");
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    byte[] wrap(byte[] secret, String name, SecureRandom random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(secret);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-256-GCM is part of every Java runtime", impossible);
        }
    }

    /**
     * @throws GeneralSecurityException when it was wrapped with another key, under another name, or was altered
     */
    byte[] unwrap(byte[] wrapped, String name) throws GeneralSecurityException {
        if (wrapped.length < NONCE_BYTES) {
            throw new GeneralSecurityException("not a wrapped key");
        }
        ByteBuffer parts = ByteBuffer.wrap(wrapped);
        byte[] nonce = new byte[NONCE_BYTES];
        parts.get(nonce);
        byte[] sealed = new byte[parts.remaining()];
        parts.get(sealed);
        return cipher(Cipher.DECRYPT_MODE, nonce, name).doFinal(sealed);
    }

    private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "WrappingKey";
    }
}
