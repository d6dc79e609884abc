package io.footfall.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.stats.Answered;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class DashboardFilesTest {

    private static TestApi api;

    @BeforeAll
    static void start() {
        api = new TestApi();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static HttpResponse<Buffer> get(String path) {
        return Answered.by(api.request(HttpMethod.GET, path).send());
    }

    @Test
    void root_leadsToTheDashboard() {
        assertThat(get("/").statusCode()).isEqualTo(302);
        assertThat(get("/").getHeader("Location")).isEqualTo("/app/");
        assertThat(get("/app").getHeader("Location")).isEqualTo("/app/");
    }

    @Test
    void asset_isKeptForAYear_andRunsNothingButOurScripts() {
        HttpResponse<Buffer> asset = get("/app/assets/example-0a1b2c3d.js");
        assertThat(asset.statusCode()).isEqualTo(200);
        assertThat(asset.getHeader("Content-Type")).startsWith("text/javascript");
        assertThat(asset.getHeader("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(asset.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(asset.getHeader("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(asset.getHeader("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void missingFile_isNotKept() {
        HttpResponse<Buffer> missing = get("/app/assets/gone-0a1b2c3d.js");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.getHeader("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void pathOutsideTheDashboard_isNotServed() {
        assertThat(get("/app/../logback.xml").statusCode()).isEqualTo(404);
        assertThat(get("/app/..%2f..%2flogback.xml").statusCode()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void contract_isPublished() {
        HttpResponse<Buffer> contract = get("/api/v1/openapi.yaml");
        assertThat(contract.getHeader("Content-Type")).startsWith("application/yaml");
        assertThat(contract.bodyAsString()).startsWith("openapi: 3.1.0").contains("/collect/events");
    }
}
