package io.footfall.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.db.TestDatabase;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The operator is told when the database would write what visitors did to a log")
class DatabasePrivacyTest {

    @Test
    void check_embeddedDatabase_hasNothingToWarnOf() {
        try (var database = TestDatabase.fresh()) {
            assertThat(await(DatabasePrivacy.check(database.pool()))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "log_statement, mod",
        "log_statement, all",
        "log_min_duration_statement, 0",
        "log_min_duration_sample, 100",
        "log_transaction_sample_rate, 0.5",
        "log_parameter_max_length_on_error, -1"
    })
    void check_databaseThatLogsStatements_namesTheSetting(String setting, String value) {
        try (var database = TestDatabase.fresh()) {
            var warnings = await(database.pool()
                    .withConnection(connection -> connection
                            .query("set " + setting + " = '" + value + "'")
                            .execute()
                            .compose(done -> DatabasePrivacy.check(connection))));

            assertThat(warnings).singleElement().asString().contains("(" + setting + ")");
        }
    }

    private static List<String> await(Future<List<String>> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
