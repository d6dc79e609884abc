package io.footfall.demo;

import static io.footfall.demo.Choice.among;
import static io.footfall.demo.Choice.share;

import io.footfall.measure.Dimension;
import io.footfall.measure.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Who comes to a lamp workshop: where they are, what they use, and what brings them. Texts are as counted from real visits. */
final class Audience {

    /** A country and the language of the browsers there. */
    record Place(String country, String language) {}

    /** What somebody uses. */
    record Equipment(String device, String browser, String os, String screen) {}

    /** What brings somebody, and to which page. */
    record Arrival(String source, String channel, String referrer, Campaign campaign, String entry) {}

    /** What the link was marked with; null texts for nothing. */
    record Campaign(String source, String medium, String name) {
        static final Campaign NONE = new Campaign(Value.NONE.text(), Value.NONE.text(), Value.NONE.text());
    }

    static final Choice<Place> PLACES = among(
            share(37, new Place("DE", "de")),
            share(3, new Place("DE", "en")),
            share(9, new Place("AT", "de")),
            share(6, new Place("CH", "de")),
            share(2, new Place("CH", "fr")),
            share(8, new Place("NL", "nl")),
            share(7, new Place("FR", "fr")),
            share(8, new Place("GB", "en")),
            share(7, new Place("US", "en")),
            share(4, new Place("DK", "da")),
            share(3, new Place("SE", "sv")),
            share(3, new Place("IT", "it")),
            share(2, new Place("BE", "nl")),
            share(2, new Place("PL", "pl")),
            share(1, new Place("JP", "ja")));

    static final Choice<Equipment> EQUIPMENT = among(
            share(26, new Equipment("mobile", "Safari", "iOS", "under 576")),
            share(22, new Equipment("mobile", "Chrome", "Android", "under 576")),
            share(5, new Equipment("mobile", "Samsung Internet", "Android", "under 576")),
            share(2, new Equipment("mobile", "Firefox", "Android", "under 576")),
            share(3, new Equipment("tablet", "Chrome", "Android", "576 to 991")),
            share(13, new Equipment("desktop", "Chrome", "Windows", "1440 and over")),
            share(6, new Equipment("desktop", "Edge", "Windows", "1440 and over")),
            share(5, new Equipment("desktop", "Firefox", "Windows", "992 to 1439")),
            share(9, new Equipment("desktop", "Safari", "macOS", "1440 and over")),
            share(6, new Equipment("desktop", "Chrome", "macOS", "992 to 1439")),
            share(3, new Equipment("desktop", "Firefox", "Linux", "1440 and over")));

    /** What brings people for the first time. */
    static final Choice<Arrival> FIRST = among(
            share(20, plain("Direct", "Direct", "(none)", "/demo")),
            share(22, plain("Google", "Organic Search", "google.com", "/demo")),
            share(12, plain("Google", "Organic Search", "google.com", "/demo/products")),
            share(4, plain("Google", "Organic Search", "google.com", "/demo/journal")),
            share(5, plain("Bing", "Organic Search", "bing.com", "/demo")),
            share(4, plain("DuckDuckGo", "Organic Search", "duckduckgo.com", "/demo")),
            share(3, plain("Ecosia", "Organic Search", "ecosia.org", "/demo/products")),
            share(9, plain("Instagram", "Organic Social", "l.instagram.com", "/demo/products")),
            share(6, plain("Pinterest", "Organic Social", "pinterest.com", "/demo/products")),
            share(5, plain("woodnotes.example", "Referral", "woodnotes.example/lamps-we-like", "/demo/products")),
            share(3, plain("blender.org", "Referral", "blender.org", "/demo/journal")),
            share(2, plain("ChatGPT", "AI Assistants", "chatgpt.com", "/demo/products")),
            share(5, marked("Google", "Paid Search", "google", "cpc", "oak-lamps", "/demo/products")));

    /** What brings people back. */
    static final Choice<Arrival> AGAIN = among(
            share(48, plain("Direct", "Direct", "(none)", "/demo")),
            share(12, plain("Direct", "Direct", "(none)", "/demo/products")),
            share(16, plain("Google", "Organic Search", "google.com", "/demo")),
            share(14, marked("workshop-letter", "Email", "workshop-letter", "email", "film-night", "/demo/journal")),
            share(7, plain("Instagram", "Organic Social", "l.instagram.com", "/demo/journal")),
            share(3, plain("Bing", "Organic Search", "bing.com", "/demo")));

    private Audience() {}

    private static Arrival plain(String source, String channel, String referrer, String entry) {
        return new Arrival(source, channel, referrer, Campaign.NONE, entry);
    }

    private static Arrival marked(
            String source, String channel, String utmSource, String medium, String campaign, String entry) {
        return new Arrival(source, channel, "(none)", new Campaign(utmSource, medium, campaign), entry);
    }

    /** The attributes of a visit, one for each dimension in its order. */
    static List<Value> values(Place place, Equipment equipment, Arrival arrival) {
        List<Value> values = new ArrayList<>(Collections.nCopies(Dimension.values().length, Value.NONE));
        set(values, Dimension.SOURCE, arrival.source());
        set(values, Dimension.CHANNEL, arrival.channel());
        set(values, Dimension.REFERRER, arrival.referrer());
        set(values, Dimension.UTM_SOURCE, arrival.campaign().source());
        set(values, Dimension.UTM_MEDIUM, arrival.campaign().medium());
        set(values, Dimension.UTM_CAMPAIGN, arrival.campaign().name());
        set(values, Dimension.COUNTRY, place.country());
        set(values, Dimension.LANGUAGE, place.language());
        set(values, Dimension.DEVICE, equipment.device());
        set(values, Dimension.BROWSER, equipment.browser());
        set(values, Dimension.OS, equipment.os());
        set(values, Dimension.SCREEN, equipment.screen());
        set(values, Dimension.ENTRY_PAGE, arrival.entry());
        return values;
    }

    private static void set(List<Value> values, Dimension dimension, String text) {
        values.set(dimension.index(), Value.of(text));
    }

    /** How many days somebody stays away before coming back. */
    static int daysAway(RandomGenerator random) {
        return random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(3) * random.nextInt(9) + random.nextInt(6);
    }
}
