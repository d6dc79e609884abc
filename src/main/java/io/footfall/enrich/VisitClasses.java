package io.footfall.enrich;

import io.footfall.enrich.agent.Families;
import io.footfall.enrich.geo.Countries;
import io.footfall.measure.Value;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The derived classes of a visit, which its browser brings back on later requests ({@code visit.as}), so that a visit has
 * one set of them. As text: {@code 1;DE;desktop;Chrome;Windows;Organic+Search;Google}, each class in URL encoding.
 *
 * @param country ISO 3166-1 alpha-2, or {@link Value#UNKNOWN}
 * @param channel a standard one, or one of the site's own rules
 */
record VisitClasses(Value country, Value device, Value browser, Value os, Value channel, Value source) {

    private static final String VERSION = "1";
    private static final int FIELDS = 7;
    private static final int MAX_TEXT = 2_100;

    /** The classes as the text of a header: visible ASCII. */
    String encoded() {
        return String.join(
                ";",
                VERSION,
                encoded(country),
                encoded(device),
                encoded(browser),
                encoded(os),
                encoded(channel),
                encoded(source));
    }

    /**
     * Reads exactly what {@link #encoded} writes, and only classes of the lists; empty for anything else. Whether the channel is one
     * of the site's is for the reader to decide.
     */
    static Optional<VisitClasses> of(String text) {
        String[] fields = text.split(";", FIELDS + 1);
        if (text.length() > MAX_TEXT || fields.length != FIELDS || !fields[0].equals(VERSION)) {
            return Optional.empty();
        }
        try {
            Value[] values = new Value[FIELDS];
            for (int i = 1; i < FIELDS; i++) {
                values[i] = Value.of(URLDecoder.decode(fields[i], StandardCharsets.UTF_8));
            }
            VisitClasses classes = new VisitClasses(values[1], values[2], values[3], values[4], values[5], values[6]);
            return classes.areOfTheLists() && classes.encoded().equals(text) ? Optional.of(classes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            // Not URL-encoded, or not a clean value.
            return Optional.empty();
        }
    }

    private boolean areOfTheLists() {
        return (country.equals(Value.UNKNOWN)
                        || Countries.byCode(country.text()).isPresent())
                && Families.DEVICES.contains(device)
                && Families.BROWSERS.contains(browser)
                && Families.SYSTEMS.contains(os)
                && Before.isClean(channel.text())
                && Before.isClean(source.text());
    }

    /** These classes, with another channel. */
    VisitClasses by(Value other) {
        return new VisitClasses(country, device, browser, os, other, source);
    }

    private static String encoded(Value value) {
        return URLEncoder.encode(value.text(), StandardCharsets.UTF_8);
    }
}
