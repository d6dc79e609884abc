package io.footfall.api;

import io.footfall.account.Accounts;
import io.footfall.account.LoginThrottle;
import io.footfall.account.Person;
import io.footfall.account.Sessions;
import io.footfall.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;

/** Logging in and out. */
final class SessionHandler implements Resource {

    private final Accounts accounts;
    private final Sessions sessions;
    private final LoginThrottle throttle;
    private final SessionCookies cookies;

    SessionHandler(Accounts accounts, Sessions sessions, LoginThrottle throttle, SessionCookies cookies) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.throttle = throttle;
        this.cookies = cookies;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("getSession", this::get, "logIn", this::logIn, "logOut", this::logOut);
    }

    private void get(RoutingContext context) {
        Answers.json(context, 200, SessionCookies.json(Access.session(context)));
    }

    private void logIn(RoutingContext context) {
        JsonObject body = context.body().asJsonObject();
        String email = body.getString("email").strip();
        if (!throttle.admits(email)) {
            context.response().putHeader("Retry-After", LoginThrottle.RETRY_AFTER_SECONDS);
            Answers.problem(context, Problems.tooMany("Wait a quarter of an hour, then try again."));
            return;
        }
        accounts.check(email, body.getString("password"))
                .compose(person -> answer(context, email, person))
                .onFailure(context::fail);
    }

    private Future<Void> answer(RoutingContext context, String email, Optional<Person> person) {
        if (person.isEmpty()) {
            return Answers.problem(
                    context, new Problem(401, "log-in-failed", "Not logged in", "E-mail or password is wrong.", null));
        }
        throttle.succeeded(email);
        return sessions.open(person.get()).compose(opened -> cookies.begin(context, 200, opened));
    }

    private void logOut(RoutingContext context) {
        sessions.close(Access.cookie(context).orElseThrow())
                .compose(closed -> {
                    cookies.end(context);
                    return Answers.empty(context);
                })
                .onFailure(context::fail);
    }
}
