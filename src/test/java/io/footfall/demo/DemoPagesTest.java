package io.footfall.demo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DemoPagesTest {

    private static final Pattern LINK = Pattern.compile("(?:href|src|action)=\"([^\"#]+)(?:#[^\"]*)?\"");

    private static final Vertx VERTX = Vertx.vertx();
    private static int port;
    private static WebClient client;

    @BeforeAll
    static void serve() throws Exception {
        Router router = Router.router(VERTX);
        DemoPages.read(URI.create("https://stats.example.org")).mount(router);
        HttpServer server = VERTX.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await(10, SECONDS);
        port = server.actualPort();
        client = WebClient.create(VERTX, new WebClientOptions().setFollowRedirects(false));
    }

    @AfterAll
    static void close() throws Exception {
        VERTX.close().await(10, SECONDS);
    }

    private static HttpResponse<Buffer> ask(HttpMethod method, String path) {
        try {
            return client.request(method, port, "127.0.0.1", path).send().await(10, SECONDS);
        } catch (Exception e) {
            throw new AssertionError(path, e);
        }
    }

    private static String page(String file) {
        return DemoPages.ROOT + file.replace("index.html", "").replace(".html", "");
    }

    @Test
    void everyPage_embedsTheScriptAsACustomerWould_once() {
        for (String file : DemoPages.PAGES) {
            String html = ask(HttpMethod.GET, page(file)).bodyAsString();
            assertThat(html)
                    .as(file)
                    .containsOnlyOnce("<script async src=\"https://stats.example.org/s/demo.example.js\"></script>")
                    .doesNotContain("{{");
        }
    }

    @Test
    @DisplayName("Each demo page says that its numbers hide nobody, and lets visitors reopen their privacy choices")
    void everyPage_saysThatItIsADemo() {
        for (String file : DemoPages.PAGES) {
            assertThat(ask(HttpMethod.GET, page(file)).bodyAsString())
                    .as(file)
                    .contains("This is a demo. Its numbers hide nobody")
                    .contains("data-footfall-open");
        }
    }

    @Test
    void everyLinkToTheDemo_isAnswered() {
        List<String> dead = new ArrayList<>();
        for (String file : DemoPages.PAGES) {
            Matcher links = LINK.matcher(ask(HttpMethod.GET, page(file)).bodyAsString());
            while (links.find()) {
                String target = links.group(1);
                if (target.startsWith("/") && ask(HttpMethod.GET, target).statusCode() != 200) {
                    dead.add(file + " -> " + target);
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void everyFileInTheFolder_isServed() throws Exception {
        List<String> served = new ArrayList<>(DemoPages.PAGES);
        served.addAll(DemoPages.FILES);
        served.add(DemoPages.MISSING);
        served.add(DemoPages.LAYOUT);
        Path folder =
                Path.of(DemoPages.class.getResource("/demo/site.css").toURI()).getParent();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(served);
        }
    }

    @Test
    void files_haveTheirContentTypes() {
        assertThat(type("site.css")).isEqualTo("text/css; charset=utf-8");
        assertThat(type("lamps.svg")).isEqualTo("image/svg+xml");
        assertThat(type("care-guide.pdf")).isEqualTo("application/pdf");
        assertThat(type("products")).isEqualTo("text/html; charset=utf-8");
    }

    private static String type(String path) {
        return ask(HttpMethod.GET, DemoPages.ROOT + path).getHeader("Content-Type");
    }

    @Test
    void unknownPage_is404WithALinkHome() {
        HttpResponse<Buffer> response = ask(HttpMethod.GET, "/demo/no/such%2Fpage");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.bodyAsString()).contains("There is no such page").contains("href=\"/demo/\"");
    }

    @Test
    void rootWithoutSlash_movesToTheHomePage() {
        HttpResponse<Buffer> response = ask(HttpMethod.GET, "/demo");
        assertThat(response.statusCode()).isEqualTo(301);
        assertThat(response.getHeader("Location")).isEqualTo("/demo/");
    }

    @Test
    @DisplayName("What a visitor writes into the demo's form is neither kept nor shown")
    void form_isThrownAway() throws Exception {
        HttpResponse<Buffer> response = client.post(port, "127.0.0.1", "/demo/thanks")
                .sendBuffer(Buffer.buffer("name=somebody"))
                .await(10, SECONDS);
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.getHeader("Location")).isEqualTo("/demo/thanks");
        assertThat(response.headers().toString()).doesNotContain("somebody");
        assertThat(ask(HttpMethod.GET, "/demo/thanks").bodyAsString()).doesNotContain("somebody");
    }

    @Test
    void head_hasTheLengthAndNoBody() {
        HttpResponse<Buffer> response = ask(HttpMethod.HEAD, "/demo/care-guide.pdf");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Integer.parseInt(response.getHeader("Content-Length"))).isGreaterThan(1000);
        assertThat(response.body()).isNull();
    }

    @Test
    void otherMethods_areRefused() {
        assertThat(ask(HttpMethod.DELETE, "/demo/").statusCode()).isEqualTo(405);
    }

    @Test
    void policy_allowsOurOwnServerAndNoInlineCode() {
        assertThat(ask(HttpMethod.GET, "/demo/").getHeader("Content-Security-Policy"))
                .contains("script-src 'self' https://stats.example.org;")
                .contains("connect-src 'self' https://stats.example.org;")
                .doesNotContain("unsafe-inline");
    }
}
