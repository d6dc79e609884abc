import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** No library is needed: what is signed is written by the server, always in this form. */
class Verify {
    static final Pattern RECEIPT = Pattern.compile("([\\w-]+\\.([\\w-]+))\\.([\\w-]{86})");
    static final Pattern KEY = Pattern.compile("\"x\"\\s*:\\s*\"([\\w-]{43})\"");
    static final Pattern CLAIMS = Pattern.compile("\\{\"iss\":\"[^\"]*\",\"site\":\"([^\"]*)\",\"policy\":(\\d+),"
            + "\"allow\":\\[([^\\]]*)\\],\"basis\":\"(consent|notice)\",\"month\":\"([\\d-]+)\"\\}");

    /** The claims of a receipt, or null. policy: the oldest version that counts. month: the current one, UTC. */
    static String read(String receipt, String jwks, String site, int policy, YearMonth month) throws Exception {
        var parts = RECEIPT.matcher(receipt);
        if (!parts.matches() || !signed(parts.group(1), decoded(parts.group(3)), jwks)) {
            return null;
        }
        var claims = CLAIMS.matcher(new String(decoded(parts.group(2))));
        if (!claims.matches() || !claims.group(1).equals(site) || Integer.parseInt(claims.group(2)) < policy) {
            return null;
        }
        long age = YearMonth.parse(claims.group(5)).until(month, ChronoUnit.MONTHS);
        return age >= 0 && age <= 5 ? claims.group() : null; // group 3 lists what is allowed
    }

    static boolean signed(String text, byte[] signature, String jwks) throws Exception {
        boolean valid = false;
        for (var key = KEY.matcher(jwks); key.find() && !valid; ) {
            String x509 = "302a300506032b6570032100" + HexFormat.of().formatHex(decoded(key.group(1)));
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(x509))));
            check.update(text.getBytes());
            valid = check.verify(signature);
        }
        return valid;
    }

    static byte[] decoded(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    // java Verify.java jwks.json example.com 1 [2026-11] <receipts, one a line
    public static void main(String[] args) throws Exception {
        String jwks = Files.readString(Path.of(args[0]));
        YearMonth month = args.length > 3 ? YearMonth.parse(args[3]) : YearMonth.now(ZoneOffset.UTC);
        for (String line : new String(System.in.readAllBytes()).split("\n")) {
            String claims = read(line, jwks, args[1], Integer.parseInt(args[2]), month);
            System.out.println(claims == null ? "refused" : claims);
        }
    }
}
