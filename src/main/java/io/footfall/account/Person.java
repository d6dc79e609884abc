package io.footfall.account;

/**
 * Somebody who may log in.
 *
 * @param email in lower case, unique
 */
public record Person(int id, String email, Role role) {

    /** Names the number only: an e-mail address does not belong in a log. */
    @Override
    public String toString() {
        return "Person[" + id + "]";
    }
}
