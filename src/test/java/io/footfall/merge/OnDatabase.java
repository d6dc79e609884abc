package io.footfall.merge;

import io.footfall.db.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What each test of merging has for itself: a folder, a Vert.x and a database without rows. */
abstract class OnDatabase {

    @TempDir
    Path folder;

    Vertx vertx;
    TestDatabase database;

    @BeforeEach
    void openDatabase() {
        vertx = Vertx.vertx();
        database = TestDatabase.fresh(vertx);
    }

    /** What came of work whose connection is cut at one message: whether it failed, and whether there was such a message. */
    record Cutting(boolean failed, boolean hasCut) {}

    /** Does work over one connection to the database, which is cut at one message of the client. */
    Cutting cut(CuttingProxy.Cut where, int message, Function<Pool, Future<Void>> work) throws IOException {
        try (CuttingProxy proxy = new CuttingProxy(database, where, message)) {
            Pool pool = proxy.pool(vertx);
            boolean failed = Tables.await(work.apply(pool).map(false).otherwise(true));
            Tables.await(pool.close());
            return new Cutting(failed, proxy.hasCut());
        }
    }

    @AfterEach
    void closeDatabase() {
        Tables.await(vertx.close());
    }
}
