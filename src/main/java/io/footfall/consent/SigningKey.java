package io.footfall.consent;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.HashUtil;
import org.jose4j.lang.JoseException;

/**
 * An Ed25519 key that signs receipts. Ed25519 signs deterministically: the same choice gives the same bytes, always, on every
 * node; that is what keeps a receipt from naming anybody.
 *
 * @param kid its name: the first {@value #KID_LENGTH} characters of the key's RFC 7638 thumbprint
 * @param signsFrom when it begins to sign; it is accepted before
 */
record SigningKey(String kid, PublicKey publicKey, PrivateKey privateKey, Instant signsFrom) {

    private static final String ALGORITHM = "Ed25519";
    private static final int KID_LENGTH = 12;

    /** A new key. */
    static SigningKey generate(SecureRandom random, Instant signsFrom) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(255, random);
            KeyPair pair = generator.generateKeyPair();
            return new SigningKey(kid(pair.getPublic()), pair.getPublic(), pair.getPrivate(), signsFrom);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Ed25519 is part of every Java runtime from 15 on", impossible);
        }
    }

    /**
     * A stored key.
     *
     * @throws WrongSecret when the private key cannot be unwrapped
     */
    static SigningKey open(String kid, byte[] publicKey, byte[] wrapped, WrappingKey wrapping, Instant signsFrom) {
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            PublicKey published = factory.generatePublic(new X509EncodedKeySpec(publicKey));
            if (!kid(published).equals(kid)) {
                throw new GeneralSecurityException("the public key is not the one that was named");
            }
            PrivateKey secret = factory.generatePrivate(new PKCS8EncodedKeySpec(wrapping.unwrap(wrapped, kid)));
            return new SigningKey(kid, published, secret, signsFrom);
        } catch (GeneralSecurityException wrong) {
            throw new WrongSecret(kid, wrong);
        }
    }

    /**
     * The receipt of a choice, a compact JWS. The order of its members is fixed: it is part of the bytes.
     *
     * @param issuer the installation
     * @param site the site's domain
     */
    String sign(String issuer, String site, Choice choice) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("site", site);
        claims.put("policy", choice.policy());
        claims.put("allow", choice.allow().stream().map(Category::id).sorted().toList());
        claims.put("basis", choice.basis().id());
        claims.put("month", choice.month().toString());
        return sign(JsonUtil.toJson(claims));
    }

    /** A compact JWS of any payload. */
    String sign(String payload) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        jws.setKeyIdHeaderValue(kid);
        jws.setPayload(payload);
        jws.setKey(privateKey);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException("an Ed25519 key signs", impossible);
        }
    }

    /** The public key as in a JWK Set. */
    Map<String, Object> jwk() {
        JsonWebKey jwk = jwk(publicKey);
        jwk.setKeyId(kid);
        jwk.setUse("sig");
        jwk.setAlgorithm(AlgorithmIdentifiers.EDDSA);
        return jwk.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    /** A JWK Set of public keys. */
    static String jwks(List<SigningKey> keys) {
        return JsonUtil.toJson(Map.of("keys", keys.stream().map(SigningKey::jwk).toList()));
    }

    /** The name only. */
    @Override
    public String toString() {
        return "SigningKey[" + kid + "]";
    }

    private static String kid(PublicKey key) {
        return jwk(key).calculateBase64urlEncodedThumbprint(HashUtil.SHA_256).substring(0, KID_LENGTH);
    }

    private static JsonWebKey jwk(PublicKey key) {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(key);
        } catch (JoseException impossible) {
            throw new IllegalStateException("an Ed25519 key has a JWK", impossible);
        }
    }
}
