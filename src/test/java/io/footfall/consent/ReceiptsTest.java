package io.footfall.consent;

import static io.footfall.consent.Category.NECESSARY;
import static io.footfall.consent.Category.STATISTICS;
import static io.footfall.consent.TestNode.await;
import static io.footfall.consent.Verdict.ACCEPTED;
import static io.footfall.consent.Verdict.NO_STATISTICS;
import static io.footfall.consent.Verdict.OUTDATED;
import static io.footfall.consent.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.footfall.consent.SigningKeys.Listed;
import io.footfall.consent.SigningKeys.Retirement;
import io.footfall.consent.SigningKeys.State;
import io.footfall.db.TestDatabase;
import io.footfall.site.Site;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReceiptsTest {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final Set<Category> YES = Set.of(STATISTICS);

    private final Vertx vertx = Vertx.vertx();
    private volatile Instant now = Instant.parse("2026-11-24T12:00:00Z");
    private TestDatabase database;
    private TestNode node;

    @BeforeEach
    void open() throws Exception {
        database = TestDatabase.fresh(vertx);
        node = node();
    }

    @AfterEach
    void close() throws Exception {
        node.close();
        database.close();
        await(vertx.close());
    }

    @Test
    @DisplayName("The same choice gives the same receipt for everybody, over restarts and on every node")
    void issue_afterRestartAndOnAnotherNode_theSameText() throws Exception {
        Site site = node.create("example.com");
        String receipt = node.receipts().issue(site, YES, NOVEMBER);

        try (TestNode other = node()) {
            assertThat(other.receipts().issue(other.site("example.com"), Set.of(NECESSARY, STATISTICS), NOVEMBER))
                    .isEqualTo(receipt);
            assertThat(other.receipts().check(other.site("example.com"), receipt))
                    .isEqualTo(ACCEPTED);
            assertThat(other.receipts().jwks()).isEqualTo(node.receipts().jwks());
        }
    }

    @Test
    void check_siteJustCreated_knowsItsReceiptsAtOnce() throws Exception {
        Site site = node.create("example.com");
        Site other = node.create("other.test");

        assertThat(node.receipts().check(site, node.receipts().issue(site, YES, NOVEMBER)))
                .isEqualTo(ACCEPTED);
        assertThat(node.receipts().check(site, node.receipts().issue(site, Set.of(), NOVEMBER)))
                .isEqualTo(NO_STATISTICS);
        assertThat(node.receipts().check(site, node.receipts().issue(other, YES, NOVEMBER)))
                .isEqualTo(UNKNOWN);
        assertThat(node.receipts().check(site, node.receipts().issue(site, YES, NOVEMBER.plusMonths(1))))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void check_monthsPass_followsTheClock() throws Exception {
        Site site = node.create("example.com");
        String november = node.receipts().issue(site, YES, NOVEMBER);

        now = Instant.parse("2027-04-30T23:59:59.999Z");
        assertThat(node.receipts().check(site, november)).isEqualTo(ACCEPTED);
        now = Instant.parse("2027-05-01T00:00:00Z");
        assertThat(node.receipts().check(site, november)).isEqualTo(OUTDATED);
        assertThat(Receipts.expires(NOVEMBER)).isEqualTo(YearMonth.of(2027, 4));
    }

    @Test
    void check_newMonthFarAhead_isSignedInTheBackground() throws Exception {
        Site site = node.create("example.com");
        now = Instant.parse("2027-08-01T00:00:00Z");
        await(node.sites().prepareAnew()); // what the timer does within 2 s

        String august = node.receipts().issue(site, YES, node.receipts().month());
        assertThat(node.receipts().check(site, august)).isEqualTo(ACCEPTED);
    }

    @Test
    void publish_newPolicy_outdatesReceiptsOfTheOneBeforeOnEveryNode() throws Exception {
        Site old = node.create("example.com");
        String receipt = node.receipts().issue(old, YES, NOVEMBER);
        try (TestNode other = node()) {
            await(other.policies().publish(other.site("example.com"), PolicyDocument.STANDARD));
            await(node.sites().refresh());

            for (TestNode each : List.of(node, other)) {
                Site site = each.site("example.com");
                assertThat(site.policy()).isEqualTo(2);
                assertThat(each.receipts().check(site, receipt)).isEqualTo(OUTDATED);
                assertThat(each.receipts().check(site, each.receipts().issue(site, YES, NOVEMBER)))
                        .isEqualTo(ACCEPTED);
            }
        }
    }

    @Test
    void rotate_withTwoNodes_overlapsWithoutRestart() throws Exception {
        Site site = node.create("example.com");
        String before = node.receipts().issue(site, YES, NOVEMBER);
        try (TestNode other = node()) {
            String kid = await(other.keys().rotate()).orElseThrow();
            await(node.sites().refresh());
            assertThat(kids(node)).hasSize(2).contains(kid).isEqualTo(kids(other));
            assertThat(node.receipts().issue(site, YES, NOVEMBER)).isEqualTo(before);

            now = now.plus(SigningKeys.LEAD);
            String after = node.receipts().issue(site, YES, NOVEMBER);
            assertThat(after).isNotEqualTo(before).isEqualTo(other.receipts().issue(site, YES, NOVEMBER));
            for (TestNode each : List.of(node, other)) {
                assertThat(each.receipts().check(site, before)).isEqualTo(ACCEPTED);
                assertThat(each.receipts().check(site, after)).isEqualTo(ACCEPTED);
            }
        }
    }

    @Test
    void retire_keyBefore_makesItsReceiptsUnknownAndForgetsItsPrivatePart() throws Exception {
        Site site = node.create("example.com");
        String before = node.receipts().issue(site, YES, NOVEMBER);
        String first = node.keys().signing().kid();
        assertThat(await(node.keys().retire(first))).isEqualTo(Retirement.IT_SIGNS);
        String second = await(node.keys().rotate()).orElseThrow();
        assertThat(await(node.keys().rotate())).as("while one waits").isEmpty();
        now = now.plus(SigningKeys.LEAD);

        assertThat(node.keys().listed())
                .extracting(Listed::state, Listed::lastMonth)
                .containsExactly(tuple(State.ACCEPTED, YearMonth.of(2027, 4)), tuple(State.SIGNING, null));
        assertThat(await(node.keys().retire(second))).isEqualTo(Retirement.IT_SIGNS);
        assertThat(await(node.keys().retire("nobody"))).isEqualTo(Retirement.UNKNOWN);
        assertThat(await(node.keys().retire(first))).isEqualTo(Retirement.DONE);

        assertThat(kids(node)).containsExactly(second);
        assertThat(node.receipts().check(site, before)).isEqualTo(UNKNOWN);
        assertThat(count("select count(private_key) from signing_key")).isEqualTo(1);
    }

    @Test
    void open_twoNodesAtOnceOnAnEmptyDatabase_oneKey() throws Exception {
        try (TestDatabase empty = TestDatabase.fresh(vertx)) {
            List<Future<TestNode>> nodes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                nodes.add(TestNode.open(vertx, empty.pool(), () -> now));
            }
            for (Future<TestNode> each : nodes) {
                assertThat(kids(await(each)))
                        .hasSize(1)
                        .isEqualTo(kids(nodes.get(0).result()));
                each.result().close();
            }
        }
    }

    @Test
    void open_withAnotherSecret_failsAndNamesTheSetting() {
        byte[] other = new byte[32];
        other[0] = 1;
        assertThatThrownBy(() -> await(
                        SigningKeys.open(vertx, database.pool(), node.sites(), new WrappingKey(other), () -> now)))
                .isInstanceOf(WrongSecret.class)
                .hasMessageContaining("FOOTFALL_SECRET");
    }

    @Test
    @DisplayName("A stolen database does not hold the key that signs receipts")
    void open_storedKey_isWrapped() throws Exception {
        byte[] stored = await(database.pool()
                        .query("select private_key from signing_key")
                        .execute())
                .iterator()
                .next()
                .getBuffer(0)
                .getBytes();

        assertThat(hex(stored)).doesNotContain(hex(rawPrivateKey()));
    }

    private byte[] rawPrivateKey() {
        byte[] encoded = node.keys().signing().privateKey().getEncoded();
        return java.util.Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    private TestNode node() throws Exception {
        return await(TestNode.open(vertx, database.pool(), () -> now));
    }

    private static List<String> kids(TestNode node) {
        return new JsonObject(node.receipts().jwks())
                .getJsonArray("keys").stream()
                        .map(key -> ((JsonObject) key).getString("kid"))
                        .toList();
    }

    private long count(String sql) throws Exception {
        return await(database.pool().query(sql).execute()).iterator().next().getLong(0);
    }
}
