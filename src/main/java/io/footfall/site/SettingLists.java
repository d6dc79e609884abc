package io.footfall.site;

import io.footfall.measure.Dimension;
import io.footfall.measure.Value;
import io.footfall.site.CountingChange.ConditionDraft;
import io.footfall.site.CountingChange.SegmentDraft;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Settings that are lists of records, as JSON: the same in the database and in the API. */
public final class SettingLists {

    private static final String NAME = "name";
    private static final String FROM = "from";

    private SettingLists() {}

    public static JsonArray ofChannelRules(List<ChannelRule> rules) {
        return array(rules, SettingLists::json);
    }

    public static List<ChannelRule> channelRules(JsonArray json) {
        return list(
                json,
                rule -> new ChannelRule(
                        rule.getString("channel"),
                        rule.getString("source"),
                        rule.getString("medium"),
                        rule.getString("campaign"),
                        rule.getString("referrer")));
    }

    public static JsonArray ofPageGroups(List<PageGroup> groups) {
        return array(groups, group -> new JsonObject().put(NAME, group.name()).put("pattern", group.pattern()));
    }

    public static List<PageGroup> pageGroups(JsonArray json) {
        return list(json, group -> new PageGroup(group.getString(NAME), group.getString("pattern")));
    }

    /** Each step is {@code {"page": path}} or {@code {"event": name}}; the script reads the same. */
    public static JsonArray ofFunnels(List<Funnel> funnels) {
        return array(
                funnels,
                funnel -> new JsonObject()
                        .put(NAME, funnel.name())
                        .put(
                                "steps",
                                array(funnel.steps(), step -> new JsonObject().put(key(step.kind()), step.text()))));
    }

    public static List<Funnel> funnels(JsonArray json) {
        return list(
                json,
                funnel -> new Funnel(funnel.getString(NAME), list(funnel.getJsonArray("steps"), SettingLists::step)));
    }

    private static Funnel.Step step(JsonObject json) {
        for (Funnel.Kind kind : Funnel.Kind.values()) {
            String text = json.getString(key(kind));
            if (text != null) {
                return new Funnel.Step(kind, text);
            }
        }
        throw new IllegalArgumentException("a step has a page or an event");
    }

    public static JsonArray ofSegments(List<Segment> segments) {
        return array(
                segments,
                segment -> new JsonObject()
                        .put(NAME, segment.name())
                        .put("conditions", array(segment.conditions(), SettingLists::json))
                        .put(FROM, LocalDate.ofEpochDay(segment.since()).toString()));
    }

    static List<Segment> segments(JsonArray json) {
        return list(
                json,
                segment -> new Segment(
                        segment.getString(NAME),
                        list(
                                segment.getJsonArray("conditions"),
                                condition -> new Segment.Condition(
                                        Dimension.byKey(condition.getString("dimension"))
                                                .orElseThrow(),
                                        Value.of(condition.getString("value")))),
                        Math.toIntExact(LocalDate.parse(segment.getString(FROM)).toEpochDay())));
    }

    /** What somebody wants; the day from which on it is counted is not theirs to say. */
    public static List<SegmentDraft> segmentDrafts(JsonArray json) {
        return list(
                json,
                segment -> new SegmentDraft(
                        segment.getString(NAME),
                        list(
                                segment.getJsonArray("conditions"),
                                condition -> new ConditionDraft(
                                        condition.getString("dimension"), condition.getString("value")))));
    }

    private static JsonObject json(ChannelRule rule) {
        JsonObject json = new JsonObject().put("channel", rule.channel());
        if (rule.source() != null) {
            json.put("source", rule.source());
        }
        if (rule.medium() != null) {
            json.put("medium", rule.medium());
        }
        if (rule.campaign() != null) {
            json.put("campaign", rule.campaign());
        }
        return rule.referrer() == null ? json : json.put("referrer", rule.referrer());
    }

    private static JsonObject json(Segment.Condition condition) {
        return new JsonObject()
                .put("dimension", condition.dimension().key())
                .put("value", condition.value().text());
    }

    private static String key(Funnel.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static <T> JsonArray array(List<T> list, Function<T, JsonObject> json) {
        JsonArray array = new JsonArray();
        list.forEach(element -> array.add(json.apply(element)));
        return array;
    }

    private static <T> List<T> list(JsonArray array, Function<JsonObject, T> element) {
        return array.stream().map(JsonObject.class::cast).map(element).toList();
    }
}
