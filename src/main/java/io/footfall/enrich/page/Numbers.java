package io.footfall.enrich.page;

import java.util.Locale;
import java.util.Set;

/**
 * Numbers that may name a person: long ones, numbers as telephones, cards and addresses of computers have them, and numbers right
 * behind a word such as {@code order} or {@code user}. Short ones are left, since articles, years and dates have no other name.
 */
final class Numbers {

    /** So many digits in a row are nobody's article: it takes that many to number a country's people. */
    static final int LONG = 9;

    /** So many with a plus or a zero before them may be a telephone's. */
    private static final int DIALLED = 7;

    private static final int GROUPS = 3;
    private static final int CARD_DIGITS = 13;
    private static final int MOST_BETWEEN = 3;
    private static final String SEPARATORS = " .-/()_\u00a0";

    private static final Set<String> PERSONAL = Set.of(
            "account",
            "accounts",
            "benutzer",
            "bestellung",
            "bestellungen",
            "booking",
            "bookings",
            "buchung",
            "client",
            "clients",
            "commande",
            "commandes",
            "contact",
            "contacts",
            "customer",
            "customers",
            "invoice",
            "invoices",
            "konto",
            "kunde",
            "kunden",
            "kundennummer",
            "lead",
            "leads",
            "member",
            "members",
            "mitglied",
            "mitglieder",
            "order",
            "orders",
            "patient",
            "patients",
            "people",
            "person",
            "profil",
            "profile",
            "profiles",
            "rechnung",
            "rechnungen",
            "reservation",
            "reservations",
            "ticket",
            "tickets",
            "tracking",
            "user",
            "users",
            "u",
            "uid",
            "userid",
            "utilisateur");

    private Numbers() {}

    /** Whether a number behind this word names a person or what a person did. */
    static boolean isPersonal(String word) {
        return PERSONAL.contains(word.toLowerCase(Locale.ROOT));
    }

    /** The text with {@code (number)} in place of these. */
    static String masked(String raw) {
        String text = inOnePlane(raw);
        StringBuilder masked = null;
        int copied = 0;
        int i = 0;
        while (i < text.length()) {
            if (!Character.isDigit(text.charAt(i))) {
                i++;
                continue;
            }
            int end = endOfDigits(text, i);
            int stop = endOfNumber(text, i, end);
            if (stop > i) {
                masked = masked == null ? new StringBuilder(text.length()) : masked;
                masked.append(text, copied, i).append("(number)");
                copied = stop;
                i = stop;
            } else {
                i = end;
            }
        }
        return masked == null
                ? text
                : masked.append(text, copied, text.length()).toString();
    }

    /** Digits beyond the first plane, such as bold ones, as common digits. */
    private static String inOnePlane(String text) {
        if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c > Character.MAX_VALUE && Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    /** Where a number that is masked ends, or its start. */
    private static int endOfNumber(String text, int start, int end) {
        if (end - start >= LONG || followsPersonal(text, start)) {
            return end;
        }
        boolean dialled = text.charAt(start) == '0' || (start > 0 && text.charAt(start - 1) == '+');
        if (dialled && end - start >= DIALLED) {
            return end;
        }
        return endOfGroups(text, start, dialled);
    }

    /** Looks at the groups of digits from here on, with one or two separators between them. */
    private static int endOfGroups(String text, int start, boolean dialled) {
        int digits = 0;
        int groups = 0;
        int full = 0;
        StringBuilder shape = new StringBuilder();
        int end = start;
        for (int at = start; at >= 0; at = nextGroup(text, end)) {
            end = endOfDigits(text, at);
            int length = end - at;
            digits += length;
            groups++;
            full += length >= 4 ? 1 : 0;
            shape.append(length).append('-');
            if (groups > 8) {
                break;
            }
        }
        boolean telephone = dialled && groups > 1 && digits >= LONG;
        boolean local = shape.indexOf("3-3-4-") == 0 || shape.indexOf("3-2-4-") == 0;
        boolean card = full >= GROUPS && digits >= CARD_DIGITS;
        return telephone || local || card || isQuad(text, start, end, groups, digits) ? end : start;
    }

    /** An address of a computer: four numbers up to 255 with points between them; versions have fewer digits. */
    private static boolean isQuad(String text, int start, int end, int groups, int digits) {
        return groups == 4
                && digits >= DIALLED
                && text.substring(start, end).chars().filter(c -> c == '.').count() == 3
                && end - start == digits + 3;
    }

    private static int nextGroup(String text, int end) {
        for (int i = end; i < text.length() && i < end + 2; i++) {
            if (SEPARATORS.indexOf(text.charAt(i)) < 0) {
                return -1;
            }
            if (i + 1 < text.length() && Character.isDigit(text.charAt(i + 1))) {
                return i + 1;
            }
        }
        return -1;
    }

    /** Whether a word that makes a number personal stands right before it: {@code order-1234}, {@code Order #1234}. */
    static boolean followsPersonal(String text, int start) {
        int end = start;
        while (end > 0 && start - end < MOST_BETWEEN && !Character.isLetter(text.charAt(end - 1))) {
            end--;
        }
        int word = end;
        while (word > 0 && Character.isLetter(text.charAt(word - 1))) {
            word--;
        }
        return word < end && end < start && isPersonal(text.substring(word, end));
    }

    private static int endOfDigits(String text, int start) {
        int end = start;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
