package io.footfall.web;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457): what is wrong, which field, and what would be right; never what was sent.
 *
 * @param status HTTP status
 * @param type stable name of the kind of problem, such as {@code consent-outdated}
 * @param title the kind of problem, in words
 * @param detail what would be right
 * @param field path of the field at fault, such as {@code events[2].page}; null where it is none
 */
public record Problem(
        int status,
        String type,
        String title,
        String detail,
        @Nullable String field) {

    public static final String CONTENT_TYPE = "application/problem+json";

    public Problem(int status, String type, String title, String detail) {
        this(status, type, title, detail, null);
    }

    public JsonObject json() {
        JsonObject json = new JsonObject()
                .put("type", type)
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        return field == null ? json : json.put("field", field);
    }

    /** Sends the document as the answer. Headers that were set before stay. */
    public Future<Void> send(HttpServerResponse response) {
        return response.setStatusCode(status)
                .putHeader("Content-Type", CONTENT_TYPE)
                .putHeader("Cache-Control", "no-store")
                .end(json().toBuffer());
    }
}
