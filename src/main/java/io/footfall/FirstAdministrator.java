package io.footfall;

import io.footfall.account.Accounts;
import io.footfall.config.InvalidSettings;
import io.footfall.config.Settings;
import java.util.Optional;

/**
 * The first administrator: there already, made from the settings now, or yet to be made through a one-time link.
 *
 * @param setUpToken of the link; empty when there is an administrator
 */
record FirstAdministrator(Optional<String> setUpToken) {

    static FirstAdministrator prepare(Settings settings, Accounts accounts) {
        Optional<String> email = settings.adminEmail();
        Optional<String> password = settings.adminPassword();
        if (email.isPresent() && password.isPresent()) {
            Startup.await(accounts.createFirst(email.get(), password.get())).ifPresent(problem -> {
                throw new InvalidSettings("FOOTFALL_ADMIN_EMAIL, FOOTFALL_ADMIN_PASSWORD: " + problem);
            });
        }
        return new FirstAdministrator(Startup.await(accounts.setUpToken()));
    }

    /** Where the public port listens unless it is set: not for everybody while anybody could become administrator. */
    String defaultHost() {
        return setUpToken.isEmpty() ? "0.0.0.0" : "127.0.0.1";
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "FirstAdministrator[" + (setUpToken.isEmpty() ? "exists" : "to be made") + "]";
    }
}
