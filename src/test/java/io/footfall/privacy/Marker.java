package io.footfall.privacy;

import io.footfall.privacy.MarkerSearch.Pattern;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Something that a browser sends and that nobody may find afterwards, in all the ways in which it could have been written. */
final class Marker {

    private static final HexFormat HEX = HexFormat.of();

    private final String name;
    private final List<Pattern> patterns = new ArrayList<>();

    private Marker(String name) {
        this.name = name;
    }

    /** A text. */
    static Marker text(String name, String text) {
        Marker marker = new Marker(name);
        marker.addText("", text);
        return marker;
    }

    /** An address: as text, whole and without its end, and as a number in both byte orders. */
    static Marker address(String name, String text) {
        Marker marker = new Marker(name);
        byte[] bytes = addressOf(text);
        marker.addText("", text);
        marker.addText("network ", network(text));
        marker.addBytes("", bytes);
        if (bytes.length == 4) {
            marker.addText("number ", Long.toString(ByteBuffer.wrap(bytes).getInt() & 0xffff_ffffL));
            marker.addText(
                    "signed number ", Integer.toString(ByteBuffer.wrap(bytes).getInt()));
        } else {
            marker.addBytes("network ", Arrays.copyOf(bytes, 8));
        }
        return marker;
    }

    /** A number of 64 bits, such as a nonce, and its text. */
    static Marker number(String name, long bits, String text) {
        Marker marker = new Marker(name);
        marker.addText("", text);
        marker.addText("number ", Long.toString(bits));
        marker.addBytes("", ByteBuffer.allocate(Long.BYTES).putLong(bits).array());
        return marker;
    }

    List<Pattern> patterns() {
        return List.copyOf(patterns);
    }

    private static byte[] addressOf(String text) {
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The first three numbers of a version 4, the first four of a version 6 address. */
    private static String network(String address) {
        return address.contains(":")
                ? String.join(":", Arrays.copyOf(address.split(":"), 4)) + ":"
                : address.substring(0, address.lastIndexOf('.') + 1);
    }

    private void addText(String prefix, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        add(prefix + "as text", utf8, true);
        for (Charset wide : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            add(prefix + "as " + wide.name(), text.getBytes(wide), true);
        }
        add(prefix + "percent-encoded", percent(utf8), true);
        addEncoded(prefix, utf8);
    }

    private void addBytes(String prefix, byte[] bytes) {
        add(prefix + "in network byte order", bytes, false);
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        add(prefix + "in little-endian byte order", reversed, false);
        addEncoded(prefix + "bytes ", bytes);
    }

    private void addEncoded(String prefix, byte[] bytes) {
        add(prefix + "in hex", ascii(HEX.formatHex(bytes)), true);
        for (int alignment = 0; alignment < 3; alignment++) {
            addBase64(prefix + "in base64 at " + alignment, bytes, alignment);
        }
        for (String algorithm : List.of("MD5", "SHA-1", "SHA-256")) {
            byte[] hash = hash(algorithm, bytes);
            add(prefix + "as " + algorithm, hash, false);
            add(prefix + "as " + algorithm + " in hex", ascii(HEX.formatHex(hash)), true);
        }
    }

    /** With unknown bytes around ours: the characters that depend on ours alone, or, of a short one, all that hold a bit of it. */
    private void addBase64(String how, byte[] bytes, int alignment) {
        byte[] shifted = new byte[alignment + bytes.length + 1];
        System.arraycopy(bytes, 0, shifted, alignment, bytes.length);
        int firstBit = alignment * Byte.SIZE;
        int endBit = firstBit + bytes.length * Byte.SIZE;
        if (bytes.length > Integer.BYTES) {
            addBase64(how, shifted, (firstBit + 5) / 6, endBit / 6);
            return;
        }
        int bitsBefore = firstBit % 6;
        int bitsAfter = (6 - endBit % 6) % 6;
        for (int before = 0; before < 1 << bitsBefore; before++) {
            for (int after = 0; after < 1 << bitsAfter; after++) {
                if (alignment > 0) {
                    shifted[alignment - 1] = (byte) before;
                }
                shifted[shifted.length - 1] = (byte) (after << (Byte.SIZE - bitsAfter));
                addBase64(how, shifted, firstBit / 6, (endBit + 5) / 6);
            }
        }
    }

    private void addBase64(String how, byte[] bytes, int from, int to) {
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            add(how, ascii(encoder.encodeToString(bytes).substring(from, to)), false);
        }
    }

    private void add(String how, byte[] bytes, boolean anyCase) {
        patterns.add(new Pattern(name + ", " + how, bytes, anyCase));
    }

    private static byte[] percent(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append('%').append(HEX.toHexDigits(b));
        }
        return ascii(text.toString());
    }

    private static byte[] hash(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
