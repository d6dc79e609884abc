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
import java.util.List;
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
        VisitValues said,
        @Nullable VisitorStep visitor,
        @Nullable WeekStep week,
        @Nullable Integer minutesAway,
        @Nullable Decision decision,
        List<Fact> facts) {

    /** @param segments of the site, some of which the visit may belong to */
    Observation observation(VisitClasses classes, List<Segment> segments) {
        VisitValues values = said.copy();
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
        return new Observation(
                site,
                moment.day(),
                moment.hour(),
                moment.minute(),
                new Visit(visitDay, values.inOrder(), names(values, segments)),
                visitor,
                week,
                minutesAway,
                decision,
                facts);
    }

    private List<Value> names(VisitValues values, List<Segment> segments) {
        if (segments.isEmpty()) {
            return List.of();
        }
        return segments.stream()
                .filter(segment -> visitDay >= segment.since() && holds(values, segment))
                .map(segment -> Value.of(segment.name()))
                .toList();
    }

    private static boolean holds(VisitValues values, Segment segment) {
        return segment.conditions().stream()
                .allMatch(condition -> condition.value().equals(values.get(condition.dimension())));
    }
}
