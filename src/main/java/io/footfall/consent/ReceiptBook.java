package io.footfall.consent;

import io.footfall.consent.Choice.Basis;
import io.footfall.site.Site;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All receipts of one site that are worth knowing, signed in advance; immutable. Checking one is a look-up of its text.
 *
 * <p>For each key in use it holds
 *
 * <ul>
 *   <li>per accepted policy what {@link Choice#inAdvance} gives, of 7 months (the next one, so that a month can begin, this one,
 *       and 5 before): 8 choices and 56 receipts for up to three optional categories, 3 and 21 for more;
 *   <li>where the policy in force has a rule that asks for a notice only, the receipt of that notice, of the same months: 7;
 *   <li>per accepted policy those of them with statistics of the {@value #OUTDATED_MONTHS} months before those, and per one of
 *       the {@value #OUTDATED_POLICIES} policies before, of all 13 months, so that an outdated receipt is known for what it is:
 *       24 and 52, or 12 and 26.
 * </ul>
 *
 * That is 80 receipts of a site with its first policy, 236 at most with one accepted policy, and 7 more with a notice, of about 350
 * bytes each and half a millisecond to sign; so a thousand new sites cost 80,000 signatures, whatever categories they have. What is
 * not in the book is signed when it is asked for, and visits are not counted with it: they come with statistics alone.
 */
final class ReceiptBook {

    static final int OUTDATED_MONTHS = 6;
    static final int OUTDATED_POLICIES = 3;

    private record Signed(String kid, Choice choice) {}

    /** What a receipt says; from and until are seconds since 1970, until excluded. */
    private record Entry(Integer policy, boolean statistics, long from, long until) {
        static Entry of(Choice choice) {
            return new Entry(
                    choice.policy(),
                    choice.allowsStatistics(),
                    begin(choice.month()),
                    begin(choice.month().plusMonths(Choice.MONTHS + 1)));
        }

        private static long begin(YearMonth month) {
            return month.atDay(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        }
    }

    private final Map<Signed, String> texts = new HashMap<>();
    private final Map<String, Entry> entries = new HashMap<>();
    private final String issuer;
    private final Site site;

    /** A site, and what its policy in force says of receipts. */
    record Subject(Site site, List<Category> optional, boolean notice) {
        static Subject of(Site site, PolicyDocument document) {
            return new Subject(site, document.optional(), document.asksForNoticeOnly());
        }
    }

    private ReceiptBook(String issuer, Site site) {
        this.issuer = issuer;
        this.site = site;
    }

    /**
     * Writes the book of a site; takes what is already signed from the book before, and signs the rest, which blocks.
     *
     * @param month the current one
     */
    static ReceiptBook of(
            String issuer, Subject subject, List<SigningKey> keys, YearMonth month, @Nullable ReceiptBook before) {
        Site site = subject.site;
        ReceiptBook book = new ReceiptBook(issuer, site);
        int oldest = site.acceptedPolicies().stream()
                .mapToInt(policy -> policy)
                .min()
                .orElse(site.policy());
        for (SigningKey key : keys) {
            for (int policy = Math.max(1, oldest - OUTDATED_POLICIES); policy <= site.policy(); policy++) {
                boolean accepted = site.acceptedPolicies().contains(policy);
                for (int age = -1; age <= Choice.MONTHS + OUTDATED_MONTHS; age++) {
                    boolean inForce = accepted && age <= Choice.MONTHS;
                    book.write(key, choices(subject, policy, month.minusMonths(age), inForce), before);
                }
            }
        }
        return book;
    }

    private static List<Choice> choices(Subject subject, int policy, YearMonth month, boolean inForce) {
        List<Choice> choices = new ArrayList<>();
        for (Set<Category> allow : Choice.inAdvance(subject.optional)) {
            if (inForce || allow.contains(Category.STATISTICS)) {
                choices.add(new Choice(policy, allow, month));
            }
        }
        if (inForce && subject.notice && policy == subject.site.policy()) {
            choices.add(new Choice(policy, Choice.STATISTICS, Basis.NOTICE, month));
        }
        return choices;
    }

    private void write(SigningKey key, List<Choice> choices, @Nullable ReceiptBook before) {
        for (Choice choice : choices) {
            Signed signed = new Signed(key.kid(), choice);
            String known = before == null ? null : before.texts.get(signed);
            String text = known != null ? known : key.sign(issuer, site.domain(), choice);
            texts.put(signed, text);
            entries.put(text, Entry.of(choice));
        }
    }

    /** The text of a receipt, null when it is not in the book. */
    @Nullable
    String text(SigningKey key, Choice choice) {
        return texts.get(new Signed(key.kid(), choice));
    }

    /** What a text is worth at an instant under the policies that the site accepts now. */
    Verdict verdict(Site current, String text, Instant now) {
        Entry entry = entries.get(text);
        long second = now.getEpochSecond();
        if (entry == null || second < entry.from) {
            return Verdict.UNKNOWN;
        }
        if (second >= entry.until || !current.acceptedPolicies().contains(entry.policy)) {
            return Verdict.OUTDATED;
        }
        return entry.statistics ? Verdict.ACCEPTED : Verdict.NO_STATISTICS;
    }

    /** How many receipts it holds. */
    int size() {
        return entries.size();
    }
}
