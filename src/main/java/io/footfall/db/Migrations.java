package io.footfall.db;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a database to the shape that this version needs: {@code db/migration} on the class path, in order, once each. */
final class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private Migrations() {}

    /**
     * Migrates as the owner; nodes that start at the same time wait for each other. Blocks.
     *
     * @param server the role that the server itself uses: gets the right to read and write rows where it is not the owner
     * @throws DatabaseUnavailable when the database cannot be reached or refuses
     */
    static void run(DatabaseUrl owner, DatabaseUrl server) {
        // Before Flyway, which would retry, and wrap the reason.
        try (var connection = DriverManager.getConnection(owner.jdbcUrl(), owner.jdbcProperties())) {
            connection.getMetaData();
        } catch (SQLException e) {
            throw owner.unavailable(stateOf(e), e);
        }
        migrate(owner);
        if (!owner.user().equals(server.user())) {
            grant(owner, server.user());
        }
    }

    private static void migrate(DatabaseUrl owner) {
        try {
            var result = Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(owner.jdbcUrl(), owner.user(), owner.password())
                    .jdbcProperties(jdbcProperties(owner))
                    .locations("classpath:db/migration")
                    .failOnMissingLocations(true)
                    .load()
                    .migrate();
            if (result.migrationsExecuted > 0) {
                LOG.info("Migrated the database to version {}", result.targetSchemaVersion);
            }
        } catch (FlywayException e) {
            throw owner.unavailable(e.getCause() instanceof SQLException cause ? stateOf(cause) : "XX000", e);
        }
    }

    private static Map<String, String> jdbcProperties(DatabaseUrl owner) {
        var properties = new HashMap<String, String>();
        var all = owner.jdbcProperties();
        all.stringPropertyNames().stream()
                .filter(name -> !name.equals("user") && !name.equals("password"))
                .forEach(name -> properties.put(name, all.getProperty(name)));
        return properties;
    }

    private static void grant(DatabaseUrl owner, String role) {
        try (var connection = DriverManager.getConnection(owner.jdbcUrl(), owner.jdbcProperties());
                var statement = connection.createStatement()) {
            var quoted = statement.enquoteIdentifier(role, true);
            statement.execute("grant usage on schema public to " + quoted);
            statement.execute("grant select, insert, update, delete on all tables in schema public to " + quoted);
            statement.execute("grant usage, select on all sequences in schema public to " + quoted);
        } catch (SQLException e) {
            throw owner.unavailable(stateOf(e), e);
        }
    }

    private static String stateOf(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }
}
