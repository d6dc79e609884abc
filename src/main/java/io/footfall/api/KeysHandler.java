package io.footfall.api;

import io.footfall.consent.SigningKeys;
import io.footfall.consent.SigningKeys.Listed;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Map;

/** The keys that sign receipts: seen, renewed and given up without a restart. */
final class KeysHandler implements Resource {

    private final SigningKeys keys;

    KeysHandler(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public Map<String, Handler<RoutingContext>> operations() {
        return Map.of("listKeys", this::list, "rotateKeys", this::rotate, "retireKey", this::retire);
    }

    private void list(RoutingContext context) {
        JsonArray all = new JsonArray();
        keys.listed().forEach(key -> all.add(json(key)));
        Answers.json(context, 200, new JsonObject().put("keys", all)).onFailure(context::fail);
    }

    private void rotate(RoutingContext context) {
        keys.rotate()
                .compose(made -> made.flatMap(kid -> keys.listed().stream()
                                .filter(key -> key.kid().equals(kid))
                                .findFirst())
                        .map(key -> Answers.json(context, 201, json(key)))
                        .orElseGet(() -> Answers.problem(
                                context,
                                Problems.conflict(
                                        "keys", "A new key is waiting already: GET /api/v1/keys says when it signs."))))
                .onFailure(context::fail);
    }

    private void retire(RoutingContext context) {
        keys.retire(context.pathParam("kid"))
                .compose(retirement -> answer(context, retirement))
                .onFailure(context::fail);
    }

    private static Future<Void> answer(RoutingContext context, SigningKeys.Retirement retirement) {
        return switch (retirement) {
            case DONE -> Answers.empty(context);
            case IT_SIGNS ->
                Answers.problem(
                        context,
                        Problems.conflict(
                                "kid",
                                "This key signs now. POST /api/v1/keys/rotate, and retire it when the new key signs: GET"
                                        + " /api/v1/keys says when."));
            case UNKNOWN ->
                Answers.problem(
                        context, Problems.notFound("No key in use has this name; GET /api/v1/keys lists them."));
        };
    }

    private static JsonObject json(Listed key) {
        JsonObject json = new JsonObject()
                .put("kid", key.kid())
                .put("state", key.state().name().toLowerCase(Locale.ROOT))
                .put("signs_from", key.signsFrom().toString());
        return key.lastMonth() == null
                ? json
                : json.put("last_month", key.lastMonth().toString());
    }
}
