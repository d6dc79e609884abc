package io.footfall.consent;

import static io.footfall.consent.TestNode.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.db.TestDatabase;
import io.footfall.site.Site;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoliciesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final PolicyDocument OWN = PolicyDocumentTest.full();

    private final Vertx vertx = Vertx.vertx();
    private TestDatabase database;
    private TestNode node;

    @BeforeEach
    void open() throws Exception {
        database = TestDatabase.fresh(vertx);
        node = await(TestNode.open(vertx, database.pool(), () -> NOW));
    }

    @AfterEach
    void close() throws Exception {
        node.close();
        database.close();
        await(vertx.close());
    }

    @Test
    void inForce_newSite_standardPolicyByItsFirstMoment() throws Exception {
        Policy policy = node.policies().inForce(node.create("example.com"));

        assertThat(policy.version()).isEqualTo(1);
        assertThat(policy.document()).isEqualTo(PolicyDocument.STANDARD);
        assertThat(policy.hash())
                .isEqualTo(sha256("{\"categories\":[\"necessary\",\"preferences\",\"statistics\",\"marketing\"],"
                        + "\"services\":[],\"standard_texts\":1,\"texts\":{}}"));
    }

    @Test
    void publish_document_isInForceAtOnceAndTheOneBeforeIsKept() throws Exception {
        node.create("other.test");
        Site old = node.create("example.com");

        Policy published = await(node.policies().publish(old, OWN));

        Site site = node.site("example.com");
        assertThat(published).isEqualTo(new Policy(2, 1, OWN, sha256(OWN.json()), NOW));
        assertThat(site.acceptedPolicies()).containsExactly(2);
        assertThat(node.policies().inForce(site)).isEqualTo(published);
        assertThat(node.policies().inForce(old).version()).isEqualTo(1);
        assertThat(node.site("other.test").policy()).isEqualTo(1);
        assertThat(await(node.policies().archived(site, 1)).orElseThrow().document())
                .isEqualTo(PolicyDocument.STANDARD);
        assertThat(await(node.policies().archived(site, 3))).isEmpty();
    }

    @Test
    void publish_severalAtOnce_versionsWithoutGaps() throws Exception {
        Site site = node.create("example.com");
        List<Future<Policy>> published = List.of(
                node.policies().publish(site, OWN),
                node.policies().publish(site, PolicyDocument.STANDARD),
                node.policies().publish(site, OWN));
        await(Future.all(published));

        assertThat(published.stream().map(each -> each.result().version())).containsExactlyInAnyOrder(2, 3, 4);
        assertThat(node.site("example.com").policy()).isEqualTo(4);
    }

    @Test
    void inForce_revisionFromAnotherNode_isSeenUnderTheSameVersion() throws Exception {
        Site site = node.create("example.com");
        try (TestNode other = await(TestNode.open(vertx, database.pool(), () -> NOW))) {
            await(other.sites()
                    .changeSettings(connection -> connection.query("""
                    insert into policy (site, version, revision, document, hash, published_at)
                    select site, version, 2, document, hash, now() from policy
                    """).execute()));

            await(node.sites().refresh());

            assertThat(node.policies().inForce(site).revision()).isEqualTo(2);
            assertThat(node.site("example.com")).isEqualTo(site);
            assertThat(await(node.policies().archived(site, 1)).orElseThrow().revision())
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "never changed or deleted | update policy set published_at = now()",
                "never changed or deleted | delete from policy",
                "never changed or deleted | truncate policy",
                "the next version is 2 | insert into policy select site, 1, '{}', sha256('{}'), now() from policy",
                "the next revision 2 | insert into policy (site, version, revision, document, hash, published_at) select site, 1, 3, '{}', sha256('{}'), now() from policy",
                "the next version is 2 | insert into policy (site, version, revision, document, hash, published_at) select site, 2, 2, '{}', sha256('{}'), now() from policy",
                "the next version is 2 | insert into policy select site, 3, '{}', sha256('{}'), now() from policy",
                "policy_check | insert into policy select site, 2, '{}', sha256('{ }'), now() from policy",
                "type json | insert into policy select site, 2, 'text', sha256('text'), now() from policy"
            })
    @DisplayName("What people agreed to cannot be changed afterwards, not even in the database")
    void archive_anythingButTheNextVersion_isRefused(String reason, String sql) throws Exception {
        Site site = node.create("example.com");

        assertThatThrownBy(() -> await(database.pool().query(sql).execute())).hasMessageContaining(reason);
        assertThat(await(node.policies().archived(site, 1)))
                .contains(node.policies().inForce(site));
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
