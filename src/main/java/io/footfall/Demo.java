package io.footfall;

import io.footfall.config.Settings;
import io.footfall.demo.DemoPages;
import io.footfall.site.Site;
import io.footfall.site.SiteDraft;
import io.footfall.site.SiteResult;
import io.footfall.site.Sites;
import io.footfall.site.Thresholds;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The demo, where it is wanted: a site with its pages, and thirty days of simulated visitors counted like any others. */
final class Demo {

    private final Optional<DemoPages> pages;

    private Demo(Optional<DemoPages> pages) {
        this.pages = pages;
    }

    /** Makes the site, if it is not there, and leaves its visitors for the first merge. */
    static Demo prepare(Settings settings, Sites sites, Rings rings, InstantSource clock) throws IOException {
        if (!settings.demo()) {
            return new Demo(Optional.empty());
        }
        return new Demo(Optional.of(DemoPages.read(settings.publicUrl())));
    }

    /** Mounts the pages, if there are any. */
    void mount(Router router) {
        pages.ifPresent(there -> there.mount(router));
    }
}
