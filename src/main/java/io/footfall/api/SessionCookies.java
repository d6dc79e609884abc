package io.footfall.api;

import io.footfall.account.OpenedSession;
import io.footfall.account.Session;
import io.footfall.account.Sessions;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;

/** The dashboard's cookie, and what the dashboard learns of its session. */
final class SessionCookies {

    private final boolean secure;

    /** @param publicUrl how browsers reach the server: over https the cookie never leaves in the clear */
    SessionCookies(URI publicUrl) {
        this.secure = "https".equals(publicUrl.getScheme());
    }

    /** Answers with a new session and its cookie. */
    Future<Void> begin(RoutingContext context, int status, OpenedSession opened) {
        context.response().addCookie(cookie(opened.token(), Sessions.LIFETIME.toSeconds()));
        return Answers.json(context, status, json(opened.session()));
    }

    /** Removes the cookie. */
    void end(RoutingContext context) {
        context.response().addCookie(cookie("", 0));
    }

    static JsonObject json(Session session) {
        return new JsonObject()
                .put("email", session.person().email())
                .put("role", session.person().role().key())
                .put("csrf", session.csrf());
    }

    private Cookie cookie(String value, long seconds) {
        return Cookie.cookie(Access.COOKIE, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(CookieSameSite.STRICT)
                .setMaxAge(seconds);
    }
}
