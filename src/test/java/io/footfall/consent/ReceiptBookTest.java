package io.footfall.consent;

import static io.footfall.consent.Category.MARKETING;
import static io.footfall.consent.Category.PREFERENCES;
import static io.footfall.consent.Category.STATISTICS;
import static io.footfall.consent.Verdict.ACCEPTED;
import static io.footfall.consent.Verdict.NO_STATISTICS;
import static io.footfall.consent.Verdict.OUTDATED;
import static io.footfall.consent.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.consent.Choice.Basis;
import io.footfall.consent.ReceiptBook.Subject;
import io.footfall.site.Site;
import io.footfall.site.Thresholds;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReceiptBookTest {

    private static final String ISSUER = "https://stats.example.org";
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Set<Category> YES = Set.of(STATISTICS);

    private static final SigningKey KEY = SigningKey.generate(new SecureRandom(), Instant.EPOCH);
    private static final Site SITE = site("example.com", 5);
    private static final ReceiptBook BOOK = ReceiptBook.of(ISSUER, standard(SITE), List.of(KEY), NOVEMBER, null);

    @Test
    void verdict_ownReceipt_acceptedWithStatisticsOnly() {
        assertThat(verdict(receipt(5, YES, NOVEMBER))).isEqualTo(ACCEPTED);
        assertThat(verdict(receipt(5, Set.of(STATISTICS, MARKETING), NOVEMBER))).isEqualTo(ACCEPTED);
        assertThat(verdict(receipt(5, Set.of(MARKETING), NOVEMBER))).isEqualTo(NO_STATISTICS);
    }

    @Test
    @DisplayName("Nothing is counted with the receipt of a rejection")
    void verdict_rejection_allowsNothing() {
        assertThat(verdict(receipt(5, Set.of(), NOVEMBER))).isEqualTo(NO_STATISTICS);
    }

    @Test
    @DisplayName("A choice is valid to the last instant of the fifth month after it, and not an instant longer")
    void verdict_endOfMonths_isExactToTheInstant() {
        String june = receipt(5, YES, YearMonth.of(2026, 6));

        assertThat(BOOK.verdict(SITE, june, Instant.parse("2026-11-30T23:59:59.999999999Z")))
                .isEqualTo(ACCEPTED);
        assertThat(BOOK.verdict(SITE, june, Instant.parse("2026-12-01T00:00:00Z")))
                .isEqualTo(OUTDATED);
        assertThat(verdict(receipt(5, YES, YearMonth.of(2026, 5)))).isEqualTo(OUTDATED);
        assertThat(verdict(receipt(5, YES, YearMonth.of(2025, 12)))).isEqualTo(OUTDATED);
        assertThat(verdict(receipt(5, YES, YearMonth.of(2025, 11)))).isEqualTo(UNKNOWN);
    }

    @Test
    void verdict_nextMonth_unknownUntilItBegins() {
        String december = receipt(5, YES, NOVEMBER.plusMonths(1));

        assertThat(BOOK.verdict(SITE, december, Instant.parse("2026-11-30T23:59:59.999Z")))
                .isEqualTo(UNKNOWN);
        assertThat(BOOK.verdict(SITE, december, Instant.parse("2026-12-01T00:00:00Z")))
                .isEqualTo(ACCEPTED);
        assertThat(verdict(receipt(5, YES, NOVEMBER.plusMonths(2)))).isEqualTo(UNKNOWN);
        assertThat(verdict(receipt(5, YES, NOVEMBER.plusYears(10)))).isEqualTo(UNKNOWN);
    }

    @Test
    void verdict_earlierPolicies_outdatedAsFarAsTheyAreRemembered() {
        assertThat(verdict(receipt(4, YES, NOVEMBER))).isEqualTo(OUTDATED);
        assertThat(verdict(receipt(2, YES, NOVEMBER))).isEqualTo(OUTDATED);
        assertThat(verdict(receipt(1, YES, NOVEMBER))).isEqualTo(UNKNOWN);
        assertThat(verdict(receipt(6, YES, NOVEMBER))).isEqualTo(UNKNOWN);
        assertThat(verdict(receipt(0, YES, NOVEMBER))).isEqualTo(UNKNOWN);
    }

    @Test
    void verdict_policyLeftWhileTheBookIsStillOld_outdatedAtOnce() {
        assertThat(BOOK.verdict(site("example.com", 6), receipt(5, YES, NOVEMBER), NOW))
                .isEqualTo(OUTDATED);
    }

    @Test
    void verdict_otherKey_unknown() {
        SigningKey other = SigningKey.generate(new SecureRandom(), Instant.EPOCH);
        assertThat(verdict(other.sign(ISSUER, "example.com", new Choice(5, YES, NOVEMBER))))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void verdict_otherKeyUnderOurName_unknown() {
        SigningKey other = SigningKey.generate(new SecureRandom(), Instant.EPOCH);
        SigningKey disguised = new SigningKey(KEY.kid(), other.publicKey(), other.privateKey(), Instant.EPOCH);
        assertThat(verdict(disguised.sign(ISSUER, "example.com", new Choice(5, YES, NOVEMBER))))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void verdict_otherSiteOrIssuer_unknown() {
        Choice choice = new Choice(5, YES, NOVEMBER);
        assertThat(verdict(KEY.sign(ISSUER, "other.test", choice))).isEqualTo(UNKNOWN);
        assertThat(verdict(KEY.sign("https://else.test", "example.com", choice)))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void verdict_unknownCategory_unknown() {
        String payload = decode(receipt(5, YES, NOVEMBER).split("\\.", -1)[1]);
        assertThat(verdict(KEY.sign(payload))).isEqualTo(ACCEPTED);
        assertThat(verdict(KEY.sign(payload.replace("statistics", "statistics\",\"telepathy"))))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void verdict_algorithmNone_unknown() {
        String[] parts = receipt(5, YES, NOVEMBER).split("\\.", -1);
        String header = encode("{\"alg\":\"none\",\"kid\":\"" + KEY.kid() + "\"}");
        assertThat(verdict(header + "." + parts[1] + ".")).isEqualTo(UNKNOWN);
        assertThat(verdict(header + "." + parts[1] + "." + parts[2])).isEqualTo(UNKNOWN);
        assertThat(verdict(encode("{\"alg\":\"none\"}") + "." + parts[1] + ".")).isEqualTo(UNKNOWN);
    }

    @Test
    void verdict_everyTruncationAndAlteration_unknown() {
        String receipt = receipt(5, YES, NOVEMBER);
        for (int i = 0; i < receipt.length(); i++) {
            char other = receipt.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(verdict(receipt.substring(0, i))).isEqualTo(UNKNOWN);
            assertThat(verdict(receipt.substring(0, i) + other + receipt.substring(i + 1)))
                    .isEqualTo(UNKNOWN);
        }
        assertThat(verdict(receipt + "=")).isEqualTo(UNKNOWN);
        assertThat(verdict(receipt + " ")).isEqualTo(UNKNOWN);
        assertThat(verdict(" " + receipt)).isEqualTo(UNKNOWN);
    }

    @Test
    void verdict_payloadOfAGrantUnderTheSignatureOfARejection_unknown() {
        String[] grant = receipt(5, YES, NOVEMBER).split("\\.", -1);
        String[] rejection = receipt(5, Set.of(), NOVEMBER).split("\\.", -1);
        assertThat(verdict(grant[0] + "." + grant[1] + "." + rejection[2])).isEqualTo(UNKNOWN);
    }

    @Test
    void of_firstAndLaterPolicy_asManyReceiptsAsStated() {
        assertThat(ReceiptBook.of(ISSUER, standard(site("a.test", 1)), List.of(KEY), NOVEMBER, null)
                        .size())
                .isEqualTo(80);
        assertThat(BOOK.size()).isEqualTo(236);
    }

    @Test
    void of_nextMonth_takesOverWhatIsSigned() {
        ReceiptBook december = ReceiptBook.of(ISSUER, standard(SITE), List.of(KEY), NOVEMBER.plusMonths(1), BOOK);
        Choice choice = new Choice(5, YES, NOVEMBER);

        assertThat(december.text(KEY, choice)).isSameAs(BOOK.text(KEY, choice));
        assertThat(december.size()).isEqualTo(236);
    }

    @Test
    void of_manyCategories_holdsRefusalEverythingAndStatisticsAlone() {
        List<Category> five = List.of(PREFERENCES, STATISTICS, MARKETING, new Category("maps"), new Category("social"));
        ReceiptBook first =
                ReceiptBook.of(ISSUER, new Subject(site("a.test", 1), five, false), List.of(KEY), NOVEMBER, null);

        assertThat(first.size()).isEqualTo(33);
        for (Set<Category> allow : List.of(Set.<Category>of(), YES, Set.copyOf(five))) {
            assertThat(first.text(KEY, new Choice(1, allow, NOVEMBER))).isNotNull();
        }
        assertThat(first.text(KEY, new Choice(1, Set.of(MARKETING), NOVEMBER))).isNull();
        assertThat(ReceiptBook.of(ISSUER, new Subject(SITE, five, true), List.of(KEY), NOVEMBER, null)
                        .size())
                .isEqualTo(33 + 3 * 26 + 7);
    }

    @Test
    @DisplayName("A notice instead of a question counts only where the policy in force has a rule for it")
    void verdict_notice_acceptedWhereThePolicyHasARule() {
        String notice = KEY.sign(ISSUER, "example.com", new Choice(5, YES, Basis.NOTICE, NOVEMBER));
        ReceiptBook ruled =
                ReceiptBook.of(ISSUER, new Subject(SITE, Category.optional(), true), List.of(KEY), NOVEMBER, null);

        assertThat(ruled.verdict(SITE, notice, NOW)).isEqualTo(ACCEPTED);
        assertThat(verdict(notice)).isEqualTo(UNKNOWN);
        assertThat(ruled.verdict(
                        SITE,
                        KEY.sign(ISSUER, "example.com", new Choice(5, Set.of(MARKETING), Basis.NOTICE, NOVEMBER)),
                        NOW))
                .isEqualTo(UNKNOWN);
    }

    private static Subject standard(Site site) {
        return new Subject(site, Category.optional(), false);
    }

    private static Verdict verdict(String text) {
        return BOOK.verdict(SITE, text, NOW);
    }

    private static String receipt(int policy, Set<Category> allow, YearMonth month) {
        return KEY.sign(ISSUER, "example.com", new Choice(policy, allow, month));
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static Site site(String domain, int policy) {
        return new Site(
                1,
                domain,
                List.of(),
                false,
                ZoneOffset.UTC,
                policy,
                List.of(policy),
                Thresholds.DEFAULT,
                List.of(),
                Site.CountDecisions.GRANTS);
    }
}
