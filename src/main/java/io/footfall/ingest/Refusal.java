package io.footfall.ingest;

import io.footfall.web.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not counted: a closed list. The {@link #id} is stored with the day's number of such requests and never
 * changes. Received requests = counted + repeated + tests + refused, always.
 */
public enum Refusal {
    MALFORMED(1, 400, "malformed", "The request is not what the contract says"),
    TOO_LARGE(2, 413, "too-large", "The request is too large"),
    UNKNOWN_SITE(3, 404, "unknown-site", "There is no such site"),
    FOREIGN_ORIGIN(4, 403, "foreign-origin", "The page does not belong to the site"),
    NO_CONSENT(5, 403, "no-consent", "Nothing is recorded without consent to statistics"),
    CONSENT_OUTDATED(6, 409, "consent-outdated", "The consent is out of date"),
    DAY_MISMATCH(7, 409, "day-mismatch", "A day contradicts the site's calendar"),
    BOT(8, 403, "bot", "Programs are not counted"),
    REFERRER_SPAM(9, 403, "referrer-spam", "This referrer is not counted"),
    NOT_NOW(10, 503, "not-now", "The counters are full for the moment"),
    FAILED(11, 500, "failed", "The server failed");

    private final int id;
    private final int status;
    private final String type;
    private final String title;

    Refusal(int id, int status, String type, String title) {
        this.id = id;
        this.status = status;
        this.type = type;
        this.title = title;
    }

    /** The stable number of this reason. */
    public int id() {
        return id;
    }

    /** The name of this reason, in problem documents and metrics. */
    public String type() {
        return type;
    }

    /** A refusal for this reason that is not about one field. */
    Refused because(String detail) {
        return new Refused(this, detail, null);
    }

    /** A refusal for this reason. */
    Refused because(@Nullable String field, String detail) {
        return new Refused(this, detail, field);
    }

    /**
     * A refused request.
     *
     * @param detail what would be right; never what was sent
     * @param field path of the field at fault; null where it is none
     */
    record Refused(Refusal reason, String detail, @Nullable String field) {
        Problem problem() {
            return new Problem(reason.status, reason.type, reason.title, detail, field);
        }
    }
}
