package io.footfall.api;

import io.footfall.web.Problem;

/** The problems that the API answers with. */
final class Problems {

    private Problems() {}

    static Problem invalid(String field, String remedy) {
        return new Problem(400, "invalid-field", "Something in the request is wrong", remedy, field);
    }

    static Problem malformed(String detail) {
        return new Problem(400, "malformed", "The request cannot be understood", detail);
    }

    static Problem unauthorized(String detail) {
        return new Problem(401, "log-in-needed", "Log in first", detail);
    }

    static Problem forbidden(String type, String detail) {
        return new Problem(403, type, "This is not allowed", detail);
    }

    static Problem notFound(String detail) {
        return new Problem(404, "not-found", "There is no such thing", detail);
    }

    static Problem methodNotAllowed() {
        return new Problem(405, "method-not-allowed", "There is no such method here", "See /api/v1/openapi.yaml.");
    }

    static Problem conflict(String field, String detail) {
        return new Problem(409, "conflict", "It contradicts what is there", detail, field);
    }

    static Problem tooLarge() {
        return new Problem(413, "too-large", "The body is too large", "Send at most 64 KiB.");
    }

    static Problem notJson() {
        return new Problem(415, "not-json", "The body is not JSON", "Send it with Content-Type: application/json.");
    }

    static Problem tooMany(String detail) {
        return new Problem(429, "too-many-attempts", "Too many attempts", detail);
    }

    static Problem internal() {
        return new Problem(500, "internal", "Something went wrong here", "The server's log says more.");
    }

    static Problem notNow() {
        return new Problem(503, "not-now", "Not now", "The database cannot be reached; repeat in a moment.");
    }
}
