package io.footfall.demo;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The pages of the demo site, read from the class path once and served from memory under {@value #ROOT}. */
public final class DemoPages {

    /** The domain that names the demo site; its pages are reached through an alias of it. */
    public static final String DOMAIN = "demo.example";

    /** Where the pages are mounted. */
    public static final String ROOT = "/demo/";

    /** Pages have no extension in their address; the home page is {@value #ROOT}. */
    static final List<String> PAGES =
            List.of("index.html", "products.html", "journal.html", "contact.html", "privacy.html", "thanks.html");

    static final List<String> FILES = List.of("site.css", "icon.svg", "lamps.svg", "care-guide.pdf");

    static final String MISSING = "missing.html";

    /** What all pages have around their own content. */
    static final String LAYOUT = "layout.html";

    private static final Pattern OTHER_PAGE = Pattern.compile("\\{\\{current:[a-z]+}}");

    /** The only host besides our own that a page may contact: the film's, once marketing is allowed. */
    private static final String VIDEO = "https://www.youtube-nocookie.com";

    private final Map<String, Content> contents = new HashMap<>();
    private final Content missing;
    private final String policy;

    private record Content(Buffer body, String type) {}

    private DemoPages(URI publicUrl) {
        String script = publicUrl + "/s/" + DOMAIN + ".js";
        for (String page : PAGES) {
            contents.put(address(page), page(page, script));
        }
        for (String file : FILES) {
            contents.put(file, new Content(Buffer.buffer(read(file)), type(file)));
        }
        missing = page(MISSING, script);
        policy = policy(publicUrl);
    }

    /**
     * Reads the pages.
     *
     * @param publicUrl how browsers reach the server, without a trailing slash: the script comes from there
     * @throws UncheckedIOException if a file of the demo is not on the class path
     */
    public static DemoPages read(URI publicUrl) {
        return new DemoPages(publicUrl);
    }

    /** Adds the routes of the demo: {@value #ROOT} and all below it. */
    public void mount(Router router) {
        router.getWithRegex("/demo").handler(context -> redirect(context, 301, ROOT));
        router.post(ROOT + "thanks").handler(context -> redirect(context, 303, ROOT + "thanks"));
        router.route(ROOT + "*").handler(this::serve);
    }

    private void serve(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            context.response()
                    .setStatusCode(405)
                    .putHeader(HttpHeaders.ALLOW, "GET, HEAD")
                    .end();
            return;
        }
        String address = context.normalizedPath().substring(ROOT.length());
        @Nullable Content content = contents.get(address);
        send(context, content == null ? 404 : 200, content == null ? missing : content);
    }

    private void send(RoutingContext context, int status, Content content) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, content.type())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader("Content-Security-Policy", policy)
                .putHeader("Referrer-Policy", "strict-origin-when-cross-origin")
                .putHeader("X-Content-Type-Options", "nosniff");
        if (context.request().method().equals(HttpMethod.HEAD)) {
            context.response()
                    .putHeader(
                            HttpHeaders.CONTENT_LENGTH,
                            String.valueOf(content.body().length()))
                    .end();
        } else {
            context.response().end(content.body());
        }
    }

    private static void redirect(RoutingContext context, int status, String target) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.LOCATION, target)
                .end();
    }

    /** No inline script or style, so that the script is seen to work on a site with a strict policy. */
    private static String policy(URI publicUrl) {
        String server = publicUrl.getScheme() + "://" + publicUrl.getRawAuthority();
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self' " + server,
                "connect-src 'self' " + server,
                "style-src 'self'",
                "img-src 'self'",
                "frame-src " + VIDEO,
                "form-action 'self'",
                "base-uri 'none'",
                "frame-ancestors 'none'");
    }

    /** A file of a page holds its title in the first line, its description in the second, and what is its own. */
    private static Content page(String file, String script) {
        String[] parts = text(file).split("\n", 3);
        String page = text(LAYOUT)
                .replace("{{title}}", parts[0])
                .replace("{{description}}", parts[1])
                .replace("{{main}}", parts[2].stripLeading().indent(6))
                .replace("{{script}}", script)
                .replace("{{current:" + name(file) + "}}", " aria-current=\"page\"");
        return new Content(Buffer.buffer(OTHER_PAGE.matcher(page).replaceAll("")), type(file));
    }

    private static String text(String file) {
        return new String(read(file), StandardCharsets.UTF_8);
    }

    /** The address of a page below the root. */
    private static String address(String page) {
        String name = name(page);
        return name.equals("index") ? "" : name;
    }

    private static String name(String page) {
        return page.substring(0, page.length() - ".html".length());
    }

    private static String type(String file) {
        return switch (file.substring(file.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "pdf" -> "application/pdf";
            default -> throw new IllegalArgumentException("no content type for " + file);
        };
    }

    private static byte[] read(String file) {
        try (@Nullable InputStream stream = DemoPages.class.getResourceAsStream("/demo/" + file)) {
            if (stream == null) {
                throw new FileNotFoundException("not on the class path: /demo/" + file);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
