package io.footfall.api;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;

/** Serves the dashboard, files of the class path below {@code webroot/app}, at {@code /app/}. */
final class DashboardFiles {

    private static final String ROOT = "/app/";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; font-src 'self'; frame-src 'self';"
            + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private DashboardFiles() {}

    static void mount(Router root) {
        root.get("/").handler(DashboardFiles::redirect);
        root.get("/app").handler(DashboardFiles::addSlash);
        root.get("/app/*").handler(DashboardFiles::headers).handler(files());
    }

    private static StaticHandler files() {
        return StaticHandler.create("webroot/app").setCachingEnabled(false).setIncludeHidden(false);
    }

    private static void redirect(RoutingContext context) {
        context.redirect(ROOT);
    }

    /** The route matches with a slash too. */
    private static void addSlash(RoutingContext context) {
        if (context.normalizedPath().endsWith("/")) {
            context.next();
        } else {
            redirect(context);
        }
    }

    private static void headers(RoutingContext context) {
        MultiMap headers = context.response().headers();
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        context.addHeadersEndHandler(sending -> headers.set("Cache-Control", caching(context)));
        context.next();
    }

    /** Assets have a hash of their content in their name. */
    private static String caching(RoutingContext context) {
        boolean asset = context.normalizedPath().startsWith(ROOT + "assets/");
        return asset && context.response().getStatusCode() == 200 ? "public, max-age=31536000, immutable" : "no-cache";
    }
}
