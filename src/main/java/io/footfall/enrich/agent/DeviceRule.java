package io.footfall.enrich.agent;

import io.footfall.measure.Value;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The device class of a User-Agent: the first rule that finds its words. The library's own device list names models,
 * which nobody should count, and costs most of its time. A tablet that calls itself a Macintosh (an iPad by default) is a
 * desktop here.
 */
record DeviceRule(Pattern words, Value device) {

    private static final List<DeviceRule> RULES = List.of(
            rule("PlayStation|Xbox|Nintendo", "console"),
            rule(
                    "Smart-?TV|GoogleTV|Google TV|Android TV|AppleTV|Apple TV|HbbTV|NetCast|Web0S|BRAVIA|CrKey|Roku|"
                            + "\\bAFT[A-Z]|Tizen.*\\bTV\\b|Opera TV|VIDAA|VIERA|DTV\\b",
                    "tv"),
            rule("iPad|Tablet|PlayBook|Kindle|\\bKF[A-Z]{2,}|Silk/(?!.*Mobile)|Android(?!.*Mobi)", "tablet"),
            rule("Mobi|iPhone|iPod|Android|Windows Phone|Opera Mini|KAIOS|BlackBerry|BB10|HarmonyOS", "mobile"),
            rule("Windows NT|Macintosh|X11|CrOS|Linux", "desktop"));

    private static final Value OTHER = Value.of("other");

    static Value device(String userAgent) {
        for (DeviceRule rule : RULES) {
            if (rule.words.matcher(userAgent).find()) {
                return rule.device;
            }
        }
        return OTHER;
    }

    private static DeviceRule rule(String words, String device) {
        return new DeviceRule(Pattern.compile(words, Pattern.CASE_INSENSITIVE), Value.of(device));
    }
}
