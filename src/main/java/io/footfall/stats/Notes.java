package io.footfall.stats;

import io.footfall.site.Segment;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a reader of an answer must know, in sentences. */
final class Notes {

    /** Of a site without thresholds. */
    static final String OPEN = "This site is set up for tests: single visits are shown.";

    private Notes() {}

    /**
     * @param ranged what was left out of the range
     * @param floored how many rows, the total included, have a difference below 0
     */
    static List<String> of(
            StatsQuestion question, Sums totals, List<StatsRow> rows, List<String> ranged, long floored) {
        List<String> notes = new ArrayList<>();
        of(question.by()).ifPresent(notes::add);
        if (totals.equals(Sums.UNTOLD)) {
            notes.add("There are fewer than are shown of this value in these days, or none.");
        } else {
            untold(question, totals, rows).forEach(notes::add);
        }
        if (totals.plusMinus() > 0 || rows.stream().anyMatch(row -> row.sums().plusMinus() > 0)) {
            notes.add("Visitors with visitors_plus_minus are estimated to within that number; their sum is exact.");
        }
        if (floored > 0) {
            notes.add("%d of these figures came out below 0, as steps of visits were lost, and are given as 0."
                    .formatted(floored));
        }
        if (question.by() == By.Thing.SEGMENT) {
            segments(question).forEach(notes::add);
        }
        notes.addAll(ranged);
        if (question.site().thresholds().open()) {
            notes.add(OPEN);
        }
        return notes;
    }

    private static Optional<String> of(By by) {
        if (by instanceof By.Hours) {
            return Optional.of(
                    "By hour there are visits (at their start), pageviews and events; visitors are counted by day.");
        } else if (by instanceof By.Steps steps) {
            return Optional.of(
                    steps == By.Steps.SCROLL
                            ? "Each row holds all visits that came so far down the page, those that went on included."
                            : "Each row holds the visits that came so far and not to the next.");
        } else if (by instanceof By.Property) {
            return Optional.of("Events by the value of a property; conversions are counted by event only.");
        } else if (by instanceof By.Thing thing) {
            return of(thing);
        }
        return Optional.empty();
    }

    private static Optional<String> of(By.Thing thing) {
        return Optional.ofNullable(
                switch (thing) {
                    case PAGE ->
                        "By page, visits are those that saw the page; visitors and rates go with a property of the visit"
                                + " instead, such as by=entry_page.";
                    case EXIT_PAGE ->
                        "By exit page there are only visits: those that ended on the page, or are there now.";
                    case EVENT ->
                        "By event, visits are those with the event; visitors go with a property of the visit instead.";
                    case HOSTNAME -> "By hostname, visits are those that began there.";
                    case PAGE_GROUP -> "Pages that are in no group have no row.";
                    case SEGMENT -> "A visit can belong to several segments: rows do not add up.";
                    case OUTBOUND, DOWNLOAD, NOTFOUND, SEARCH, FORM ->
                        "The total of events is that of targets which are frequent enough to be shown.";
                });
    }

    private static List<String> segments(StatsQuestion question) {
        return question.site().counting().segments().stream()
                .filter(segment -> segment.since() > question.range().firstDay())
                .map(Notes::since)
                .toList();
    }

    private static String since(Segment segment) {
        return "The segment " + segment.name() + " is counted since " + LocalDate.ofEpochDay(segment.since()) + ".";
    }

    /** Why figures are null in all rows, or in the total where there are no rows. */
    private static List<String> untold(StatsQuestion question, Sums totals, List<StatsRow> rows) {
        List<Sums> all = rows.isEmpty()
                ? List.of(totals)
                : rows.stream().map(StatsRow::sums).toList();
        boolean nothing = all.stream().allMatch(sums -> Objects.requireNonNullElse(sums.visits(), 1L) == 0);
        if (nothing || (rows.isEmpty() && !(question.by() instanceof By.Nothing))) {
            return List.of();
        }
        return question.metrics().stream()
                .filter(metric -> all.stream().allMatch(sums -> sums.figure(metric) == null))
                .map(metric -> reason(metric, question))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private static Optional<String> reason(Metric metric, StatsQuestion question) {
        return Optional.ofNullable(
                switch (metric) {
                    case VISITORS -> visitors(question);
                    case CONVERSIONS, CONVERSION_RATE ->
                        "Conversions are told by=event or by=page, or of one of them, such as filter=event:NAME.";
                    case REVENUE, REFUNDS, ORDERS ->
                        "Revenue is told by=event, by one property of the visit, or with one of them as filter.";
                    case SCROLL -> "Scroll depth is told by=page, or of one page with filter=page:PATH.";
                    case TIME_ON_PAGE -> "Time on page is told by=page and by=page_group, or of one page.";
                    default -> null;
                });
    }

    private static @Nullable String visitors(StatsQuestion question) {
        if (toldByValue(question)) {
            return "Visitors by value are told for days, weeks, months and the last 7, 14, 28, 30, 60, 90, 180 or 365 days;"
                    + " for other days from 50 visitors on.";
        }
        return of(question.by()).isPresent()
                ? null
                : "Visitors go with one property of the visit, as by or as filter; of two there are visits.";
    }

    /** Whether visitors by value are counted for the question: by one property, or of one value. */
    private static boolean toldByValue(StatsQuestion question) {
        if (question.by() instanceof By.Breakdown by) {
            return by.returns().isPresent() && question.filter().isEmpty();
        }
        return question.filter()
                .filter(filter -> filter.axis().returns().isPresent())
                .isPresent();
    }
}
