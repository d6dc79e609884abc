package io.footfall.enrich.page;

import io.footfall.measure.Value;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * Text of a URL made comparable: percent-decoded, in NFC, without control characters. Every function takes any string
 * and throws for none.
 */
public final class Text {

    /** Encoded text is sometimes encoded again by a mail program or a redirect; more often than this it is nonsense. */
    private static final int MOST_DECODINGS = 4;

    private Text() {}

    /** A part of a path or a query, decoded until nothing is left to decode, and tidied. */
    public static String decoded(String part) {
        String text = part;
        for (int i = 0; i < MOST_DECODINGS && text.indexOf('%') >= 0; i++) {
            String next = decodedOnce(text);
            if (next.equals(text)) {
                break;
            }
            text = next;
        }
        return tidied(text);
    }

    /** Like {@link #decoded}, for a query, in which {@code +} is a space. */
    public static String decodedQuery(String part) {
        return decoded(part.replace('+', ' '));
    }

    /**
     * The text without control characters, overrides of direction and halves of surrogate pairs, trimmed and in NFC.
     */
    public static String tidied(String text) {
        if (isTidy(text)) {
            return text;
        }
        StringBuilder tidy = new StringBuilder(text.length());
        text.codePoints().filter(Text::isKept).forEach(tidy::appendCodePoint);
        return Normalizer.normalize(tidy.toString().strip(), Normalizer.Form.NFC);
    }

    /** The text without what a {@link Value} cannot hold: {@code ? # @} become spaces, and {@code ://} a colon. */
    public static String fit(String text) {
        String fit = text.indexOf(':') < 0 ? text : text.replace("://", ":");
        if (fit.indexOf('?') < 0 && fit.indexOf('#') < 0 && fit.indexOf('@') < 0) {
            return fit;
        }
        return fit.replace('?', ' ')
                .replace('#', ' ')
                .replace('@', ' ')
                .replaceAll(" {2,}", " ")
                .strip();
    }

    /** A value of at most {@link Value#MAX_LENGTH} characters; a longer text is cut and ends in an ellipsis. */
    public static Value value(String text, Value otherwise) {
        return Value.ofOr(capped(text, Value.MAX_LENGTH), otherwise);
    }

    /** The text, or where it is longer its beginning and an ellipsis, of {@code most} characters in all. */
    static String capped(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    /** The text with the characters percent-encoded that have a meaning in a cleaned page or cannot be in a value. */
    static String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '/' -> encoded.append("%2F");
                case '?' -> encoded.append("%3F");
                case '#' -> encoded.append("%23");
                case '@' -> encoded.append("%40");
                case '%' -> encoded.append("%25");
                case ';' -> encoded.append("%3B");
                default -> encoded.append(c);
            }
        }
        return encoded.toString();
    }

    /** Whether the text is visible ASCII with spaces at most inside, as most is: then there is nothing to do. */
    private static boolean isTidy(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean inside = c == ' ' && i > 0 && i < text.length() - 1;
            if (!inside && (c <= ' ' || c >= 0x7F)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isKept(int c) {
        boolean overridesDirection = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        boolean separatesLines = c == 0x2028 || c == 0x2029;
        boolean halfPair = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return !Character.isISOControl(c) && !overridesDirection && !separatesLines && !halfPair;
    }

    private static String decodedOnce(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        byte[] bytes = new byte[text.length() / 3 + 1];
        int i = 0;
        while (i < text.length()) {
            int n = 0;
            for (; octet(text, i) >= 0; i += 3) {
                bytes[n++] = (byte) octet(text, i);
            }
            if (n > 0) {
                decoded.append(characters(ByteBuffer.wrap(bytes, 0, n)));
            } else {
                decoded.append(text.charAt(i++));
            }
        }
        return decoded.toString();
    }

    /** The octet that {@code %XX} at a place stands for, or -1. */
    private static int octet(String text, int i) {
        if (i + 2 >= text.length() || text.charAt(i) != '%') {
            return -1;
        }
        int high = hex(text.charAt(i + 1));
        int low = hex(text.charAt(i + 2));
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static int hex(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    /** UTF-8; octets that are none are of an old site, in Latin 1. */
    private static CharSequence characters(ByteBuffer octets) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(octets.duplicate());
        } catch (CharacterCodingException e) {
            return StandardCharsets.ISO_8859_1.decode(octets);
        }
    }
}
