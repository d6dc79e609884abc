package io.footfall.ingest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A finished script, the same bytes for everybody.
 *
 * @param from what it was made of
 * @param hash of its bytes: 16 characters that may stand in an address
 */
record ScriptFile(Object from, Buffer bytes, String hash) {

    /** How long browsers and caches may keep a script. */
    enum Kept {
        /** Ten minutes; for a week more while the server cannot be reached, or is being asked. */
        BRIEFLY("public, max-age=600, stale-while-revalidate=604800, stale-if-error=604800"),
        /** Its address names its bytes. */
        FOR_EVER("public, max-age=31536000, immutable");

        private final String header;

        Kept(String header) {
            this.header = header;
        }
    }

    static ScriptFile of(Object from, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new ScriptFile(
                from,
                Buffer.buffer(bytes),
                digest("SHA-256", bytes).substring(0, 16).replace('+', '-').replace('/', '_'));
    }

    /** Answers with the script, or with 304 where the browser has it. */
    void send(RoutingContext context, Kept kept) {
        String tag = '"' + hash + '"';
        context.response()
                .putHeader("Content-Type", "text/javascript; charset=utf-8")
                .putHeader("Cache-Control", kept.header)
                .putHeader("ETag", tag)
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("Cross-Origin-Resource-Policy", "cross-origin")
                .putHeader("X-Content-Type-Options", "nosniff");
        if (tag.equals(context.request().getHeader("If-None-Match"))) {
            context.response().setStatusCode(304).end();
        } else {
            context.response().end(bytes);
        }
    }

    /** For the attribute {@code integrity}. */
    String integrity() {
        return "sha384-" + digest("SHA-384", bytes.getBytes());
    }

    /** For a Content-Security-Policy that allows it inline. */
    String inlineHash() {
        return "'sha256-" + digest("SHA-256", bytes.getBytes()) + "'";
    }

    /**
     * JSON as a JavaScript literal that is inert wherever the script stands, also inline in a page: no end of a script or begin of a
     * comment, and not the two line separators that JSON allows and older JavaScript does not.
     */
    static String literal(JsonObject json) {
        return json.encode()
                .replace("<", "\\u003c")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static String digest(String algorithm, byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has " + algorithm, impossible);
        }
    }
}
