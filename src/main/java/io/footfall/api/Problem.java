package io.footfall.api;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was refused, as a problem document (RFC 9457).
 *
 * @param status HTTP status
 * @param type a short name for programs
 * @param title the same for every problem of this type
 * @param detail what is wrong and what to do; never what was sent
 * @param field what it is about, such as {@code from} or {@code thresholds/crowd}
 */
record Problem(
        int status,
        String type,
        String title,
        String detail,
        @Nullable String field) {

    static Problem invalid(String field, String remedy) {
        return new Problem(400, "invalid-field", "Something in the request is wrong", remedy, field);
    }

    static Problem malformed(String detail) {
        return new Problem(400, "malformed", "The request cannot be understood", detail, null);
    }

    static Problem unauthorized(String detail) {
        return new Problem(401, "log-in-needed", "Log in first", detail, null);
    }

    static Problem forbidden(String type, String detail) {
        return new Problem(403, type, "This is not allowed", detail, null);
    }

    static Problem notFound(String detail) {
        return new Problem(404, "not-found", "There is no such thing", detail, null);
    }

    static Problem methodNotAllowed() {
        return new Problem(
                405, "method-not-allowed", "There is no such method here", "See /api/v1/openapi.yaml.", null);
    }

    static Problem conflict(String field, String detail) {
        return new Problem(409, "conflict", "It contradicts what is there", detail, field);
    }

    static Problem tooLarge() {
        return new Problem(413, "too-large", "The body is too large", "Send at most 64 KiB.", null);
    }

    static Problem notJson() {
        return new Problem(
                415, "not-json", "The body is not JSON", "Send it with Content-Type: application/json.", null);
    }

    static Problem tooMany(String detail) {
        return new Problem(429, "too-many-attempts", "Too many attempts", detail, null);
    }

    static Problem internal() {
        return new Problem(500, "internal", "Something went wrong here", "The server's log says more.", null);
    }

    static Problem notNow() {
        return new Problem(503, "not-now", "Not now", "The database cannot be reached; repeat in a moment.", null);
    }

    JsonObject json() {
        JsonObject json = new JsonObject()
                .put("type", type)
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        return field == null ? json : json.put("field", field);
    }
}
