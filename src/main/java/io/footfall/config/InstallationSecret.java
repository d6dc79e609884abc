package io.footfall.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one secret of an installation, from which keys for single purposes are derived. It comes from the settings, or from
 * the file {@code secret} in the data directory, which is made at the first start, for its owner only. The text of that
 * file can be given to other nodes as {@code FOOTFALL_SECRET}: it is the same secret.
 */
public final class InstallationSecret {

    private static final String FILE = "secret";
    private static final int BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] SALT = "footfall".getBytes(StandardCharsets.US_ASCII);

    private final byte[] extracted;

    private InstallationSecret(String text) {
        this.extracted = hmac(SALT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws InvalidSettings when the file of the data directory is damaged */
    public static InstallationSecret of(DataDirectory data, Optional<String> setting) {
        return new InstallationSecret(setting.orElseGet(() -> fromFile(data.path())));
    }

    private static String fromFile(Path dir) {
        var file = dir.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            var text = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (text.length() < BYTES) {
                throw new InvalidSettings(file
                        + ": is damaged; restore it from a backup (keys in the database cannot be read without it)");
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole and on the disk before it has its name: what it will wrap would be lost with it. */
    private static void create(Path file) throws IOException {
        var random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        var text = HexFormat.of().formatHex(random) + "\n";
        var unfinished = file.resolveSibling(FILE + ".unfinished");
        Files.deleteIfExists(unfinished);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(unfinished, options, ownerOnly)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * A key for one purpose: HKDF (RFC 5869) with SHA-256, the purpose as its info.
     *
     * @return 32 bytes, always the same for the same secret and purpose
     */
    public byte[] derive(String purpose) {
        var info = purpose.getBytes(StandardCharsets.UTF_8);
        return hmac(
                extracted,
                ByteBuffer.allocate(info.length + 1).put(info).put((byte) 1).array());
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "InstallationSecret";
    }
}
