package io.footfall.measure;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bounded, cleaned text that may become the key of a cell: a page path, a source, a country. It cannot hold a full
 * URL, a query string or an e-mail address: {@link #of} refuses them, so that nothing raw passes the privacy boundary
 * by mistake.
 */
public final class Value {

    /** The most characters (UTF-16 units) of a value. */
    public static final int MAX_LENGTH = 200;

    /** What stands for "the browser did not say" or "not known". */
    public static final Value UNKNOWN = new Value("(unknown)");

    /** What stands for the values past a cap. */
    public static final Value OTHER = new Value("(other)");

    /** What stands for values that too few visits have, in pairs. */
    public static final Value FEW = new Value("(few)");

    /** What stands for the absence of a value, such as no campaign. */
    public static final Value NONE = new Value("(none)");

    /** What is no value of its own. */
    public static final List<Value> RESERVED = List.of(UNKNOWN, OTHER, FEW, NONE);

    private final String text;
    private final int hash;
    private final boolean reserved;

    private Value(String text) {
        this.text = text;
        this.hash = text.hashCode();
        this.reserved = text.charAt(0) == '(' && isReserved(text);
    }

    /**
     * The value of a cleaned text.
     *
     * @throws IllegalArgumentException if the text is not clean; the message names the rule, never the text
     */
    public static Value of(String text) {
        brokenRule(text).ifPresent(rule -> {
            throw new IllegalArgumentException("not a clean value: " + rule);
        });
        return new Value(text);
    }

    /** The value of a text, or {@code otherwise} where the text is not clean. */
    public static Value ofOr(String text, Value otherwise) {
        return brokenRule(text).isEmpty() ? new Value(text) : otherwise;
    }

    /** Whether {@link #of} takes a text. */
    public static boolean isClean(String text) {
        return brokenRule(text).isEmpty();
    }

    /** The first rule that the text breaks, or empty for a clean one. */
    private static Optional<String> brokenRule(String text) {
        if (text.isEmpty()) {
            return Optional.of("empty");
        }
        if (text.length() > MAX_LENGTH) {
            return Optional.of("longer than " + MAX_LENGTH + " characters");
        }
        boolean ascii = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            ascii &= c < 0x80;
            if (c == '?' || c == '#' || c == '@') {
                return Optional.of("contains one of ? # @");
            }
            if (Character.isISOControl(c)) {
                return Optional.of("contains a control character");
            }
            if (Character.isSurrogate(c) && !isPair(text, i)) {
                return Optional.of("contains half a surrogate pair");
            }
        }
        if (text.contains("://")) {
            return Optional.of("contains a full URL");
        }
        return ascii || Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? Optional.empty()
                : Optional.of("not in NFC");
    }

    private static boolean isPair(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    private static boolean isReserved(String text) {
        return switch (text) {
            case "(unknown)", "(other)", "(few)", "(none)" -> true;
            default -> false;
        };
    }

    /** Whether it stands for others, or for none, and so is no value of its own. */
    public boolean isReserved() {
        return reserved;
    }

    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Value value && value.text.equals(text);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return text;
    }
}
