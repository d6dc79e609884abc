package io.footfall.server;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;

/** Bodies of {@code POST /collect/events} as a browser sends them, to be changed at will. */
public final class Reports {

    private Reports() {}

    /** The first page of a first visit, now; the site's zone is UTC. */
    public static JsonObject firstPage(String site, String receipt) {
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        String url = "https://" + site + "/welcome";
        return new JsonObject()
                .put("site", site)
                .put("receipt", receipt)
                .put("visit", new JsonObject().put("day", today).put("entry", url))
                .put("visitor", new JsonObject().put("day", today).putNull("previousDay"))
                .put(
                        "events",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("type", "pageview")
                                        .put("url", url)
                                        .put("page", 1)
                                        .put("firstView", true)));
    }

    /** The only event of {@link #firstPage}. */
    public static JsonObject event(JsonObject report) {
        return report.getJsonArray("events").getJsonObject(0);
    }

    public static JsonObject visit(JsonObject report) {
        return report.getJsonObject("visit");
    }

    public static String nonce(long bits) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(bits).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
