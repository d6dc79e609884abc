package io.footfall.api;

import io.footfall.account.Accounts;
import io.footfall.account.Sessions;
import io.footfall.account.SetUp;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Creates the first administrator by a one-time link. */
final class SetupHandler implements Resource {

    private final Accounts accounts;
    private final Sessions sessions;
    private final SessionCookies cookies;

    SetupHandler(Accounts accounts, Sessions sessions, SessionCookies cookies) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.cookies = cookies;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("setUp", this::setUp);
    }

    private void setUp(RoutingContext context) {
        JsonObject body = context.body().asJsonObject();
        accounts.setUp(body.getString("token"), body.getString("email"), body.getString("password"))
                .compose(result -> answer(context, result))
                .onFailure(context::fail);
    }

    private Future<Void> answer(RoutingContext context, SetUp result) {
        if (result instanceof SetUp.Done done) {
            return sessions.open(done.person()).compose(opened -> cookies.begin(context, 201, opened));
        } else if (result instanceof SetUp.Invalid invalid) {
            return Answers.problem(context, Problems.invalid(invalid.field(), invalid.remedy()));
        }
        return Answers.problem(
                context,
                Problems.forbidden(
                        "link-refused",
                        "The link is used, out of date or wrong; restart the server for a new one,"
                                + " if nobody can log in yet."));
    }
}
