package io.footfall.consent;

/** The keys in the database were wrapped with another secret than this installation's: it cannot start. */
public final class WrongSecret extends RuntimeException {

    WrongSecret(String kid, Throwable cause) {
        super(
                "FOOTFALL_SECRET: the key " + kid
                        + " in this database cannot be opened with this secret. Start with the"
                        + " secret that this installation was created with (the variable, or the file in its data"
                        + " directory), the same on every node.",
                cause);
    }
}
