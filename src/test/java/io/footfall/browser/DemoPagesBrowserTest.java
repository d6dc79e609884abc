package io.footfall.browser;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.footfall.demo.DemoPages;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("full")
class DemoPagesBrowserTest {

    @Test
    @DisplayName("The demo's pages are accessible, fit every width, and ask no other host for anything")
    void demoPages_inARealBrowser() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            Router router = Router.router(vertx);
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(0, "127.0.0.1")
                    .await(10, SECONDS);
            String url = "http://localhost:" + server.actualPort();
            DemoPages.read(URI.create(url)).mount(router);
            NodeTests.run("demo.test.mjs", Map.of("BASE_URL", url), Duration.ofMinutes(3));
        } finally {
            vertx.close().await(10, SECONDS);
        }
    }
}
