package io.footfall.site;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.db.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SitesTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T23:30:00Z"));

    private final Vertx vertx = Vertx.vertx();
    private TestDatabase database;
    private Sites sites;

    @BeforeEach
    void open() throws Exception {
        database = TestDatabase.fresh(vertx);
        sites = await(Sites.open(vertx, database.pool(), CLOCK));
    }

    @AfterEach
    void close() throws Exception {
        sites.close();
        database.close();
        await(vertx.close());
    }

    @Test
    void create_validDraft_isReadAtOnceWithDefaults() throws Exception {
        Site site = saved(sites.create(SiteDraft.of("B\u00fccher.Example")));

        assertThat(site)
                .isEqualTo(new Site(
                        1,
                        "xn--bcher-kva.example",
                        List.of(),
                        false,
                        ZoneId.of("UTC"),
                        1,
                        List.of(1),
                        Thresholds.DEFAULT,
                        List.of(),
                        Site.CountDecisions.GRANTS));
        assertThat(sites.byDomain("XN--Bcher-KVA.example")).contains(site);
        assertThat(sites.byId(1)).contains(site);
        assertThat(sites.all()).containsExactly(site);
    }

    @Test
    void create_allSettings_areKept() throws Exception {
        Site site = saved(sites.create(new SiteDraft(
                "example.com",
                new SiteChange(
                        List.of("Shop.Test", "localhost", "example.com", "shop.test"),
                        true,
                        "Europe/Berlin",
                        new SiteChange.Crowd(1, 1, 1),
                        List.of("q", "Page"),
                        "all",
                        RoutingChange.NONE,
                        CountingChange.NONE))));

        Sites other = await(Sites.open(vertx, database.pool(), CLOCK));
        assertThat(other.all()).containsExactly(site);
        other.close();
        assertThat(site.aliases()).containsExactlyInAnyOrder("shop.test", "localhost");
        assertThat(site.subdomains()).isTrue();
        assertThat(site.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(site.thresholds()).isEqualTo(Thresholds.OPEN);
        assertThat(site.queryParameters()).containsExactly("q", "Page");
        assertThat(site.countDecisions()).isEqualTo(Site.CountDecisions.ALL);
    }

    @Test
    void create_everythingWrong_namesEachFieldAndStoresNothing() throws Exception {
        SiteResult result = await(sites.create(new SiteDraft(
                "https://example.com/",
                new SiteChange(
                        List.of("a:80"),
                        null,
                        "Mars/Olympus",
                        new SiteChange.Crowd(2, 5, 10),
                        List.of("a=b"),
                        "some",
                        RoutingChange.NONE,
                        CountingChange.NONE))));

        assertThat(((SiteResult.Invalid) result).problems())
                .extracting(FieldProblem::field)
                .containsExactly("domain", "aliases", "timezone", "thresholds", "query_parameters", "count_decisions");
        assertThat(sites.all()).isEmpty();
    }

    @Test
    void create_hostOfAnotherSite_isTaken() throws Exception {
        saved(sites.create(new SiteDraft("a.test", SiteChange.NONE.withAliases(List.of("b.test")))));

        assertThat(await(sites.create(SiteDraft.of("A.test")))).isEqualTo(new SiteResult.Taken("domain", "a.test"));
        assertThat(await(sites.create(SiteDraft.of("b.test")))).isEqualTo(new SiteResult.Taken("domain", "b.test"));
        assertThat(await(sites.create(new SiteDraft("c.test", SiteChange.NONE.withAliases(List.of("b.test"))))))
                .isEqualTo(new SiteResult.Taken("aliases", "b.test"));
        assertThat(sites.all()).hasSize(1);
    }

    @Test
    void create_manyAtOnceOnTwoNodes_numbersWithoutGapsAndOneOfEachDomain() throws Exception {
        Sites other = await(Sites.open(vertx, database.pool(), CLOCK));
        List<Future<SiteResult>> results = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            results.add(sites.create(SiteDraft.of("s" + i + ".test")));
            results.add(other.create(SiteDraft.of("s" + i + ".test")));
        }
        await(Future.all(results));
        await(sites.refresh());

        assertThat(results.stream().filter(result -> result.result() instanceof SiteResult.Saved))
                .hasSize(20);
        assertThat(sites.all())
                .extracting(Site::id)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
        other.close();
    }

    @Test
    void change_someSettings_leavesTheOthers() throws Exception {
        Site old = saved(sites.create(new SiteDraft("a.test", SiteChange.NONE.withQueryParameters(List.of("q")))));
        Site changed = saved(sites.change("A.test", SiteChange.NONE.withThresholds(4, 6, 20)));

        assertThat(changed.thresholds()).isEqualTo(new Thresholds(4, 6, 20));
        assertThat(changed.queryParameters()).isEqualTo(old.queryParameters());
        assertThat(sites.byDomain("a.test")).contains(changed);
    }

    @Test
    void change_unknownSite_isNotFound() throws Exception {
        assertThat(await(sites.change("a.test", SiteChange.NONE))).isEqualTo(new SiteResult.NotFound());
    }

    @Test
    void change_aliasOfAnotherSite_isTakenAndChangesNothing() throws Exception {
        saved(sites.create(SiteDraft.of("a.test")));
        Site b = saved(sites.create(SiteDraft.of("b.test")));

        assertThat(await(sites.change("b.test", SiteChange.NONE.withAliases(List.of("a.test")))))
                .isEqualTo(new SiteResult.Taken("aliases", "a.test"));
        assertThat(sites.byId(2)).contains(b);
    }

    @Test
    void change_timezoneOnceCountingHasBegun_isRefusedWithTheReason() throws Exception {
        Site site = saved(sites.create(SiteDraft.of("a.test")));
        assertThat(await(sites.counting(site))).isFalse();
        saved(sites.change("a.test", SiteChange.NONE.withTimezone("Asia/Tokyo")));
        await(database.pool()
                .query("insert into total_cell (bucket, cube, site, day, a, b) values (1, 2, 1, 20000, 0, 0)")
                .execute());

        assertThat(await(sites.counting(site))).isTrue();
        SiteResult result = await(sites.change("a.test", SiteChange.NONE.withTimezone("Europe/Berlin")));
        assertThat(((SiteResult.Invalid) result).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("timezone");
            assertThat(problem.detail()).contains("counting has begun");
        });
        assertThat(sites.byId(1).orElseThrow().zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(saved(sites.change(
                        "a.test", SiteChange.NONE.withTimezone("Asia/Tokyo").withSubdomains(true))))
                .isNotNull();
    }

    @Test
    void byDomain_changedByAnotherNode_isSeenWithinSeconds() throws Exception {
        Promise<List<Site>> seen = Promise.promise();
        await(sites.prepareWith(all -> {
            if (!all.isEmpty()) {
                seen.tryComplete(all);
            }
            return Future.succeededFuture();
        }));
        Sites other = await(Sites.open(vertx, database.pool(), CLOCK));
        Site site = saved(other.create(SiteDraft.of("a.test")));

        assertThat(await(seen.future())).containsExactly(site);
        await(sites.refresh()); // waits for the publication that was being prepared
        assertThat(sites.byDomain("a.test")).contains(site);
        other.close();
    }

    @Test
    void create_untilEverythingIsPrepared_isSeenByNobody() throws Exception {
        Promise<Void> ready = Promise.promise();
        Promise<Void> asked = Promise.promise();
        List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
        await(sites.prepareWith(all -> {
            sizes.add(all.size());
            if (all.isEmpty()) {
                return Future.succeededFuture();
            }
            asked.tryComplete();
            return ready.future();
        }));
        Future<SiteResult> created = sites.create(SiteDraft.of("a.test"));
        await(asked.future());

        assertThat(sites.all()).isEmpty();
        assertThat(created.isComplete()).isFalse();
        ready.complete();
        saved(created);
        assertThat(sites.all()).hasSize(1);
        assertThat(sizes).containsExactly(0, 1);
    }

    private static Site saved(Future<SiteResult> result) throws Exception {
        SiteResult done = await(result);
        assertThat(done).isInstanceOf(SiteResult.Saved.class);
        return ((SiteResult.Saved) done).site();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(20, SECONDS);
    }
}
