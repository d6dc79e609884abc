package io.footfall.ingest;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a site's owner pastes into pages.
 *
 * @param server how browsers reach the server, without a trailing slash
 * @param domain the site's
 * @param pinned the form of the script that never changes
 * @param stub what stands before it
 */
record Embed(String server, String domain, ScriptFile pinned, ScriptFile stub) {

    /** As the contract describes it. */
    JsonObject json() {
        JsonObject script = new JsonObject()
                .put("url", url())
                .put("pinned", pinnedUrl())
                .put("integrity", pinned.integrity())
                .put("stub_url", stubUrl())
                .put("stub_hash", stub.inlineHash());
        JsonObject lines = new JsonObject()
                .put("standard", lines(inline(), scriptLine(url(), "")))
                .put("pinned", lines(inline(), scriptLine(pinnedUrl(), integrityAttributes())))
                .put("stub_as_file", lines(fileLine(), scriptLine(url(), "")));
        return new JsonObject().put("script", script).put("lines", lines).put("csp", new JsonArray(csp()));
    }

    /** The banner's styles are attached by the script, and need no directive. */
    private List<String> csp() {
        return List.of(
                "script-src " + server + " " + stub.inlineHash(),
                "connect-src " + server,
                "trusted-types footfall footfall-gate");
    }

    private static JsonArray lines(String stub, String script) {
        return new JsonArray().add(stub).add(script);
    }

    private String inline() {
        return "<script>" + stub.bytes().toString(StandardCharsets.UTF_8) + "</script>";
    }

    private String fileLine() {
        return "<script src=\"" + stubUrl() + "\"></script>";
    }

    private static String scriptLine(String url, String attributes) {
        return "<script async src=\"" + url + "\"" + attributes + "></script>";
    }

    private String integrityAttributes() {
        return " integrity=\"" + pinned.integrity() + "\" crossorigin=\"anonymous\"";
    }

    private String url() {
        return server + "/s/" + domain + ".js";
    }

    private String pinnedUrl() {
        return server + "/s/" + domain + "/" + pinned.hash() + ".js";
    }

    private String stubUrl() {
        return server + "/s/" + domain + "/stub.js";
    }
}
