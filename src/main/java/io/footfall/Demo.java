package io.footfall;

import io.footfall.config.Settings;
import io.footfall.count.Counter;
import io.footfall.count.CounterRing;
import io.footfall.count.CounterSize;
import io.footfall.demo.DemoPages;
import io.footfall.demo.SimulatedVisitors;
import io.footfall.measure.Frequent;
import io.footfall.site.Site;
import io.footfall.site.SiteChange;
import io.footfall.site.SiteDraft;
import io.footfall.site.SiteResult;
import io.footfall.site.Sites;
import io.footfall.site.Thresholds;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The demo, where it is wanted: a site with its pages, and thirty days of simulated visitors counted like any others. */
final class Demo {

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    private static final int DAYS = 30;
    private static final long SEED = 20_26;
    private static final CounterSize SIZE = new CounterSize(1 << 18, 1 << 16);

    private final Optional<DemoPages> pages;

    private Demo(Optional<DemoPages> pages) {
        this.pages = pages;
    }

    /** Makes the site and its visitors, if they are not there; they are counted at the first merge. */
    static Demo prepare(Settings settings, Sites sites, Rings rings, InstantSource clock) throws IOException {
        if (!settings.demo()) {
            return new Demo(Optional.empty());
        }
        List<String> hosts = hosts(settings);
        Site site = sites.byDomain(DemoPages.DOMAIN)
                .map(there -> reachable(sites, there, hosts))
                .orElseGet(() -> create(sites, hosts));
        visitors(site, rings.folder(), clock);
        return new Demo(Optional.of(DemoPages.read(settings.publicUrl())));
    }

    /** The hosts under which browsers see the pages: this server's. */
    private static List<String> hosts(Settings settings) {
        return Stream.of("localhost", "127.0.0.1", settings.publicUrl().getHost())
                .distinct()
                .toList();
    }

    private static Site reachable(Sites sites, Site site, List<String> hosts) {
        return site.aliases().containsAll(hosts)
                ? site
                : saved(Startup.await(sites.change(site.domain(), SiteChange.NONE.withAliases(hosts))));
    }

    private static Site create(Sites sites, List<String> hosts) {
        Thresholds open = Thresholds.OPEN;
        SiteChange settings = SiteChange.NONE
                .withAliases(hosts)
                .withTimezone(ZoneId.systemDefault().getId())
                .withThresholds(open.value(), open.pair(), open.crowd());
        return saved(Startup.await(sites.create(new SiteDraft(DemoPages.DOMAIN, settings))));
    }

    private static Site saved(SiteResult result) {
        if (result instanceof SiteResult.Saved saved) {
            return saved.site();
        }
        throw new IllegalStateException("the demo site cannot be made: another site has one of its hosts");
    }

    /** Counts the visitors into files of their own, which appear whole or not at all: so a start that is cut short repeats it. */
    private static void visitors(Site site, Path folder, InstantSource clock) throws IOException {
        Path ring = folder.resolve("demo");
        if (Files.exists(ring)) {
            return;
        }
        LOG.info("Making {} days of demo visitors", DAYS);
        Path unfinished = folder.resolve("demo.new");
        remove(unfinished);
        Counter counter = new Counter(CounterRing.open(unfinished, SIZE, new SecureRandom()), Frequent.EVERYTHING);
        LocalDate today = LocalDate.ofInstant(clock.instant(), site.zone());
        SimulatedVisitors.tell(site.id(), site.zone(), today.minusDays(DAYS), today.minusDays(1), SEED, observation -> {
            if (!counter.count(observation)) {
                throw new IllegalStateException("the demo's visitors do not fit their files");
            }
        });
        counter.seal(false);
        Files.move(unfinished, ring, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Mounts the pages, if there are any. */
    void mount(Router router) {
        pages.ifPresent(there -> there.mount(router));
    }
}
