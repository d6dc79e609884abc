package io.footfall.account;

import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operator's API token with the administrator's rights, for automation; none when it is not set. */
public final class AdminToken {

    private final byte @Nullable [] hash;

    /** @param token {@code FOOTFALL_ADMIN_TOKEN} */
    public AdminToken(Optional<String> token) {
        this.hash = token.map(Tokens::hash).orElse(null);
    }

    /** Whether this is the token; the time taken does not depend on how much of it is right. */
    public boolean matches(String token) {
        return hash != null && MessageDigest.isEqual(hash, Tokens.hash(token));
    }
}
