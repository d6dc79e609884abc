package io.footfall.stats;

import java.util.ArrayList;
import java.util.List;

/** What a reader of an answer must know, in sentences. */
final class Notes {

    private Notes() {}

    static List<String> of(StatsQuestion question, List<StatsRow> rows) {
        List<String> notes = new ArrayList<>();
        if (question.by() instanceof By.Hour) {
            notes.add("By hour there are visits (at their start), pageviews and events; visitors are counted by day.");
        } else if (question.by() == By.Thing.PAGE) {
            notes.add("By page, visits are those that saw the page; visitors and rates go with a property of the visit"
                    + " instead, such as by=entry_page.");
        } else if (question.by() == By.Thing.EXIT_PAGE) {
            notes.add("By exit page there are only visits: those that ended on the page, or are there now.");
        } else if (question.by() == By.Thing.EVENT) {
            notes.add("By event, visits are those with the event; visitors go with a property of the visit instead.");
        }
        if (rows.stream().anyMatch(row -> row.plusMinus() > 0)) {
            notes.add("Visitors with visitors_plus_minus are estimated to within that number; their sum is exact.");
        }
        if (question.site().thresholds().open()) {
            notes.add("This site is set up for tests: single visits are shown.");
        }
        return notes;
    }
}
