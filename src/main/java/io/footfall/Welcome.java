package io.footfall;

import io.footfall.config.Settings;
import java.nio.file.Path;

/** The lines that tell where everything is, once it is open for business. */
final class Welcome {

    private Welcome() {}

    static void print(Settings settings, FirstAdministrator administrator, Path data) {
        String url = settings.publicUrl().toString();
        StringBuilder lines = new StringBuilder("\nFootfall is open at " + url + "\n");
        line(lines, "dashboard", url + "/app/");
        if (settings.demo()) {
            line(lines, "demo site", url + "/demo/");
        }
        String management = "http://" + settings.managementHost() + ":" + settings.managementPort();
        line(lines, "health, metrics", management + "/health/ready, " + management + "/metrics");
        line(lines, "data", data.toAbsolutePath().normalize().toString());
        administrator.setUpToken().ifPresent(token -> {
            line(lines, "first step", url + "/app/#/setup?token=" + token);
            lines.append("""

                    Open the first step in a browser: it makes you the administrator, once, within 24 hours.
                    """);
            if (settings.httpHost().isEmpty()) {
                lines.append("Only this machine can reach the server until it is restarted after that.\n");
            }
        });
        lines.append("\nCtrl-C ends it; the data stays.\n");
        System.out.println(lines);
    }

    private static void line(StringBuilder lines, String name, String where) {
        lines.append("  ")
                .append(name)
                .append(" ".repeat(18 - name.length()))
                .append(where)
                .append('\n');
    }
}
