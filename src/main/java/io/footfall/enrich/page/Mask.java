package io.footfall.enrich.page;

import java.util.regex.Pattern;

/**
 * Takes out of a text what may name a person or a session: e-mail addresses, UUIDs, long numbers, keys and tokens. It
 * rather takes a harmless word than leaves a token: a page whose name is masked is still counted, among its like.
 */
public final class Mask {

    private static final Pattern UUID =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9_+-]{10,}=*");
    /** Tokens have at least so many characters, and digits or capitals among them. */
    static final int SHORTEST_RUN = 10;

    private static final int AT = 1;
    private static final int RUNS = 2;
    private static final int DIGITS = 4;
    private static final String ENDS_ADDRESS = "/:;,=&()<>\"[]| \u00a0";

    private Mask() {}

    /** The text with {@code (email)}, {@code (id)}, {@code (token)} and {@code (number)} in place of these. */
    public static String of(String text) {
        int look = look(text);
        if (look == 0) {
            return text;
        }
        String masked = (look & AT) == 0 ? text : withoutAddresses(text);
        if (masked.length() >= 36) {
            masked = UUID.matcher(masked).replaceAll("(id)");
        }
        if ((look & RUNS) != 0 && masked.length() >= SHORTEST_RUN) {
            masked = RUN.matcher(masked).replaceAll(run -> withoutTokens(run.group()));
        }
        return (look & DIGITS) == 0 ? masked : Numbers.masked(masked);
    }

    /** What to look for, in one pass; 0 for most texts: then there is nothing to mask. */
    private static int look(String text) {
        int look = 0;
        int run = 0;
        boolean mixed = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '@') {
                look |= AT;
            } else if (Character.isDigit(c) || Character.isSurrogate(c)) {
                look |= DIGITS;
                mixed = true;
            } else if (isCapital(c)) {
                mixed = true;
            }
            run = isAlphanumeric(c) || c == '_' || c == '-' || c == '+' ? run + 1 : 0;
            if (run >= SHORTEST_RUN) {
                look |= RUNS;
            }
        }
        // Without digits and capitals no run is a token.
        return mixed ? look : look & AT;
    }

    private static String withoutAddresses(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        int copied = 0;
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int start = at;
            while (start > copied && isOfLocalPart(text.charAt(start - 1))) {
                start--;
            }
            int end = at + 1;
            while (end < text.length() && isOfDomain(text.charAt(end))) {
                end++;
            }
            if (start < at && isDomain(text.substring(at + 1, end))) {
                masked.append(text, copied, start).append("(email)");
                copied = end;
            }
        }
        return masked.append(text, copied, text.length()).toString();
    }

    private static boolean isOfLocalPart(char c) {
        return c != '@' && ENDS_ADDRESS.indexOf(c) < 0;
    }

    private static boolean isOfDomain(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-' || Character.isSurrogate(c);
    }

    /** Whether the text is a host with a top-level domain of letters: {@code react@18.2.0} is no address. */
    private static boolean isDomain(String text) {
        int dot = text.indexOf('.');
        return dot > 0
                && text.substring(dot).chars().filter(Character::isLetter).count() >= 2;
    }

    private static String withoutTokens(String run) {
        if (run.length() >= 20 && changes(run) >= 6 && isMixed(run)) {
            return "(token)";
        }
        StringBuilder masked = new StringBuilder(run.length());
        int word = 0;
        for (int i = 0; i <= run.length(); i++) {
            if (i == run.length() || !isAlphanumeric(run.charAt(i))) {
                masked.append(masked(run.substring(word, i)));
                masked.append(run, i, Math.min(i + 1, run.length()));
                word = i + 1;
            }
        }
        return masked.toString();
    }

    private static String masked(String word) {
        boolean hex = word.length() >= 16 && word.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        boolean key = word.length() >= 10 && changes(word) >= 3 && isMixed(word);
        // Random letters change case at every fourth, words in CamelCase seldom more often than at every fifth.
        boolean letters = word.length() >= 20 && changes(word) * 9 >= word.length() * 2;
        return (hex && word.chars().anyMatch(Character::isLetter)) || key || letters ? "(token)" : word;
    }

    /** Whether digits and letters occur. */
    private static boolean isMixed(String run) {
        return run.chars().anyMatch(Character::isDigit) && run.chars().anyMatch(Character::isLetter);
    }

    /** How often a letter follows a digit, a digit a letter, or a capital a small letter. */
    private static int changes(String run) {
        int changes = 0;
        for (int i = 1; i < run.length(); i++) {
            char before = run.charAt(i - 1);
            char c = run.charAt(i);
            boolean both = isAlphanumeric(before) && isAlphanumeric(c);
            if (both && (Character.isDigit(before) != Character.isDigit(c) || (isSmall(before) && isCapital(c)))) {
                changes++;
            }
        }
        return changes;
    }

    private static boolean isAlphanumeric(char c) {
        return isSmall(c) || isCapital(c) || (c >= '0' && c <= '9');
    }

    private static boolean isSmall(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
