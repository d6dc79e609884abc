package io.footfall.docs;

import static io.footfall.docs.SourceTree.all;
import static io.footfall.docs.SourceTree.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.footfall.db.TestDatabase;
import io.footfall.server.Calls;
import io.footfall.server.ServerProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The programs of {@code docs/receipts.md} check receipts of a real server. */
@Tag("full")
class ReceiptVerifiersTest {

    private static final String SITE = "receipts.example";
    private static final Path FOLDER = Path.of("docs", "receipts");

    @TempDir
    private static Path folder;

    private static TestDatabase database;
    private static List<String> good;
    private static YearMonth month;

    /** A verifier, and how to find out whether this machine can run it. */
    private enum Verifier {
        JAVA("Verify.java", java(), "", ""),
        NODE("verify.mjs", "node", "", ""),
        PHP("verify.php", "php", "-r", "exit(function_exists('sodium_crypto_sign') ? 0 : 1);"),
        PYTHON("verify.py", "python3", "-c", "import cryptography");

        private final String file;
        private final String program;
        private final String flag;
        private final String probe;

        Verifier(String file, String program, String flag, String probe) {
            this.file = file;
            this.program = program;
            this.flag = flag;
            this.probe = probe;
        }

        private static String java() {
            return Path.of(System.getProperty("java.home"), "bin", "java").toString();
        }

        /** Java and Node are what Footfall itself is built with. */
        boolean optional() {
            return this == PHP || this == PYTHON;
        }

        boolean runsHere() throws InterruptedException {
            ProcessBuilder probing = new ProcessBuilder(program, flag, probe);
            try {
                return probing.redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
            } catch (IOException absent) {
                return false;
            }
        }

        /** What it says of each receipt: its claims, or "refused". */
        List<String> read(List<String> receipts, String site, int policy, YearMonth now)
                throws IOException, InterruptedException {
            Path input = Files.createTempFile(folder, "receipts", ".txt");
            Files.write(input, receipts);
            String keys = folder.resolve("jwks.json").toString();
            List<String> command = new ArrayList<>(List.of(program));
            command.addAll(
                    this == JAVA ? List.of("-cp", folder.toString(), "Verify") : List.of("" + FOLDER.resolve(file)));
            command.addAll(List.of(keys, site, "" + policy, now.toString()));
            Process process = new ProcessBuilder(command)
                    .redirectInput(input.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            return output.lines().toList();
        }
    }

    @BeforeAll
    static void compile() {
        String source = FOLDER.resolve(Verifier.JAVA.file).toString();
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), source))
                .isZero();
    }

    @BeforeAll
    static void takeReceipts() throws Exception {
        database = TestDatabase.fresh();
        try (ServerProcess server =
                ServerProcess.start(ServerProcess.Options.standard().env("FOOTFALL_DATABASE_URL", database.url()))) {
            Calls calls = new Calls(server);
            calls.createSite(SITE, true);
            good = List.of(calls.receipt(SITE), choice(calls), choice(calls, "marketing", "preferences", "statistics"));
            Files.write(
                    folder.resolve("jwks.json"),
                    Calls.expect(200, calls.send(calls.request("/.well-known/jwks.json")))
                            .body());
        }
        month = YearMonth.parse(claims(good.get(0)).getString("month"));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static String choice(Calls calls, String... allow) throws Exception {
        JsonObject choice = new JsonObject()
                .put("site", SITE)
                .put("policy", 1)
                .put("how", "choose")
                .put("allow", new JsonArray(List.of(allow)));
        return Calls.json(Calls.expect(200, calls.consent(choice))).getString("receipt");
    }

    private static JsonObject claims(String receipt) {
        return new JsonObject(decode(receipt.split("\\.", -1)[1]));
    }

    @ParameterizedTest
    @EnumSource
    void verifier_realReceiptsAndFalseOnes_tellsThemApart(Verifier verifier) throws Exception {
        if (verifier.optional() && !verifier.runsHere()) {
            String why = "NOT RUN: " + FOLDER.resolve(verifier.file) + ", as this machine has no "
                    + (verifier == Verifier.PHP ? "php with sodium" : "python3 with the package cryptography");
            System.err.println(why);
            assumeTrue(false, why);
        }
        List<String> all = new ArrayList<>(good);
        all.addAll(spoilt(good.get(0), good.get(1)));
        List<String> read = verifier.read(all, SITE, 1, month);
        assertThat(read.subList(0, good.size()).stream().map(JsonObject::new))
                .containsExactlyElementsOf(
                        good.stream().map(ReceiptVerifiersTest::claims).toList());
        assertThat(read.subList(good.size(), read.size()))
                .hasSize(all.size() - good.size())
                .containsOnly("refused");
        assertThat(verifier.read(good, SITE, 1, month.plusMonths(5))).doesNotContain("refused");

        List<String> refused = Collections.nCopies(good.size(), "refused");
        assertThat(verifier.read(good, SITE, 1, month.plusMonths(6)))
                .as("expired")
                .isEqualTo(refused);
        assertThat(verifier.read(good, SITE, 1, month.minusMonths(1)))
                .as("of a month to come")
                .isEqualTo(refused);
        assertThat(verifier.read(good, "other.example", 1, month))
                .as("of another site")
                .isEqualTo(refused);
        assertThat(verifier.read(good, SITE, 2, month))
                .as("of an earlier policy")
                .isEqualTo(refused);
    }

    private static List<String> spoilt(String grant, String refusal) throws GeneralSecurityException {
        String[] parts = grant.split("\\.", -1);
        String more = encode(decode(parts[1]).replace("\"statistics\"", "\"marketing\",\"statistics\""));
        String none = encode("{\"alg\":\"none\"}");
        String noneOfOurs = encode(decode(parts[0]).replace("EdDSA", "none"));
        List<String> spoilt = new ArrayList<>(List.of(
                parts[0] + "." + more + "." + parts[2], // forged
                parts[0] + "." + parts[1] + "." + refusal.split("\\.", -1)[2],
                none + "." + parts[1] + ".",
                none + "." + parts[1] + "." + parts[2],
                noneOfOurs + "." + more + ".",
                noneOfOurs + "." + parts[1] + "." + parts[2],
                signedByAnother(parts[0] + "." + parts[1]),
                grant + "=",
                grant + ".",
                "ä" + grant,
                "{}"));
        IntStream.range(1, grant.length()).forEach(length -> spoilt.add(grant.substring(0, length)));
        return spoilt;
    }

    /** Another key, under the name of ours. */
    private static String signedByAnother(String text) throws GeneralSecurityException {
        Signature other = Signature.getInstance("Ed25519");
        other.initSign(KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate());
        other.update(text.getBytes(StandardCharsets.UTF_8));
        return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(other.sign());
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    @Test
    void document_programs_areTheFilesThatAreTested() {
        String document = read("docs/receipts.md");
        for (Verifier verifier : Verifier.values()) {
            String language =
                    verifier.file.replaceAll(".*\\.", "").replace("mjs", "js").replaceAll("^py$", "python");
            assertThat(all("(?s)```" + language + "\n(.*?)```", document))
                    .containsExactly(read(FOLDER.resolve(verifier.file)));
        }
    }
}
