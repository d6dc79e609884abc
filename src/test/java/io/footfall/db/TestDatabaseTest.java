package io.footfall.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.Pool;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {

    @Test
    void fresh_twice_givesMigratedDatabasesThatShareNothing() {
        try (var one = TestDatabase.fresh();
                var other = TestDatabase.fresh()) {
            execute(one.pool(), "insert into ledger values (1, gen_random_uuid(), 7)");

            assertThat(execute(one.pool(), "select 1 from ledger")).isEqualTo(1);
            assertThat(execute(other.pool(), "select 1 from ledger")).isZero();
        }
    }

    private static int execute(Pool pool, String sql) {
        return pool.query(sql)
                .execute()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .size();
    }
}
