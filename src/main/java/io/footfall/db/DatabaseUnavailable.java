package io.footfall.db;

import org.jspecify.annotations.Nullable;

/** There is no usable database. The message is one line for the operator: what is wrong, which setting, what to do. */
public final class DatabaseUnavailable extends RuntimeException {

    public DatabaseUnavailable(String message) {
        super(message);
    }

    public DatabaseUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
