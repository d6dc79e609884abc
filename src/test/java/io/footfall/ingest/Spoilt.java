package io.footfall.ingest;

import io.footfall.server.Reports;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A way to spoil a good body, and what is said about it.
 *
 * @param status of the answer
 * @param type of the problem
 * @param field that the problem names
 */
record Spoilt(
        String what,
        Consumer<JsonObject> spoil,
        int status,
        String type,
        @Nullable String field) {

    @Override
    public String toString() {
        return what;
    }

    /** What is wrong with a report: everything but the one thing is right. */
    static List<Spoilt> reports(String site, String receipt, String receiptOfAnother, String refusal) {
        List<Spoilt> all = new ArrayList<>(wrongTypes());
        all.addAll(missingFields());
        all.addAll(outOfBounds(site));
        all.addAll(days());
        all.addAll(receipts(site, receipt, receiptOfAnother, refusal));
        return all;
    }

    /** What is wrong with a choice. */
    static List<Spoilt> choices() {
        return List.of(
                set("site", 1),
                missing("site", choice -> choice.remove("site"), "site"),
                missing("allow", choice -> choice.remove("allow"), "allow"),
                missing("how", choice -> choice.remove("how"), "how"),
                missing("policy", choice -> choice.remove("policy"), "policy"),
                set("allow", "statistics"),
                set("allow", List.of("everything")),
                malformed("allow: [3]", choice -> choice.put("allow", List.of(3)), "allow[0]"),
                set("how", "perhaps"),
                set("policy", -1),
                set("policy", "1"),
                new Spoilt("old policy", choice -> choice.put("policy", 7), 409, "consent-outdated", "policy"),
                new Spoilt("unknown site", choice -> choice.put("site", "un.known"), 404, "unknown-site", "site"));
    }

    private static Spoilt malformed(String what, Consumer<JsonObject> spoil, String field) {
        return new Spoilt(what, spoil, 400, "malformed", field);
    }

    private static Spoilt set(String name, @Nullable Object value) {
        return malformed(name + ": " + shortened(value), report -> report.put(name, value), name);
    }

    private static Spoilt visit(String name, @Nullable Object value) {
        return malformed(
                "visit." + name + ": " + shortened(value), r -> Reports.visit(r).put(name, value), "visit." + name);
    }

    private static Spoilt visitor(String name, Object value) {
        return malformed(
                "visitor." + name + ": " + shortened(value),
                report -> report.getJsonObject("visitor").put(name, value),
                "visitor." + name);
    }

    private static Spoilt event(String name, Object value) {
        return malformed(
                "events[0]." + name + ": " + shortened(value),
                report -> Reports.event(report).put(name, value),
                "events[0]." + name);
    }

    private static Spoilt missing(String what, Consumer<JsonObject> remove, String field) {
        return malformed("without " + what, remove, field);
    }

    private static Spoilt dayOff(String part, String name, LocalDate day) {
        return new Spoilt(
                part + "." + name + ": " + day,
                report -> report.getJsonObject(part).put(name, day.toString()),
                409,
                "day-mismatch",
                part + "." + name);
    }

    private static Spoilt receipt(String what, @Nullable Object value) {
        return new Spoilt("receipt: " + what, report -> report.put("receipt", value), 403, "no-consent", "receipt");
    }

    private static String shortened(@Nullable Object value) {
        String text = String.valueOf(value);
        return (text.length() > 40 ? text.substring(0, 40) + "..." : text).replace('\u0000', '0');
    }

    private static List<Spoilt> wrongTypes() {
        return List.of(
                set("site", 5),
                set("site", new JsonArray()),
                set("receipt", new JsonObject()),
                set("visit", "today"),
                set("visit", null),
                set("nonce", 17),
                set("nonce", "too short"),
                set("visitor", List.of(1)),
                set("decision", "accept_all"),
                set("events", new JsonObject()),
                set("events", null),
                visit("day", 20261123),
                visit("entry", null),
                visit("entry", true),
                visit("referrer", 1),
                visit("screen", "wide"),
                visit("screen", 12.5),
                visit("as", 4),
                visitor("minutesAway", "7"),
                event("type", 1),
                event("type", "purchase"),
                malformed("no name", r -> Reports.event(r).put("type", "event").put("name", " "), "events[0].name"),
                event("url", new JsonArray()),
                event("page", "1"),
                event("page", 1.5),
                event("firstView", "yes"),
                event("from", 3));
    }

    private static List<Spoilt> missingFields() {
        return List.of(
                missing("site", report -> report.remove("site"), "site"),
                missing("visit", report -> report.remove("visit"), "visit"),
                missing("events", report -> report.remove("events"), "events"),
                missing("visit.day", report -> Reports.visit(report).remove("day"), "visit.day"),
                missing("visit.entry", report -> Reports.visit(report).remove("entry"), "visit.entry"),
                missing("type", report -> Reports.event(report).remove("type"), "events[0].type"),
                missing("url", report -> Reports.event(report).remove("url"), "events[0].url"),
                missing("page", report -> Reports.event(report).remove("page"), "events[0].page"),
                missing("seconds", report -> Reports.event(report).put("type", "engagement"), "events[0].seconds"),
                missing("name", report -> Reports.event(report).put("type", "event"), "events[0].name"),
                missing(
                        "previousDay",
                        report -> report.getJsonObject("visitor").remove("previousDay"),
                        "visitor.previousDay"),
                missing(
                        "policy",
                        report -> report.put("decision", new JsonObject().put("how", "accept_all")),
                        "decision.policy"));
    }

    private static List<Spoilt> outOfBounds(String site) {
        String page = "https://" + site + "/";
        String endless = page + "a".repeat(10_000);
        return List.of(
                event("url", endless),
                event("from", endless),
                visit("entry", endless),
                visit("referrer", endless),
                event("url", "https://other.example/"),
                event("url", "javascript:alert(1)"),
                event("url", "/pricing"),
                event("url", page + "\u0000"),
                event("url", page + "\u001b[2J"),
                event("page", 0),
                event("page", -1),
                event("page", 4_000_000_000L),
                visit("screen", -1),
                visit("language", "d".repeat(200)),
                visit("as", "1;DE;desktop;Chrome;Windows;Direct"),
                visit("as", "x".repeat(5_000)),
                visitor("minutesAway", -1),
                visitor("minutesAway", 31),
                malformed(
                        "decision.how",
                        report -> report.put(
                                "decision", new JsonObject().put("how", "maybe").put("policy", 1)),
                        "decision.how"),
                malformed(
                        "seconds",
                        report ->
                                Reports.event(report).put("type", "engagement").put("seconds", -5),
                        "events[0].seconds"),
                malformed("no events", report -> report.put("events", new JsonArray()), "events"),
                malformed(
                        "21 events",
                        report -> {
                            JsonArray events = new JsonArray();
                            for (int i = 0; i < 21; i++) {
                                events.add(Reports.event(report));
                            }
                            report.put("events", events);
                        },
                        "events"),
                malformed(
                        "the second event",
                        report -> report.getJsonArray("events")
                                .add(Reports.event(report).copy().put("page", -1)),
                        "events[1].page"),
                new Spoilt("unknown site", report -> report.put("site", "un.known"), 404, "unknown-site", "site"));
    }

    private static List<Spoilt> days() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return List.of(
                visit("day", "yesterday"),
                visit("day", "2026-02-30"),
                visit("day", "0000-00-00"),
                visit("day", "1969-12-31"),
                visit("day", "+999999-01"),
                visit("day", "9999-12-31"),
                visitor("previousDay", "1980-01-01"),
                visitor("day", "-5"),
                dayOff("visit", "day", today.minusDays(3)),
                dayOff("visit", "day", today.plusDays(2)),
                dayOff("visitor", "day", today.minusDays(10)),
                dayOff("visitor", "day", today.plusDays(2)),
                dayOff("visitor", "previousDay", today.plusDays(1)));
    }

    private static List<Spoilt> receipts(String site, String receipt, String ofAnother, String refusal) {
        String[] parts = receipt.split("\\.", 3);
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        String everything = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                        .replace(site, "other.example")
                        .getBytes(StandardCharsets.UTF_8));
        return List.of(
                receipt("none", null),
                receipt("empty", ""),
                receipt("not a receipt", "yes"),
                receipt("truncated", receipt.substring(0, receipt.length() - 1)),
                receipt("longer", receipt + "A"),
                receipt("without signature", parts[0] + "." + parts[1] + "."),
                receipt("alg none", none + "." + parts[1] + "."),
                receipt("alg none, signed", none + "." + parts[1] + "." + parts[2]),
                receipt("other claims", parts[0] + "." + everything + "." + parts[2]),
                receipt("of another site", ofAnother),
                receipt("a refusal", refusal));
    }
}
