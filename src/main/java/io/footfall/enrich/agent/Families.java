package io.footfall.enrich.agent;

import io.footfall.measure.Value;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The closed lists of device classes, browsers and systems, and the names that the User-Agent library has for them. What
 * is in none of them is {@code Other}: a rare browser would single its users out.
 */
public final class Families {

    static final Value OTHER = Value.of("Other");

    /** Kinds of device. */
    public static final Set<Value> DEVICES = values(Set.of("desktop", "mobile", "tablet", "tv", "console", "other"));

    private static final Map<String, String> BROWSER_NAMES = Map.ofEntries(
            Map.entry("Chrome", "Chrome"),
            Map.entry("Chrome Mobile", "Chrome"),
            Map.entry("Chrome Mobile iOS", "Chrome"),
            Map.entry("Chrome Mobile WebView", "Android WebView"),
            Map.entry("Chromium", "Chromium"),
            Map.entry("Safari", "Safari"),
            Map.entry("Mobile Safari", "Safari"),
            Map.entry("Mobile Safari UI/WKWebView", "iOS WebView"),
            Map.entry("Firefox", "Firefox"),
            Map.entry("Firefox Mobile", "Firefox"),
            Map.entry("Firefox iOS", "Firefox"),
            Map.entry("Firefox Beta", "Firefox"),
            Map.entry("Firefox Alpha", "Firefox"),
            Map.entry("Edge", "Edge"),
            Map.entry("Edge Mobile", "Edge"),
            Map.entry("Samsung Internet", "Samsung Internet"),
            Map.entry("Opera", "Opera"),
            Map.entry("Opera Mobile", "Opera"),
            Map.entry("Opera Mini", "Opera Mini"),
            Map.entry("Opera Tablet", "Opera"),
            Map.entry("Yandex Browser", "Yandex Browser"),
            Map.entry("UC Browser", "UC Browser"),
            Map.entry("Vivaldi", "Vivaldi"),
            Map.entry("Brave", "Brave"),
            Map.entry("DuckDuckGo Mobile", "DuckDuckGo"),
            Map.entry("DuckDuckGo", "DuckDuckGo"),
            Map.entry("Whale", "Whale"),
            Map.entry("QQ Browser", "QQ Browser"),
            Map.entry("QQ Browser Mobile", "QQ Browser"),
            Map.entry("MiuiBrowser", "Miui Browser"),
            Map.entry("HuaweiBrowser", "Huawei Browser"),
            Map.entry("Amazon Silk", "Amazon Silk"),
            Map.entry("Android", "Android Browser"),
            Map.entry("IE", "Internet Explorer"),
            Map.entry("IE Mobile", "Internet Explorer"),
            Map.entry("Facebook", "Facebook"),
            Map.entry("Facebook Messenger", "Facebook"),
            Map.entry("Instagram", "Instagram"),
            Map.entry("LinkedIn", "LinkedIn"),
            Map.entry("Pinterest", "Pinterest"),
            Map.entry("Snapchat", "Snapchat"),
            Map.entry("TikTok", "TikTok"),
            Map.entry("Google", "Google App"));

    private static final Map<String, String> SYSTEM_NAMES = Map.ofEntries(
            Map.entry("Windows", "Windows"),
            Map.entry("Mac OS X", "macOS"),
            Map.entry("iOS", "iOS"),
            Map.entry("Android", "Android"),
            Map.entry("Chrome OS", "ChromeOS"),
            Map.entry("Linux", "Linux"),
            Map.entry("Ubuntu", "Linux"),
            Map.entry("Debian", "Linux"),
            Map.entry("Fedora", "Linux"),
            Map.entry("Red Hat", "Linux"),
            Map.entry("SUSE", "Linux"),
            Map.entry("openSUSE", "Linux"),
            Map.entry("Arch Linux", "Linux"),
            Map.entry("Gentoo", "Linux"),
            Map.entry("FreeBSD", "BSD"),
            Map.entry("OpenBSD", "BSD"),
            Map.entry("NetBSD", "BSD"),
            Map.entry("Tizen", "Tizen"),
            Map.entry("webOS", "webOS"),
            Map.entry("Web0S", "webOS"),
            Map.entry("KaiOS", "KaiOS"),
            Map.entry("tvOS", "tvOS"),
            Map.entry("ATV OS X", "tvOS"),
            Map.entry("Chromecast", "Chromecast"),
            Map.entry("FireHbbTV", "Other"),
            Map.entry("Windows Phone", "Windows"));

    /** Browsers. */
    public static final Set<Value> BROWSERS = values(BROWSER_NAMES.values());

    /** Operating systems. */
    public static final Set<Value> SYSTEMS =
            values(Stream.concat(SYSTEM_NAMES.values().stream(), Stream.of("PlayStation", "Nintendo", "HarmonyOS"))
                    .toList());

    private static final Map<String, Value> BROWSERS_BY_NAME = byName(BROWSER_NAMES);
    private static final Map<String, Value> SYSTEMS_BY_NAME = byName(SYSTEM_NAMES);

    private Families() {}

    /** The browser by the name that the library has for it. */
    static Value browser(String family) {
        return BROWSERS_BY_NAME.getOrDefault(family, OTHER);
    }

    /** The system by the name that the library has for it, or by what the library does not know. */
    static Value system(String family, String userAgent) {
        if (userAgent.contains("PlayStation")) {
            return Value.of("PlayStation");
        }
        if (userAgent.contains("Nintendo")) {
            return Value.of("Nintendo");
        }
        if (userAgent.contains("HarmonyOS") || userAgent.contains("OpenHarmony")) {
            return Value.of("HarmonyOS");
        }
        return SYSTEMS_BY_NAME.getOrDefault(family, OTHER);
    }

    private static Map<String, Value> byName(Map<String, String> names) {
        return names.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Value.of(entry.getValue())));
    }

    private static Set<Value> values(Collection<String> names) {
        Set<Value> values = new HashSet<>(Set.of(OTHER, Value.UNKNOWN));
        names.forEach(name -> values.add(Value.of(name)));
        return Set.copyOf(values);
    }
}
