package io.footfall.api;

import io.footfall.account.AdminToken;
import io.footfall.account.Session;
import io.footfall.account.Sessions;
import io.footfall.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets a request through to its operation only when its caller has the operation's permission. */
final class Access {

    static final String COOKIE = "footfall_session";
    static final String CSRF_HEADER = "X-CSRF-Token";

    private static final String CALLER = "footfall.caller";
    private static final String BEARER = "Bearer ";

    private final Sessions sessions;
    private final AdminToken token;

    Access(Sessions sessions, AdminToken token) {
        this.sessions = sessions;
        this.token = token;
    }

    /** The handler in front of an operation. */
    Handler<RoutingContext> require(Permission permission) {
        return permission == Permission.PUBLIC ? RoutingContext::next : context -> check(context, permission);
    }

    /** The session of a request that needed one. */
    static Session session(RoutingContext context) {
        if (context.get(CALLER) instanceof Caller.LoggedIn loggedIn) {
            return loggedIn.session();
        }
        throw new IllegalStateException("the operation does not need a session");
    }

    /** The token in the cookie of a request that has one. */
    static Optional<String> cookie(RoutingContext context) {
        return Optional.ofNullable(context.request().getCookie(COOKIE)).map(Cookie::getValue);
    }

    private void check(RoutingContext context, Permission permission) {
        caller(context)
                .onSuccess(caller -> {
                    Problem problem = problem(context, permission, caller);
                    if (problem == null) {
                        context.put(CALLER, caller.orElseThrow());
                        context.next();
                    } else {
                        if (problem.status() == 401) {
                            context.response().putHeader("WWW-Authenticate", "Bearer");
                        }
                        Answers.problem(context, problem);
                    }
                })
                .onFailure(context::fail);
    }

    /** Who calls; a wrong token is nobody, even with a good cookie. */
    private Future<Optional<Caller>> caller(RoutingContext context) {
        String authorization = context.request().getHeader("Authorization");
        if (authorization != null) {
            boolean right = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    && token.matches(authorization.substring(BEARER.length()).strip());
            return Future.succeededFuture(right ? Optional.of(new Caller.Operator()) : Optional.empty());
        }
        return cookie(context)
                .map(cookie -> sessions.find(cookie).map(found -> found.<Caller>map(Caller.LoggedIn::new)))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    /** Every role and the operator's token may do everything that is not a session's own; CSRF aside. */
    private static @Nullable Problem problem(RoutingContext context, Permission permission, Optional<Caller> caller) {
        if (caller.isEmpty()) {
            return Problems.unauthorized("Log in, or send a valid token as Authorization: Bearer TOKEN.");
        }
        if (caller.get() instanceof Caller.LoggedIn loggedIn) {
            return isChange(context) && !csrfMatches(context, loggedIn.session())
                    ? Problems.forbidden("csrf-token", "Send the session's csrf in the header " + CSRF_HEADER + ".")
                    : null;
        }
        return permission == Permission.SESSION
                ? Problems.forbidden("session-needed", "This is for people who have logged in, not for tokens.")
                : null;
    }

    private static boolean isChange(RoutingContext context) {
        HttpMethod method = context.request().method();
        return !method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD);
    }

    private static boolean csrfMatches(RoutingContext context, Session session) {
        String sent = context.request().getHeader(CSRF_HEADER);
        return sent != null && MessageDigest.isEqual(bytes(sent), bytes(session.csrf()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
