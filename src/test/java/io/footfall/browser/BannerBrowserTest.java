package io.footfall.browser;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("full")
class BannerBrowserTest {

    @Test
    @DisplayName("The question is accessible in each layout, no wall, and a no is as easy as a yes")
    void banner_inARealBrowser() throws Exception {
        NodeTests.run("banner.test.mjs", Map.of(), Duration.ofMinutes(3));
    }
}
