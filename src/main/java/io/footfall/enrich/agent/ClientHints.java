package io.footfall.enrich.agent;

import io.footfall.event.Raw;
import io.footfall.measure.Value;
import org.jspecify.annotations.Nullable;

/**
 * What browsers of the Chromium family say of themselves on each request without being asked ({@code Sec-CH-UA-Mobile},
 * {@code Sec-CH-UA-Platform}), in closed lists. It mends what a User-Agent that has been reduced or changed leaves open.
 */
public record ClientHints(Form form, Platform platform) {

    /** No hints, as of Safari and Firefox. */
    public static final ClientHints NONE = new ClientHints(Form.UNSAID, Platform.UNSAID);

    private static final Value MOBILE = Value.of("mobile");
    private static final Value TABLET = Value.of("tablet");
    private static final Value DESKTOP = Value.of("desktop");
    private static final Value ANDROID = Value.of("Android");

    /** Whether the browser prefers pages for phones. */
    public enum Form {
        UNSAID,
        MOBILE,
        OTHER
    }

    /** The operating system. */
    public enum Platform {
        UNSAID,
        ANDROID,
        CHROME_OS,
        IOS,
        LINUX,
        MAC_OS,
        WINDOWS
    }

    /** Reads the two headers; anything but what browsers send says nothing. */
    public static ClientHints of(@Nullable Raw mobile, @Nullable Raw platform) {
        if (mobile == null && platform == null) {
            return NONE;
        }
        return new ClientHints(form(mobile), platform(platform));
    }

    private static Form form(@Nullable Raw mobile) {
        if (mobile == null) {
            return Form.UNSAID;
        }
        return switch (mobile.text()) {
            case "?1" -> Form.MOBILE;
            case "?0" -> Form.OTHER;
            default -> Form.UNSAID;
        };
    }

    private static Platform platform(@Nullable Raw platform) {
        if (platform == null) {
            return Platform.UNSAID;
        }
        return switch (platform.text()) {
            case "\"Android\"" -> Platform.ANDROID;
            case "\"Chrome OS\"", "\"Chromium OS\"", "\"ChromeOS\"" -> Platform.CHROME_OS;
            case "\"iOS\"" -> Platform.IOS;
            case "\"Linux\"" -> Platform.LINUX;
            case "\"macOS\"" -> Platform.MAC_OS;
            case "\"Windows\"" -> Platform.WINDOWS;
            default -> Platform.UNSAID;
        };
    }

    /** Tells apart equal User-Agents with different hints; empty for no hints. */
    String code() {
        return equals(NONE) ? "" : "\n" + form + platform;
    }

    /** The classes of a User-Agent, refined. Devices that are neither phone, tablet nor desktop stay what they are. */
    AgentClass refine(AgentClass agent) {
        boolean known = agent.device().equals(MOBILE)
                || agent.device().equals(TABLET)
                || agent.device().equals(DESKTOP)
                || agent.device().equals(Value.UNKNOWN);
        if (agent.bot() || !known || equals(NONE)) {
            return agent;
        }
        Value os = system(agent.os());
        return new AgentClass(device(agent.device(), os), agent.browser(), os, false);
    }

    /** A system that names itself more exactly than the hints can, such as HarmonyOS, keeps its name. */
    private Value system(Value os) {
        if (os.equals(Value.of("HarmonyOS")) || os.equals(Value.of("KaiOS")) || os.equals(Value.of("BSD"))) {
            return os;
        }
        return switch (platform) {
            case UNSAID -> os;
            case ANDROID -> ANDROID;
            case CHROME_OS -> Value.of("ChromeOS");
            case IOS -> Value.of("iOS");
            case LINUX -> Value.of("Linux");
            case MAC_OS -> Value.of("macOS");
            case WINDOWS -> Value.of("Windows");
        };
    }

    private Value device(Value device, Value os) {
        if (form == Form.MOBILE) {
            return MOBILE;
        }
        boolean handheld = os.equals(ANDROID) && platform == Platform.ANDROID;
        return form == Form.OTHER && handheld ? TABLET : device;
    }
}
