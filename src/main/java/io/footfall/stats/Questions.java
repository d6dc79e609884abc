package io.footfall.stats;

import io.footfall.site.Site;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    /** What can be a filter, by name; visits are not counted by where they ended. */
    private static final Map<String, By.Breakdown> FILTERS = By.all()
            .filter(By.Breakdown.class::isInstance)
            .map(By.Breakdown.class::cast)
            .filter(axis -> axis != By.Thing.EXIT_PAGE)
            .collect(Collectors.toMap(By::key, axis -> axis, (a, b) -> a, LinkedHashMap::new));

    private static final Pattern SECOND_FILTER =
            Pattern.compile("[;,&|] *(" + String.join("|", FILTERS.keySet()) + "):");

    private static final Pattern COMPARED_DAYS = Pattern.compile("([0-9-]{10})\\.\\.([0-9-]{10})");

    /** What can be asked instead of two filters. */
    public static final String ONE_FILTER =
            "One filter at a time: two values together are counted, three are not. Ask with one as"
                    + " filter and the other as by, or define a segment: it is counted from the next day on.";

    /** A question, or why there is none. */
    public sealed interface Reading {

        record Understood(StatsQuestion question) implements Reading {}

        /** Days and nothing else. */
        record Days(Range range) implements Reading {}

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

    /**
     * Reads the days of a report.
     *
     * @param days how many if nothing is said
     * @param others names of other parameters that it has
     */
    public static Reading readDays(
            Site site, LocalDate today, Map<String, String> parameters, int days, List<String> others) {
        try {
            List<String> known = new ArrayList<>(List.of("from", "to"));
            known.addAll(others);
            Questions questions = new Questions(site, today, parameters);
            questions.known(known);
            String by = parameters.get("by");
            if (by != null && !by.equals(By.Thing.PAGE.key())) {
                throw new Refusal("by", "Only by=page is offered here.");
            }
            return new Reading.Days(questions.range(new By.Nothing(), days));
        } catch (Refusal refusal) {
            return new Reading.Unanswerable(refusal.field, refusal.remedy);
        }
    }

    private void known(List<String> names) throws Refusal {
        for (String name : parameters.keySet()) {
            if (!names.contains(name)) {
                throw new Refusal(name, "There is no such parameter; there are: " + String.join(", ", names) + ".");
            }
        }
    }

    private StatsQuestion question() throws Refusal {
        known(PARAMETERS);
        By by = by();
        Optional<Filter> filter = filter(by);
        return new StatsQuestion(
                site, range(by, DEFAULT_DAYS), metrics(), by, filter, order(by), limit(), comparison());
    }

    private Range range(By by, int days) throws Refusal {
        LocalDate to = day("to", today);
        if (to.isAfter(today)) {
            to = today;
        }
        LocalDate from = day("from", to.minusDays(days - 1L));
        if (from.isAfter(to)) {
            throw new Refusal(
                    "from", "The range begins after it ends, or in the future; the site's day is " + today + ".");
        }
        Range range = new Range(from, to);
        int most = by == By.Hours.HOUR
                ? MAX_DAYS_BY_HOUR
                : by == By.Period.DAY || by == By.Hours.WEEKDAY_HOUR ? MAX_DAYS_BY_DAY : MAX_DAYS;
        if (from.toEpochDay() < 1 || range.days() > most) {
            throw new Refusal("from", "This can be asked for at most " + most + " days.");
        }
        return range;
    }

    private Optional<Filter> filter(By by) throws Refusal {
        String text = parameters.get("filter");
        if (text == null) {
            return Optional.empty();
        }
        int colon = text.indexOf(':');
        By.Breakdown axis = colon < 0 ? null : FILTERS.get(text.substring(0, colon));
        if (axis == null || colon == text.length() - 1) {
            throw new Refusal(
                    "filter",
                    "A filter is written like source:Google, with one of: " + String.join(", ", FILTERS.keySet())
                            + ".");
        }
        if (SECOND_FILTER.matcher(text).find()) {
            throw new Refusal("filter", ONE_FILTER);
        }
        Filter filter = new Filter(axis, text.substring(colon + 1));
        if (!(by instanceof By.Nothing
                || by instanceof By.Period
                || Pairs.slice(by, filter).isPresent())) {
            throw new Refusal("filter", notTogether(by, axis));
        }
        return Optional.of(filter);
    }

    private static String notTogether(By by, By.Breakdown axis) {
        String filters = Pairs.filters(by);
        String rows = Pairs.rows(axis);
        return by.key() + " and " + axis.key() + " are not counted together. "
                + (filters.isEmpty()
                        ? "by=" + by.key() + " goes without a filter. "
                        : "With by=" + by.key() + " a filter can be one of: " + filters + ". ")
                + "With filter=" + axis.key() + " rows can be by: day, week, month"
                + (rows.isEmpty() ? "" : ", " + rows) + ". "
                + "Or define a segment: it is counted from the next day on.";
    }

    private LocalDate day(String field, LocalDate otherwise) throws Refusal {
        String text = parameters.get(field);
        return text == null ? otherwise : day(field, text);
    }

    private LocalDate day(String field, String text) throws Refusal {
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
            return new Order(by instanceof By.Breakdown breakdown ? breakdown.order() : Metric.VISITS, true);
        }
        if (!(by instanceof By.Breakdown)) {
            throw new Refusal("order", "An order goes with a breakdown, such as by=country; time goes forward.");
        }
        boolean descending = text.startsWith("-");
        return new Order(metric("order", descending ? text.substring(1) : text), descending);
    }

    private static Metric metric(String field, String key) throws Refusal {
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

    private Optional<Comparison> comparison() throws Refusal {
        String text = parameters.get("compare");
        if (text == null) {
            return Optional.empty();
        } else if (text.equals("previous")) {
            return Optional.of(Comparison.Earlier.PREVIOUS);
        } else if (text.equals("year")) {
            return Optional.of(Comparison.Earlier.YEAR);
        }
        Matcher days = COMPARED_DAYS.matcher(text);
        if (!days.matches()) {
            throw new Refusal(
                    "compare",
                    "A comparison is previous (as many days before), year (the same a year earlier), or days like 2026-01-01..2026-01-31.");
        }
        LocalDate from = day("compare", days.group(1));
        LocalDate to = day("compare", days.group(2));
        if (from.isAfter(to) || to.isAfter(today) || from.toEpochDay() < 1) {
            throw new Refusal("compare", "The days to compare with begin after they end, or are in the future.");
        }
        Range range = new Range(from, to);
        if (range.days() > MAX_DAYS) {
            throw new Refusal("compare", "This can be asked for at most " + MAX_DAYS + " days.");
        }
        return Optional.of(new Comparison.Days(range));
    }
}
