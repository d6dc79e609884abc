package io.footfall.consent;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.footfall.site.Site;
import io.footfall.site.SiteDraft;
import io.footfall.site.SiteResult;
import io.footfall.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.InstantSource;

/** A node, as far as sites and consent go; several of them can share one database. */
record TestNode(Sites sites, SigningKeys keys, Receipts receipts, Policies policies) implements AutoCloseable {

    static final URI ISSUER = URI.create("https://stats.example.org");
    static final WrappingKey WRAPPING = new WrappingKey(new byte[32]);

    static Future<TestNode> open(Vertx vertx, Pool pool, InstantSource clock) {
        return Sites.open(vertx, pool, clock)
                .compose(sites -> SigningKeys.open(vertx, pool, sites, WRAPPING, clock)
                        .compose(keys -> Policies.open(pool, sites, clock)
                                .compose(policies -> Receipts.open(vertx, policies, keys, ISSUER, clock)
                                        .map(receipts -> new TestNode(sites, keys, receipts, policies)))));
    }

    Site create(String domain) throws Exception {
        return ((SiteResult.Saved) await(sites.create(SiteDraft.of(domain)))).site();
    }

    Site site(String domain) {
        return sites.byDomain(domain).orElseThrow();
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.await(30, SECONDS);
    }

    @Override
    public void close() {
        receipts.close();
        sites.close();
    }
}
