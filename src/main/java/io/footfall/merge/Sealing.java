package io.footfall.merge;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps cells that are too small to be read by whoever reads the database: AES-256-GCM under a key of the installation, which is not
 * in the database. Bytes: a random nonce of 12, then, sealed and bound to site and day, {@value #DEFLATED} and the deflated
 * {@link CellBytes}. What earlier versions sealed begins with the number of cells, which is never negative, and is not deflated.
 */
public final class Sealing {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte DEFLATED = -1;

    private final SecretKeySpec key;
    private final SecureRandom random;

    /** @param key 32 secret bytes, the same on all nodes, derived from the installation's secret for this purpose alone */
    public Sealing(byte[] key, SecureRandom random) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes");
        }
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    byte[] seal(int site, int day, CellSums cells) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] packed = deflated(CellBytes.of(cells, random.nextLong()));
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, site, day).doFinal(packed);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-256-GCM is part of every Java runtime", impossible);
        }
    }

    /** @throws IllegalStateException when it was sealed with another secret, or was altered */
    CellSums open(int site, int day, byte[] bytes) {
        ByteBuffer parts = ByteBuffer.wrap(bytes);
        byte[] nonce = new byte[NONCE_BYTES];
        parts.get(nonce);
        byte[] sealed = new byte[parts.remaining()];
        parts.get(sealed);
        try {
            byte[] opened = cipher(Cipher.DECRYPT_MODE, nonce, site, day).doFinal(sealed);
            return CellBytes.read(opened[0] == DEFLATED ? inflated(opened) : opened);
        } catch (GeneralSecurityException wrong) {
            throw new IllegalStateException("sealed cells need the secret with which they were sealed", wrong);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Cells of one site and day are alike, and mostly zeros: less than a quarter is left of them. */
    private static byte[] deflated(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.write(DEFLATED);
        try (OutputStream out = new DeflaterOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] inflated(byte[] packed) throws IOException {
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(packed, 1, packed.length - 1))) {
            return in.readAllBytes();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, int site, int day) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(
                ByteBuffer.allocate(2 * Integer.BYTES).putInt(site).putInt(day).flip());
        return cipher;
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "Sealing";
    }
}
