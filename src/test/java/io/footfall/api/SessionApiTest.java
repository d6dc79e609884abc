package io.footfall.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.account.Sessions;
import io.footfall.stats.Answered;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SessionApiTest {

    private TestApi api;

    @BeforeEach
    void start() {
        api = new TestApi("https://stats.example.org");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private HttpResponse<Buffer> logIn(String email, String password) {
        return Answered.by(api.request(HttpMethod.POST, "/api/v1/session")
                .sendJsonObject(new JsonObject().put("email", email).put("password", password)));
    }

    private HttpResponse<Buffer> setUp(String token, String email, String password) {
        return Answered.by(api.request(HttpMethod.POST, "/api/v1/setup")
                .sendJsonObject(
                        new JsonObject().put("token", token).put("email", email).put("password", password)));
    }

    private int session(String cookie) {
        return Answered.by(api.request(HttpMethod.GET, "/api/v1/session")
                        .putHeader("Cookie", cookie)
                        .send())
                .statusCode();
    }

    @Test
    void logIn_rightPassword_setsACookieThatScriptsAndOtherSitesCannotUse() {
        Answered.by(api.accounts.createFirst(TestApi.EMAIL, TestApi.PASSWORD));

        HttpResponse<Buffer> response = logIn(" ADA@example.com", TestApi.PASSWORD);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.bodyAsJsonObject().getString("email")).isEqualTo(TestApi.EMAIL);
        assertThat(response.bodyAsJsonObject().getString("role")).isEqualTo("administrator");
        assertThat(response.bodyAsJsonObject().getString("csrf")).hasSize(43);
        String cookie = response.cookies().get(0);
        assertThat(cookie)
                .matches("footfall_session=[A-Za-z0-9_-]{43}; .*")
                .contains("HTTPOnly", "Secure", "SameSite=Strict", "Path=/", "Max-Age=1209600");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(session(cookie.substring(0, cookie.indexOf(';')))).isEqualTo(200);
    }

    @Test
    void logIn_wrongPasswordOrAddress_saysTheSame() {
        Answered.by(api.accounts.createFirst(TestApi.EMAIL, TestApi.PASSWORD));
        HttpResponse<Buffer> wrongPassword = logIn(TestApi.EMAIL, "not the password");
        HttpResponse<Buffer> wrongAddress = logIn("eve@example.com", TestApi.PASSWORD);
        assertThat(wrongPassword.statusCode()).isEqualTo(401);
        assertThat(wrongPassword.bodyAsString()).isEqualTo(wrongAddress.bodyAsString());
        assertThat(wrongPassword.cookies()).isEmpty();
    }

    @Test
    void logIn_afterTenAttempts_waitsAQuarterOfAnHour() {
        Answered.by(api.accounts.createFirst(TestApi.EMAIL, TestApi.PASSWORD));
        for (int i = 0; i < 10; i++) {
            assertThat(logIn(TestApi.EMAIL, "not the password").statusCode()).isEqualTo(401);
        }
        HttpResponse<Buffer> refused = logIn(TestApi.EMAIL, TestApi.PASSWORD);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("900");
        api.sleep(Duration.ofMinutes(15).plusSeconds(1));
        assertThat(logIn(TestApi.EMAIL, TestApi.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void session_afterItsEnd_isUnknown() {
        String cookie = "footfall_session=" + api.logIn().token();
        assertThat(session(cookie)).isEqualTo(200);
        api.sleep(Sessions.LIFETIME);
        assertThat(session(cookie)).isEqualTo(401);
    }

    @Test
    void logOut_endsTheSessionOnTheServer() {
        var opened = api.logIn();
        String cookie = "footfall_session=" + opened.token();
        HttpResponse<Buffer> response = Answered.by(api.request(HttpMethod.DELETE, "/api/v1/session")
                .putHeader("Cookie", cookie)
                .putHeader("X-CSRF-Token", opened.session().csrf())
                .send());
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(session(cookie)).isEqualTo(401);
    }

    @Test
    void setUp_validLink_createsTheFirstAdministratorOnce() {
        String first = Answered.by(api.accounts.setUpToken()).orElseThrow();
        String second = Answered.by(api.accounts.setUpToken()).orElseThrow();

        HttpResponse<Buffer> weak = setUp(first, "ada@example.com", "short");
        assertThat(weak.statusCode()).isEqualTo(400);
        assertThat(weak.bodyAsJsonObject().getString("field")).isEqualTo("password");
        assertThat(setUp(first, "ada", TestApi.PASSWORD).bodyAsJsonObject().getString("field"))
                .isEqualTo("email");
        assertThat(setUp("wrong", "ada@example.com", TestApi.PASSWORD).statusCode())
                .isEqualTo(403);

        HttpResponse<Buffer> created = setUp(first, "Ada@example.com", TestApi.PASSWORD);
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.bodyAsJsonObject().getString("email")).isEqualTo("ada@example.com");
        assertThat(created.cookies()).hasSize(1);

        assertThat(setUp(first, "eve@example.com", TestApi.PASSWORD).statusCode())
                .isEqualTo(403);
        assertThat(setUp(second, "eve@example.com", TestApi.PASSWORD).statusCode())
                .isEqualTo(403);
        assertThat(Answered.by(api.accounts.setUpToken())).isEmpty();
        assertThat(logIn("ada@example.com", TestApi.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void setUp_oldLink_isRefused() {
        String token = Answered.by(api.accounts.setUpToken()).orElseThrow();
        api.sleep(Duration.ofHours(24));
        assertThat(setUp(token, "ada@example.com", TestApi.PASSWORD).statusCode())
                .isEqualTo(403);
    }

    @Test
    void createFirst_whenThereIsSomebody_changesNothing() {
        assertThat(Answered.by(api.accounts.createFirst(TestApi.EMAIL, TestApi.PASSWORD)))
                .isEmpty();
        Answered.by(api.accounts.createFirst(TestApi.EMAIL, "another long password"));
        Answered.by(api.accounts.createFirst("eve@example.com", "another long password"));
        assertThat(logIn(TestApi.EMAIL, TestApi.PASSWORD).statusCode()).isEqualTo(200);
        assertThat(logIn("eve@example.com", "another long password").statusCode())
                .isEqualTo(401);
    }

    @Test
    void createFirst_weakPassword_saysWhy() {
        Optional<String> problem = Answered.by(api.accounts.createFirst(TestApi.EMAIL, "short"));
        assertThat(problem).hasValueSatisfying(text -> assertThat(text).contains("at least 12 characters"));
        assertThat(Answered.by(api.accounts.anybody())).isFalse();
    }

    @Test
    void database_afterALogIn_holdsNoPasswordAndNoToken() {
        String token = api.logIn().token();
        String stored = Answered.by(api.database.pool().query("""
                        select string_agg(p::text || encode(s.token, 'escape') || s::text, ' ')
                        from person p join session s on s.person = p.id""").execute())
                .iterator()
                .next()
                .getString(0);
        assertThat(stored).contains("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain(token, TestApi.PASSWORD);
    }
}
