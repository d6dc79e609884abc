package io.footfall.merge;

import io.footfall.db.TestDatabase;
import io.vertx.core.Vertx;
import java.nio.file.Path;
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

    @AfterEach
    void closeDatabase() {
        Tables.await(vertx.close());
    }
}
