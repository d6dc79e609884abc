package io.footfall.stats;

import io.footfall.site.Site;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a question from the parameters of a request; what cannot be answered is told with what can be asked instead. */
public final class Questions {

    private static final List<String> PARAMETERS =
            List.of("from", "to", "metrics", "by", "filter", "limit", "order", "compare");
    private static final int DEFAULT_DAYS = 30;
    private static final int MAX_DAYS = 3660;
    private static final int MAX_DAYS_BY_HOUR = 31;
    private static final int MAX_DAYS_BY_DAY = 1100;
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;
    private static final List<Metric> DEFAULT_METRICS = List.of(Metric.VISITORS, Metric.VISITS, Metric.PAGEVIEWS);

    /** A question, or why there is none. */
    public sealed interface Reading {

        record Understood(StatsQuestion question) implements Reading {}

        /**
         * @param field the parameter
         * @param remedy what can be asked, as a sentence
         */
        record Unanswerable(String field, String remedy) implements Reading {}
    }

    private static final class Refusal extends Exception {
        final String field;
        final String remedy;

        Refusal(String field, String remedy) {
            super(remedy, null, false, false);
            this.field = field;
            this.remedy = remedy;
        }
    }

    private final Site site;
    private final LocalDate today;
    private final Map<String, String> parameters;

    private Questions(Site site, LocalDate today, Map<String, String> parameters) {
        this.site = site;
        this.today = today;
        this.parameters = parameters;
    }

    /**
     * Reads a question.
     *
     * @param today the site's calendar day
     * @param parameters those of the contract, each at most once
     */
    public static Reading read(Site site, LocalDate today, Map<String, String> parameters) {
        try {
            return new Reading.Understood(new Questions(site, today, parameters).question());
        } catch (Refusal refusal) {
            return new Reading.Unanswerable(refusal.field, refusal.remedy);
        }
    }

    private StatsQuestion question() throws Refusal {
        for (String name : parameters.keySet()) {
            if (!PARAMETERS.contains(name)) {
                throw new Refusal(
                        name, "There is no such parameter; there are: " + String.join(", ", PARAMETERS) + ".");
            }
        }
        if (parameters.containsKey("filter")) {
            throw new Refusal("filter", "Filters are not offered yet; ask with by= for a row of each value.");
        }
        By by = by();
        return new StatsQuestion(site, range(by), metrics(), by, order(by), limit(), comparePrevious());
    }

    private Range range(By by) throws Refusal {
        LocalDate to = day("to", today);
        if (to.isAfter(today)) {
            to = today;
        }
        LocalDate from = day("from", to.minusDays(DEFAULT_DAYS - 1L));
        if (from.isAfter(to)) {
            throw new Refusal(
                    "from", "The range begins after it ends, or in the future; the site's day is " + today + ".");
        }
        Range range = new Range(from, to);
        int most = by instanceof By.Hour ? MAX_DAYS_BY_HOUR : by == By.Period.DAY ? MAX_DAYS_BY_DAY : MAX_DAYS;
        if (from.toEpochDay() < 1 || range.days() > most) {
            throw new Refusal("from", "This can be asked for at most " + most + " days.");
        }
        return range;
    }

    private LocalDate day(String field, LocalDate otherwise) throws Refusal {
        String text = parameters.get(field);
        if (text == null) {
            return otherwise;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new Refusal(field, "A day is written like " + today + ".");
        }
    }

    private By by() throws Refusal {
        String key = parameters.get("by");
        if (key == null) {
            return new By.Nothing();
        }
        return By.byKey(key)
                .orElseThrow(() -> new Refusal("by", "Rows can be asked for by one of: " + By.keys() + "."));
    }

    private List<Metric> metrics() throws Refusal {
        String text = parameters.get("metrics");
        if (text == null) {
            return DEFAULT_METRICS;
        }
        Set<Metric> metrics = new LinkedHashSet<>();
        for (String key : text.split(",", -1)) {
            metrics.add(metric("metrics", key));
        }
        return new ArrayList<>(metrics);
    }

    private Order order(By by) throws Refusal {
        @Nullable String text = parameters.get("order");
        if (text == null) {
            return new Order(defaultOrder(by), true);
        }
        if (!(by instanceof By.Breakdown)) {
            throw new Refusal("order", "An order goes with a breakdown, such as by=country; time goes forward.");
        }
        boolean descending = text.startsWith("-");
        return new Order(metric("order", descending ? text.substring(1) : text), descending);
    }

    private static Metric defaultOrder(By by) {
        if (by == By.Thing.PAGE) {
            return Metric.PAGEVIEWS;
        }
        return by == By.Thing.EVENT ? Metric.EVENTS : Metric.VISITS;
    }

    private static Metric metric(String field, String key) throws Refusal {
        if (Metric.NOT_YET.contains(key)) {
            throw new Refusal(field, "This is not counted yet; there are: " + Metric.keys() + ".");
        }
        return Metric.byKey(key)
                .orElseThrow(() -> new Refusal(field, "There is no such figure; there are: " + Metric.keys() + "."));
    }

    private int limit() throws Refusal {
        String text = parameters.get("limit");
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX_LIMIT) {
            throw new Refusal("limit", "A limit is a whole number from 1 to " + MAX_LIMIT + ".");
        }
        return Integer.parseInt(text);
    }

    private boolean comparePrevious() throws Refusal {
        String text = parameters.get("compare");
        if (text != null && !text.equals("previous")) {
            throw new Refusal("compare", "Only compare=previous is offered yet: the days of the same number before.");
        }
        return text != null;
    }
}
