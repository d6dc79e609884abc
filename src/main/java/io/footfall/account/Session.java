package io.footfall.account;

/**
 * A log-in that is in force.
 *
 * @param csrf what the dashboard repeats in {@code X-CSRF-Token} with each change
 */
public record Session(Person person, String csrf) {

    @Override
    public String toString() {
        return "Session[" + person + "]";
    }
}
