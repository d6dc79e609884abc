package io.footfall.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.db.TestDatabase;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DutyTest {

    @Test
    void hold_anotherNodeTookTheDuty_failsItsTransaction() {
        try (TestDatabase database = TestDatabase.fresh()) {
            hold(database.pool());
        }
    }

    private static void hold(Pool pool) {
        Duty first =
                Tables.await(Duty.take(pool, "work", UUID.randomUUID(), 60)).orElseThrow();
        assertThat(Tables.await(Duty.take(pool, "work", UUID.randomUUID(), 60))).isEmpty();
        Tables.await(pool.withTransaction(first::hold));

        Tables.query(pool, "update duty set held_until = now() - interval '1 second'");
        Tables.await(pool.withTransaction(first::hold));
        Duty second =
                Tables.await(Duty.take(pool, "work", UUID.randomUUID(), 60)).orElseThrow();

        assertThat(Tables.await(pool.withTransaction(first::hold)
                        .map(false)
                        .recover(lost -> Future.succeededFuture(lost instanceof Duty.Lost))))
                .isTrue();
        Tables.await(pool.withTransaction(second::hold));
    }
}
