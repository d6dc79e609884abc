package io.footfall.server;

import io.footfall.db.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Data of a server as it was at the end of a piece of work, kept in {@code src/test/resources/fixtures}: what later versions must
 * be able to start on. {@link #main} writes it, once; nothing ever changes it.
 */
final class EarlierData {

    static final String OPEN = "open.example";
    static final String QUIET = "quiet.example";
    static final String EMAIL = "ada@example.org";
    static final String PASSWORD = "a password of earlier days";

    /** What a fixture was written under that does not say. */
    private static final String FIRST_VERSION = "4";

    private static final String VERSION =
            "select version from flyway_schema_history where success order by installed_rank desc limit 1";

    private static final String TABLES =
            "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                    + " where n.nspname = 'public' and c.relkind = 'r' and c.relname <> 'flyway_schema_history' order by 1";

    private final Path folder;

    EarlierData(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes a fixture from a real run of this very code, ended by a kill.
     *
     * @param args the folder
     */
    public static void main(String[] args) throws Exception {
        new EarlierData(Files.createDirectories(Path.of(args[0]))).write();
        System.exit(0);
    }

    private void write() throws Exception {
        Path dataDir = Files.createTempDirectory("footfall-earlier-").resolve("data");
        try (TestDatabase database = TestDatabase.fresh();
                ServerProcess server = ServerProcess.start(ServerProcess.Options.standard()
                        .dataDir(dataDir)
                        .env("FOOTFALL_DATABASE_URL", database.url())
                        .env("FOOTFALL_ADMIN_EMAIL", EMAIL)
                        .env("FOOTFALL_ADMIN_PASSWORD", PASSWORD)
                        .env("FOOTFALL_MERGE_INTERVAL", "60m"))) {
            JsonObject facts = run(new Calls(server))
                    .put("version", texts(database, VERSION).get(0));
            server.kill();
            Files.writeString(folder.resolve("facts.json"), facts.encodePrettily() + "\n");
            Files.writeString(folder.resolve("rows.sql"), rows(database));
            zip(dataDir);
        }
    }

    /** 3 visits merged and 2 waiting in an open site; 4 carried over for want of a crowd and 1 waiting in a quiet one. */
    private static JsonObject run(Calls calls) throws IOException, InterruptedException {
        calls.createSite(OPEN, true);
        calls.createSite(QUIET, false);
        visits(calls, OPEN, 3);
        visits(calls, QUIET, 4);
        calls.merge();
        visits(calls, OPEN, 2);
        visits(calls, QUIET, 1);
        JsonObject choice = new JsonObject()
                .put("site", OPEN)
                .put("policy", 1)
                .put("how", "accept_all")
                .put("allow", new JsonArray().add("statistics"));
        Calls.expect(200, calls.consent(choice));
        return new JsonObject()
                .put("day", LocalDate.now(ZoneOffset.UTC).toString())
                .put("receipt", calls.receipt(OPEN))
                .put("jwks", Calls.json(calls.send(calls.request("/.well-known/jwks.json"))));
    }

    private static void visits(Calls calls, String site, int number) throws IOException, InterruptedException {
        String receipt = calls.receipt(site);
        for (int i = 0; i < number; i++) {
            Calls.expect(204, calls.events(Reports.firstPage(site, receipt)));
        }
    }

    /** Every row as an insert, in whatever columns it has. */
    private static String rows(TestDatabase database) {
        List<String> lines = new ArrayList<>();
        for (String table : texts(database, TABLES)) {
            lines.addAll(texts(
                    database,
                    "select 'insert into " + table + " overriding system value select * from"
                            + " json_populate_record(null::" + table
                            + ", ' || quote_literal(row_to_json(t)::text) || ');'" + " from " + table
                            + " t order by 1"));
        }
        lines.add("select setval(pg_get_serial_sequence('person', 'id'), (select max(id) from person));");
        return String.join("\n", lines) + "\n";
    }

    private static List<String> texts(TestDatabase database, String query) {
        return StreamSupport.stream(
                        database.pool()
                                .query(query)
                                .execute()
                                .toCompletionStage()
                                .toCompletableFuture()
                                .join()
                                .spliterator(),
                        false)
                .map((Row row) -> row.getString(0))
                .toList();
    }

    private void zip(Path dataDir) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("data.zip")));
                Stream<Path> files = Files.walk(dataDir)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new ZipEntry(dataDir.relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
    }

    /** The version of the database that it was written under. */
    String version() throws IOException {
        return facts().getString("version", FIRST_VERSION);
    }

    /** What was known when it was written: the day of the visits, a receipt and the public keys. */
    JsonObject facts() throws IOException {
        return new JsonObject(Files.readString(folder.resolve("facts.json")));
    }

    /** Puts the rows into a database of that time. */
    void load(TestDatabase database) throws IOException {
        String rows = Files.readString(folder.resolve("rows.sql"), StandardCharsets.UTF_8);
        String empty = texts(database, TABLES).stream()
                .map(table -> "delete from " + table + ";")
                .collect(Collectors.joining());
        // Without triggers: what they once did is among the rows.
        database.pool()
                .withTransaction(connection -> connection
                        .query("set local session_replication_role = replica;" + empty + rows)
                        .execute())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Unpacks the files of the data directory. */
    void unpack(Path dataDir) throws IOException {
        try (InputStream packed = new BufferedInputStream(Files.newInputStream(folder.resolve("data.zip")));
                ZipInputStream zip = new ZipInputStream(packed)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = dataDir.resolve(entry.getName()).normalize();
                if (!file.startsWith(dataDir)) {
                    throw new IOException("not a file of the data directory");
                }
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
    }
}
