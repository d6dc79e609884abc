package io.footfall.account;

/**
 * A session at its beginning, the only moment at which its token is known.
 *
 * @param token for the cookie, 256 random bits; only its hash is stored
 */
public record OpenedSession(String token, Session session) {

    @Override
    public String toString() {
        return "OpenedSession[" + session.person() + "]";
    }
}
