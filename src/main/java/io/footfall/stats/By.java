package io.footfall.stats;

import io.footfall.measure.Cube;
import io.footfall.measure.Cubes;
import io.footfall.measure.Dimension;
import io.footfall.measure.Fact;
import io.footfall.measure.Marginal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the rows of an answer are. */
public sealed interface By {

    /** Its name in the API. */
    String key();

    /** No rows: totals only. */
    record Nothing() implements By {
        @Override
        public String key() {
            return "";
        }
    }

    /** Rows by the hours of the site's clock. */
    enum Hours implements By {
        /** A row for each hour. */
        HOUR,
        /** A row for each hour of the week, from Monday on. */
        WEEKDAY_HOUR;

        @Override
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A row for each period of the calendar, cut at the edges of the range. */
    enum Period implements By {
        DAY,
        /** Monday to Sunday. */
        WEEK,
        MONTH;

        @Override
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The last day of the period that holds {@code day}. */
        LocalDate last(LocalDate day) {
            return switch (this) {
                case DAY -> day;
                case WEEK -> day.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
                case MONTH -> day.with(TemporalAdjusters.lastDayOfMonth());
            };
        }
    }

    /** A row for each value of something; the cells wait for a crowd. */
    sealed interface Breakdown extends By {

        /** The cube that holds a cell for each value; the value is its first key but for {@link Property}. */
        Cube cube();

        /** The cube of visitors by value and absence, where there is one. */
        default Optional<Cube> returns() {
            return Optional.empty();
        }

        /** The figures in which the rows, and what is not shown, add up to the total. */
        Set<Metric> adding();

        /** What rows are ordered by if nothing else is asked. */
        Metric order();
    }

    /** A row for each value of an attribute of visits. */
    record Attribute(Dimension dimension) implements Breakdown {
        @Override
        public String key() {
            return dimension.key();
        }

        @Override
        public Cube cube() {
            return Cubes.by(dimension);
        }

        @Override
        public Optional<Cube> returns() {
            return Optional.of(Cubes.returnsBy(dimension));
        }

        @Override
        public Set<Metric> adding() {
            return Metric.ADDITIVE;
        }

        @Override
        public Metric order() {
            return Metric.VISITS;
        }
    }

    /** A row for each page, event, target ... of a kind. */
    @SuppressWarnings("ImmutableEnumChecker") // cubes are immutable, and so is Set.of
    enum Thing implements Breakdown {
        /** A visit sees several pages: visits do not add up. */
        PAGE(Cubes.PAGE, Metric.PAGEVIEWS, Metric.PAGEVIEWS),
        /** The page on which visits ended, or are now. */
        EXIT_PAGE(Cubes.PAGE, Metric.VISITS, Metric.VISITS),
        EVENT(Cubes.EVENT, Metric.EVENTS, Metric.EVENTS, Metric.REVENUE, Metric.REFUNDS, Metric.ORDERS),
        /** The host that served the page. */
        HOSTNAME(Cubes.HOST, Metric.PAGEVIEWS, Metric.PAGEVIEWS, Metric.VISITS),
        /** The site's groups of pages; not every page is in one. */
        PAGE_GROUP(Cubes.GROUP, Metric.PAGEVIEWS),
        /** A visit can belong to several segments: nothing adds up. */
        SEGMENT(Cubes.SEGMENT, Metric.VISITS),
        OUTBOUND(Fact.Automatic.Kind.OUTBOUND),
        DOWNLOAD(Fact.Automatic.Kind.DOWNLOAD),
        NOTFOUND(Fact.Automatic.Kind.NOTFOUND),
        SEARCH(Fact.Automatic.Kind.SEARCH),
        FORM(Fact.Automatic.Kind.FORM);

        private final Cube cube;
        private final Metric order;
        private final Set<Metric> adding;

        Thing(Cube cube, Metric order, Metric... adding) {
            this.cube = cube;
            this.order = order;
            this.adding = Set.of(adding);
        }

        Thing(Fact.Automatic.Kind kind) {
            this(Cubes.automatic(kind), Metric.EVENTS, Metric.EVENTS);
        }

        @Override
        public Set<Metric> adding() {
            return adding;
        }

        @Override
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public Cube cube() {
            return cube;
        }

        @Override
        public Optional<Cube> returns() {
            return this == SEGMENT ? Optional.of(Cubes.SEGMENT_RETURN) : Optional.empty();
        }

        @Override
        public Metric order() {
            return order;
        }

        /** Whether it is a list of targets, of which there is no total elsewhere. */
        boolean automatic() {
            return compareTo(OUTBOUND) >= 0;
        }
    }

    /**
     * A row for each value of a property of events.
     *
     * @param name {@code PROPERTY} for that of any event, or {@code EVENT.PROPERTY}
     */
    record Property(String name) implements Breakdown {

        static final String PREFIX = "property:";

        /** What stands between event and property in the keys of cells. */
        private static final String BETWEEN = Marginal.BETWEEN;

        @Override
        public String key() {
            return PREFIX + name;
        }

        @Override
        public Cube cube() {
            return Cubes.PROPERTY;
        }

        /** Not every event has the property. */
        @Override
        public Set<Metric> adding() {
            return Set.of();
        }

        @Override
        public Metric order() {
            return Metric.EVENTS;
        }

        /** Its key with events of a name. */
        String keyOf(String event) {
            return event + BETWEEN + name;
        }

        /** How its keys end with events of any name. */
        String ending() {
            return BETWEEN + name;
        }

        /** Its keys if a dot in its name ends the name of an event. */
        List<String> keysWithEvent() {
            return name.chars().filter(c -> c == '.').count() == 0
                    ? List.of()
                    : IntStream.range(1, name.length() - 1)
                            .filter(i -> name.charAt(i) == '.')
                            .mapToObj(i -> name.substring(0, i) + BETWEEN + name.substring(i + 1))
                            .toList();
        }
    }

    /** How many visits came how far: a row for each step, in order. */
    @SuppressWarnings("ImmutableEnumChecker") // cubes are immutable
    enum Steps implements By {
        /** Pages of a visit. */
        VISIT_PAGES(Cubes.PAGES_REACHED),
        /** Engaged seconds of a visit. */
        VISIT_LENGTH(Cubes.SECONDS_REACHED),
        /** Per cent of a page's height that visits have reached: each row holds those of the next. */
        SCROLL(Cubes.SCROLL);

        private final Cube cube;

        Steps(Cube cube) {
            this.cube = cube;
        }

        @Override
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        Cube cube() {
            return cube;
        }
    }

    /** What has a name in the API, empty for an unknown one. */
    static Optional<By> byKey(String key) {
        if (key.startsWith(Property.PREFIX) && key.length() > Property.PREFIX.length()) {
            return Optional.of(new Property(key.substring(Property.PREFIX.length())));
        }
        return all().filter(by -> by.key().equals(key)).findFirst();
    }

    /** The names of all, for messages. */
    static String keys() {
        return all().map(By::key).collect(Collectors.joining(", ")) + ", property:NAME";
    }

    /** All but properties, of which there is one for each name. */
    public static Stream<By> all() {
        Stream<By> time = Stream.of(Hours.HOUR, Period.DAY, Period.WEEK, Period.MONTH, Hours.WEEKDAY_HOUR);
        Stream<By> attributes = Arrays.stream(Dimension.values()).map(Attribute::new);
        Stream<By> things = Stream.concat(Arrays.stream(Thing.values()), Arrays.stream(Steps.values()));
        return Stream.concat(time, Stream.concat(attributes, things));
    }
}
