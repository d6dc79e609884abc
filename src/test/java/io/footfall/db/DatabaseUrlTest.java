package io.footfall.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.pgclient.SslMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @Test
    void parse_full_givesEveryPart() {
        var url =
                DatabaseUrl.parse("S", "postgresql://us%40er:p%3A+%2F@db.example:6000/foot%20fall?sslmode=verify-full");

        assertThat(url.host()).isEqualTo("db.example");
        assertThat(url.port()).isEqualTo(6000);
        assertThat(url.database()).isEqualTo("foot fall");
        assertThat(url.user()).isEqualTo("us@er");
        assertThat(url.password()).isEqualTo("p:+/");
        assertThat(url.sslmode()).isEqualTo(SslMode.VERIFY_FULL);
        assertThat(url.jdbcProperties()).containsEntry("sslmode", "verify-full");
    }

    @Test
    void parse_short_usesPort5432() {
        assertThat(DatabaseUrl.parse("S", "postgres://me@db/x").port()).isEqualTo(5432);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:sesame@h/d",
                "postgresql://h/d",
                "postgresql://u:sesame@h",
                "postgresql://u:sesame@h:port/d",
                "postgresql://u:ses ame@h/d",
                "postgresql://u:sesame@h/d?sslmode=maybe",
                "postgresql://u:sesame@h/d?other=1",
                "nonsense"
            })
    void parse_malformed_namesTheSettingAndNoPassword(String url) {
        assertThatThrownBy(() -> DatabaseUrl.parse("FOOTFALL_DATABASE_URL", url))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageStartingWith("FOOTFALL_DATABASE_URL: ")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("sesame", "ses ame"));
    }

    @Test
    void toString_hidesThePassword() {
        assertThat(DatabaseUrl.parse("S", "postgresql://u:sesame@h/d").toString())
                .doesNotContain("sesame");
    }
}
