package io.footfall.measure;

import java.util.Arrays;
import java.util.Optional;

/**
 * A choice about consent, as far as a site counts them.
 *
 * @param how the kind of choice
 * @param policy version of the policy that was chosen under
 */
public record Decision(How how, int policy) {

    /** The kind of choice; the {@link #id} is stored and never changes. */
    public enum How {
        ACCEPT_ALL(1, "accept_all"),
        REJECT_ALL(2, "reject_all"),
        CHOOSE(3, "choose"),
        WITHDRAW(4, "withdraw"),
        SIGNAL(5, "signal");

        private final int id;
        private final String key;

        How(int id, String key) {
            this.id = id;
            this.key = key;
        }

        public int id() {
            return id;
        }

        /** The name on the wire. */
        public String key() {
            return key;
        }

        public static Optional<How> byKey(String key) {
            return Arrays.stream(values()).filter(how -> how.key.equals(key)).findFirst();
        }
    }
}
