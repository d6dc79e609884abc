package io.footfall.enrich;

import io.footfall.enrich.source.Sources;
import io.footfall.measure.Decision;
import io.footfall.measure.Dimension;
import io.footfall.measure.Fact;
import io.footfall.measure.Observation;
import io.footfall.measure.Value;
import io.footfall.measure.Visit;
import io.footfall.measure.VisitorStep;
import io.footfall.measure.WeekStep;
import io.footfall.site.Segment;
import io.footfall.site.SiteMoment;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report in bounded values: an observation but for the derived classes of its visit.
 *
 * @param said the visit's attributes that are not among {@link VisitClasses}
 */
record Cleaned(
        int site,
        SiteMoment moment,
        int visitDay,
        Map<Dimension, Value> said,
        @Nullable VisitorStep visitor,
        @Nullable WeekStep week,
        @Nullable Integer minutesAway,
        @Nullable Decision decision,
        List<Fact> facts) {

    private static final Dimension[] DIMENSIONS = Dimension.values();

    /** @param segments of the site, some of which the visit may belong to */
    Observation observation(VisitClasses classes, List<Segment> segments) {
        Map<Dimension, Value> values = new EnumMap<>(said);
        values.put(Dimension.COUNTRY, classes.country());
        values.put(Dimension.DEVICE, classes.device());
        values.put(Dimension.BROWSER, classes.browser());
        values.put(Dimension.OS, classes.os());
        values.put(Dimension.CHANNEL, classes.channel());
        values.put(Dimension.SOURCE, classes.source());
        values.putIfAbsent(Dimension.FIRST_SOURCE, classes.source());
        if (!classes.source().equals(Sources.DIRECT)) {
            // The browser does not know where this visit came from before it is told, and so brings the one before.
            values.put(Dimension.LAST_SOURCE, classes.source());
        }
        values.putIfAbsent(Dimension.LAST_SOURCE, classes.source());
        Value[] inOrder = new Value[DIMENSIONS.length];
        for (Dimension dimension : DIMENSIONS) {
            inOrder[dimension.index()] = values.getOrDefault(dimension, Value.UNKNOWN);
        }
        return new Observation(
                site,
                moment.day(),
                moment.hour(),
                moment.minute(),
                new Visit(visitDay, List.of(inOrder), names(values, segments)),
                visitor,
                week,
                minutesAway,
                decision,
                facts);
    }

    private List<Value> names(Map<Dimension, Value> values, List<Segment> segments) {
        if (segments.isEmpty()) {
            return List.of();
        }
        return segments.stream()
                .filter(segment -> visitDay >= segment.since() && holds(values, segment))
                .map(segment -> Value.of(segment.name()))
                .toList();
    }

    private static boolean holds(Map<Dimension, Value> values, Segment segment) {
        return segment.conditions().stream()
                .allMatch(condition ->
                        condition.value().equals(values.getOrDefault(condition.dimension(), Value.UNKNOWN)));
    }
}
