package io.footfall.consent;

import static io.footfall.consent.Category.MARKETING;
import static io.footfall.consent.Category.NECESSARY;
import static io.footfall.consent.Category.PREFERENCES;
import static io.footfall.consent.Category.STATISTICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SigningKeyTest {

    private static final String ISSUER = "https://stats.example.org";
    private static final YearMonth MONTH = YearMonth.of(2026, 11);

    private final SecureRandom random = new SecureRandom();
    private final SigningKey key = SigningKey.generate(random, Instant.EPOCH);
    private final WrappingKey wrapping = new WrappingKey(new byte[32]);

    @Test
    @DisplayName("Everybody with the same choice holds byte for byte the same receipt: it names nobody")
    void sign_sameChoiceTenThousandTimes_oneText() {
        Choice choice = new Choice(1, Set.of(STATISTICS), MONTH);

        Set<String> texts = IntStream.range(0, 10_000)
                .parallel()
                .mapToObj(i -> key.sign(ISSUER, "example.com", choice))
                .collect(Collectors.toSet());

        assertThat(texts).hasSize(1);
    }

    @Test
    @DisplayName("A receipt says site, policy, what is allowed and the month, and nothing else")
    void sign_choice_exactlyTheseMembersInThisOrder() {
        String receipt = key.sign(
                ISSUER, "example.com", new Choice(3, Set.of(STATISTICS, NECESSARY, MARKETING, PREFERENCES), MONTH));

        String[] parts = receipt.split("\\.", -1);
        assertThat(parts).hasSize(3);
        assertThat(decode(parts[0])).isEqualTo("{\"alg\":\"EdDSA\",\"kid\":\"" + key.kid() + "\"}");
        assertThat(decode(parts[1]))
                .isEqualTo("{\"iss\":\"https://stats.example.org\",\"site\":\"example.com\",\"policy\":3,"
                        + "\"allow\":[\"marketing\",\"preferences\",\"statistics\"],\"basis\":\"consent\","
                        + "\"month\":\"2026-11\"}");
    }

    @Test
    void jwks_published_verifiesWhatWasSigned() throws Exception {
        SigningKey other = SigningKey.generate(random, Instant.EPOCH);
        String json = SigningKey.jwks(java.util.List.of(other, key));
        JsonWebKeySet jwks = new JsonWebKeySet(json);
        JsonWebSignature receipt = new JsonWebSignature();
        receipt.setCompactSerialization(key.sign(ISSUER, "example.com", new Choice(1, Set.of(), MONTH)));

        receipt.setKey(jwks.findJsonWebKey(receipt.getKeyIdHeaderValue(), "OKP", "sig", "EdDSA")
                .getKey());

        assertThat(receipt.verifySignature()).isTrue();
        assertThat(key.jwk().keySet()).containsExactlyInAnyOrder("kty", "crv", "x", "kid", "use", "alg");
        assertThat(json).doesNotContain("\"d\"");
    }

    @Test
    void open_wrappedKey_signsTheSame() {
        Choice choice = new Choice(1, Set.of(STATISTICS), MONTH);
        byte[] wrapped = wrapping.wrap(key.privateKey().getEncoded(), key.kid(), random);

        SigningKey opened = SigningKey.open(key.kid(), key.publicKey().getEncoded(), wrapped, wrapping, Instant.EPOCH);

        assertThat(opened.sign(ISSUER, "a.test", choice)).isEqualTo(key.sign(ISSUER, "a.test", choice));
        assertThat(wrapping.wrap(key.privateKey().getEncoded(), key.kid(), random))
                .isNotEqualTo(wrapped);
    }

    @Test
    void open_withAnotherSecret_namesTheSetting() {
        byte[] wrapped = wrapping.wrap(key.privateKey().getEncoded(), key.kid(), random);
        byte[] other = new byte[32];
        other[31] = 1;

        assertThatThrownBy(() -> SigningKey.open(
                        key.kid(), key.publicKey().getEncoded(), wrapped, new WrappingKey(other), Instant.EPOCH))
                .isInstanceOf(WrongSecret.class)
                .hasMessageContaining("FOOTFALL_SECRET");
    }

    @Test
    void open_publicKeyOfAnother_isRefused() {
        SigningKey other = SigningKey.generate(random, Instant.EPOCH);
        byte[] wrapped = wrapping.wrap(key.privateKey().getEncoded(), key.kid(), random);

        assertThatThrownBy(() ->
                        SigningKey.open(key.kid(), other.publicKey().getEncoded(), wrapped, wrapping, Instant.EPOCH))
                .isInstanceOf(WrongSecret.class);
    }

    @Test
    void unwrap_anyByteAlteredOrAnotherName_fails() {
        byte[] wrapped = wrapping.wrap(new byte[] {1, 2, 3}, "a", random);

        for (int i = 0; i < wrapped.length; i++) {
            byte[] altered = wrapped.clone();
            altered[i] ^= 1;
            assertThatThrownBy(() -> wrapping.unwrap(altered, "a")).isInstanceOf(GeneralSecurityException.class);
        }
        assertThatThrownBy(() -> wrapping.unwrap(wrapped, "b")).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> wrapping.unwrap(new byte[3], "a")).isInstanceOf(GeneralSecurityException.class);
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
