package io.footfall.merge;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import java.util.function.IntUnaryOperator;

/** What is done once in the cluster so that no small cell stays at rest, and nothing longer than it is kept. */
public final class AtRest {

    private AtRest() {}

    /** @param bucketOf a site's number to its bucket */
    public static Duties duties(Vertx vertx, Pool pool, FinishedDays days, Secrets secrets, IntUnaryOperator bucketOf) {
        ValueStore values = new ValueStore(new SecureRandom(), secrets.order());
        Closing closing = new Closing(pool, values, new SealedRows(secrets.sealing()), secrets.order(), bucketOf);
        return new Duties(
                vertx,
                pool,
                UUID.randomUUID(),
                List.of(
                        new DayClose(vertx, closing, days),
                        new MonthClose(vertx, closing, days),
                        new MonthRollUp(vertx, closing, days),
                        new Retention(closing, days)));
    }
}
