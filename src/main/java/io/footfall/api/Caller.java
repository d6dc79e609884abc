package io.footfall.api;

import io.footfall.account.Session;

/** Who calls an operation, once it is known. */
sealed interface Caller {

    /** A person, through the dashboard's cookie. */
    record LoggedIn(Session session) implements Caller {}

    /** A program with the operator's token, which has the administrator's rights. */
    record Operator() implements Caller {}
}
