package io.footfall.db;

import java.nio.file.Path;

/** A PostgreSQL for benchmarks, beside the server: prints its URL, and ends with this process. */
public final class Postgres {

    private Postgres() {}

    /** Arguments: a folder for it. */
    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]));
        System.out.println(postgres.url());
        Thread.currentThread().join();
    }
}
