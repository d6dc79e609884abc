package io.footfall.ingest;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Gathers the body of one request, up to a size; owned by one event loop. */
final class LimitedBody {

    /** A sender that goes on and on after the answer is cut off. */
    private static final long PATIENCE = 1 << 20;

    private final HttpServerRequest request;
    private final int most;
    private final Handler<@Nullable Buffer> receiver;
    private @Nullable Buffer body;
    private long seen;
    private boolean done;

    private LimitedBody(HttpServerRequest request, int most, Handler<@Nullable Buffer> receiver) {
        this.request = request;
        this.most = most;
        this.receiver = receiver;
    }

    /**
     * Reads the body.
     *
     * @param most bytes that are read
     * @param receiver takes the body, or null as soon as it is known to be larger; never called when the sender gives up
     */
    static void read(HttpServerRequest request, int most, Handler<@Nullable Buffer> receiver) {
        LimitedBody body = new LimitedBody(request, most, receiver);
        request.handler(body::take).endHandler(v -> body.end());
        if (body.isAnnounced()) {
            body.refuse();
        } else if (request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
            request.response().writeContinue();
        }
    }

    private boolean isAnnounced() {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        // More digits than the limit has are more bytes; what is no number, the HTTP codec has refused.
        return length != null && (length.length() > 9 || Integer.parseInt(length) > most);
    }

    private void take(Buffer chunk) {
        seen += chunk.length();
        if (done) {
            if (seen > PATIENCE) {
                request.connection().close();
            }
        } else if (seen > most) {
            refuse();
        } else {
            body = body == null ? chunk : body.appendBuffer(chunk);
        }
    }

    private void refuse() {
        done = true;
        body = null;
        receiver.handle(null);
    }

    private void end() {
        if (!done) {
            done = true;
            receiver.handle(body == null ? Buffer.buffer() : body);
        }
    }
}
