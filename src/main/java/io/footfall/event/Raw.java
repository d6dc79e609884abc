package io.footfall.event;

/**
 * Text exactly as a browser wrote it: a URL, a referrer, a receipt. It lives as long as its request; only {@code ingest} and
 * {@code enrich} may read it. It has no way into a log, a message or a collection's {@code toString}.
 */
public final class Raw {

    private final String text;

    public Raw(String text) {
        this.text = text;
    }

    /** The text itself. */
    public String text() {
        return text;
    }

    /** Never the text. */
    @Override
    public String toString() {
        return "(raw)";
    }
}
